import type { ToolRow } from '../../../../core/tool-view.ts';
import type { LinkedView } from '../../../../core/view.ts';
import { i18n } from '../../../../i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { Page } from '../../../../ui/page.tsx';
import { Sentence } from '../../../../ui/sentence.tsx';
import { Title } from '../../../../ui/title.tsx';
import { AuthorizedDevices } from '../../authorized-devices.tsx';
import { Letter } from '../../avatar.tsx';
import type { Send } from '../../send.ts';
import { ago, dayOf } from '../../when.ts';
import { useObstacle } from './obstacle.ts';

interface ToolProps {
  view: LinkedView;
  row: ToolRow;
  onReplace: () => void;
  onEnd: () => void;
  /** Ends it once more, where that was given up. */
  onRetry: () => void;
  onBack: () => void;
  send: Send;
}

/** One tool: since when it has access, when Plex has seen it, and what can be done about it. */
export function ToolScreen({ view, row, onReplace, onEnd, onRetry, onBack, send }: ToolProps) {
  const isGiven = row.access === 'given';
  return (
    <Page
      onBack={onBack}
      footer={isGiven && <Button id="end-tool" label="endAccess" kind="danger" onPress={onEnd} />}
    >
      <div class="heading">
        <Letter name={row.name} />
        <Title text="toolTitle" name={row.name} />
      </div>
      <Facts row={row} />
      {isGiven ? (
        <Replace view={view} name={row.name} onReplace={onReplace} />
      ) : (
        <Ending row={row} onRetry={onRetry} send={send} />
      )}
    </Page>
  );
}

function Facts({ row: { addedAt, seenAt } }: { row: ToolRow }) {
  return (
    <dl class="card facts">
      <div>
        <dt>{i18n('toolAddedLabel')}</dt>
        <dd>{dayOf(addedAt)}</dd>
      </div>
      <div>
        <dt>{i18n('toolSeenLabel')}</dt>
        <dd data-testid="tool-last-seen">{seenText(seenAt)}</dd>
      </div>
    </dl>
  );
}

/** Null: Plex has not listed it yet, which does not say that it was never used. */
function seenText(seenAt: number | null): string {
  if (seenAt === null) return i18n('seenNotYet');
  return seenAt === 0 ? i18n('seenUnknown') : ago(seenAt, Date.now());
}

interface ReplaceProps {
  view: LinkedView;
  name: string;
  onReplace: () => void;
}

/** Another token for the same tool, where the old one was lost or seen. */
function Replace({ view, name, onReplace }: ReplaceProps) {
  const obstacle = useObstacle(view, true);
  return (
    <section class="card panel">
      <p class="small">
        <Sentence text="replaceText">
          <bdi>{name}</bdi>
        </Sentence>
      </p>
      {obstacle === null ? (
        <Button id="replace-tool" label="replaceToken" onPress={onReplace} />
      ) : (
        <p class="notice">{obstacle}</p>
      )}
    </section>
  );
}

type EndingProps = Pick<ToolProps, 'row' | 'onRetry' | 'send'>;

const endings = {
  ending: 'toolEnding',
  notEnded: 'toolNotEndedHint',
  notEnding: 'toolNeverEnded',
} as const;

/** Its access is to end: how far that is, and the way to Plex's own list where Plex does not say. */
function Ending({ row: { id, access }, onRetry, send }: EndingProps) {
  if (access === 'given') return null;
  return (
    <Notice id="tool-ending" tone={access === 'ending' ? 'plain' : 'warn'}>
      <p>
        <Sentence text={endings[access]}>{access !== 'ending' && <AuthorizedDevices />}</Sentence>
      </p>
      {access === 'notEnding' && (
        <>
          <Button id="retry" label="retry" kind="small" onPress={onRetry} />
          <Button
            id="forget"
            label="forget"
            kind="small"
            onPress={() => send({ command: 'forget', id })}
          />
        </>
      )}
    </Notice>
  );
}
