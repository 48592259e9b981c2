import { useEffect, useState } from 'preact/hooks';
import type { ToolRow } from '../../core/tool-view.ts';
import { i18n, numberOf } from '../../i18n.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ToolItem } from './tool-row.tsx';

/** From so many tools on, looking for one is quicker than reading the list. */
const manyTools = 9;

/** Up to so many tools, whoever looks at them may be new to it. */
const fewTools = 5;

/** So many rows are more than there is room for in a popup, and all that its first frame has to wait for. */
const firstRows = 8;

/** The other rows come when the browser has nothing better to do, or after so long at the latest, ms. */
const latestRows = 500;

/** What comes after the first frame of a popup is drawn at once. */
let hasPainted = false;

/** The tools with access; each row leads to the tool's own screen. */
export function ToolList({
  tools,
  onOpen,
}: {
  tools: readonly ToolRow[];
  onOpen: (id: string) => void;
}) {
  const [query, setQuery] = useState('');
  const areMany = tools.length >= manyTools;
  const found = areMany ? tools.filter(({ name }) => matches(name, query)) : tools;
  useAnnounced(found.length === 0 && tools.length > 0 ? i18n('toolsNotFound') : null);
  if (tools.length === 0) return <NoTools />;
  return (
    <section class="section" aria-labelledby="tools">
      <header>
        <h2 id="tools">{i18n('toolsTitle')}</h2>
        <span class="small numbers">{numberOf(tools.length)}</span>
      </header>
      {areMany && (
        <TextField
          id="find-tool"
          label="toolsFind"
          kind="search"
          isUnlabelled
          value={query}
          onInput={setQuery}
        />
      )}
      <Rows tools={found} onOpen={onOpen} />
      {tools.length <= fewTools && <p class="small">{i18n('toolsHint')}</p>}
    </section>
  );
}

/** The same to be read only: nothing can be done with them at the moment. */
export function Rows({
  tools,
  onOpen,
}: {
  tools: readonly ToolRow[];
  onOpen?: (id: string) => void;
}) {
  const [isPainted, setIsPainted] = useState(hasPainted);
  useEffect(() => {
    // Drawn any sooner they take the processor from the frame that is on its way to the screen.
    const coming = requestIdleCallback(
      () => {
        hasPainted = true;
        setIsPainted(true);
      },
      { timeout: latestRows },
    );
    return () => cancelIdleCallback(coming);
  }, []);
  if (tools.length === 0) return <p class="small">{i18n('toolsNotFound')}</p>;
  const drawn = isPainted ? tools : tools.slice(0, firstRows);
  return (
    <ul class="card list">
      {drawn.map(row => (
        <li key={row.id}>
          <ToolItem row={row} {...(onOpen && { onOpen: () => onOpen(row.id) })} />
        </li>
      ))}
    </ul>
  );
}

function NoTools() {
  return (
    <section class="section empty" aria-labelledby="tools">
      <h2 id="tools">{i18n('toolsNoneTitle')}</h2>
      <p>{i18n('toolsNoneText')}</p>
    </section>
  );
}

function matches(name: string, query: string): boolean {
  // In Turkish the small letter of I has no dot, and the names of tools are no Turkish words.
  return name.toLowerCase().includes(query.trim().toLowerCase());
}
