import { search } from '../../../../catalogue/search.ts';
import { type Tool, type ToolId, toolById } from '../../../../catalogue/tools.ts';
import { i18n } from '../../../../i18n.ts';
import { useAnnounced } from '../../../../ui/announcer.tsx';
import { firstClick } from '../../../../ui/first-click.ts';
import { Icon } from '../../../../ui/icon.tsx';
import { Page } from '../../../../ui/page.tsx';
import { Sentence } from '../../../../ui/sentence.tsx';
import { TextField } from '../../../../ui/text-field.tsx';
import { Title } from '../../../../ui/title.tsx';
import { Letter } from '../../avatar.tsx';
import { longestQuery } from '../../draft.ts';
import { nameFrom } from '../../tool-names.ts';

interface PickProps {
  query: string;
  onQuery: (query: string) => void;
  /** A tool was picked, or a name of its owner's own. */
  onPick: (kind: ToolId, name: string) => void;
  onBack: () => void;
}

/** Which tool: one that is known, or any other by a name. */
export function PickScreen({ query, onQuery, onPick, onBack }: PickProps) {
  const found = search(query);
  useAnnounced(found.length === 0 ? i18n('toolsNotFound') : null);
  const pickFirst = () => {
    const [first] = found;
    if (query.trim() === '') return;
    if (first === undefined) onPick('other', nameFrom(query));
    else if ('forms' in first) onPick(first.id, first.name);
  };
  return (
    <Page onBack={onBack}>
      <Title text="pickTitle" />
      <TextField
        id="tool-search"
        label="pickSearch"
        kind="search"
        isUnlabelled
        value={query}
        longest={longestQuery}
        onInput={onQuery}
        onEnter={pickFirst}
      />
      <ul class="card list">
        {found.map(tool => (
          <li key={tool.id}>
            {'forms' in tool ? (
              <Taker tool={tool} onPick={() => onPick(tool.id, tool.name)} />
            ) : (
              <Tokenless tool={tool} />
            )}
          </li>
        ))}
        <li key="other">
          <Other name={nameFrom(query)} onPick={name => onPick('other', name)} />
        </li>
      </ul>
    </Page>
  );
}

/** A tool that takes a token. */
function Taker({ tool, onPick }: { tool: Tool; onPick: () => void }) {
  return (
    <button
      type="button"
      class="row"
      id={`option-${tool.id}`}
      data-testid="tool-option"
      data-tool={tool.id}
      onClick={firstClick(onPick)}
    >
      <Letter name={tool.name} />
      <span class="lines">
        <span class="name">{tool.name}</span>
        {tool.kind === 'doesBoth' && <span class="small">{i18n('pickDoesBoth')}</span>}
      </span>
      <Icon name="forward" />
    </button>
  );
}

/** One that needs none, and says so where somebody looks for it. */
function Tokenless({ tool }: { tool: Tool }) {
  return (
    <div class="row" data-testid="tool-option" data-tool={tool.id}>
      <Letter name={tool.name} />
      <span class="lines">
        <span class="name">{tool.name}</span>
        <span class="small">
          {tool.kind === 'claims' ? (
            <Sentence text="pickClaim">
              <a href="https://plex.tv/claim" target="_blank" rel="noreferrer">
                {toolById('claim').name}
              </a>
            </Sentence>
          ) : (
            i18n('pickSignsIn', tool.name)
          )}
        </span>
      </span>
    </div>
  );
}

/** What nobody has listed: a script, or a tool that is too new. */
function Other({ name, onPick }: { name: string; onPick: (name: string) => void }) {
  return (
    <button
      type="button"
      class="row"
      id="option-other"
      data-testid="tool-option"
      data-tool="other"
      onClick={firstClick(() => onPick(name))}
    >
      <span class="letter" aria-hidden="true">
        <Icon name="plus" />
      </span>
      <strong class="lines">
        {name === '' ? (
          i18n('pickOther')
        ) : (
          <span>
            <Sentence text="pickNone">
              <bdi>{name}</bdi>
            </Sentence>
          </span>
        )}
      </strong>
      <Icon name="forward" />
    </button>
  );
}
