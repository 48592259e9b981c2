import type { Health, LinkedView } from '../../core/view.ts';
import { i18n, type MessageKey } from '../../i18n.ts';
import { firstClick } from '../../ui/first-click.ts';
import { Icon } from '../../ui/icon.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { Steady } from '../../ui/steady.tsx';
import { Avatar } from './avatar.tsx';
import { type Check, CheckButton, everyHealth } from './health.tsx';
import { when } from './when.ts';

interface AccountRowProps {
  view: LinkedView;
  check: Check;
  onOpen: () => void;
}

/** Whose account it is and whether that works, in one row that leads to more of it. */
export function AccountRow({ view, check, onOpen }: AccountRowProps) {
  const { account, health, confirmedAt } = view;
  const name = account?.name ?? i18n('linkedNameless');
  const linesOf = (one: Health) => <Lines name={name} health={one} confirmedAt={one.sinceAt} />;
  return (
    <div class="card entry">
      <button type="button" class="row" data-testid="account" onClick={firstClick(onOpen)}>
        <Avatar account={account} />
        <span class="lines" data-testid="health" data-health={health.name}>
          <Steady room={everyHealth().map(linesOf)}>
            <Lines id="account-name" name={name} health={health} confirmedAt={confirmedAt} />
          </Steady>
        </span>
        {!isTroubled(health) && <Icon name="forward" />}
      </button>
      {isTroubled(health) && (
        <CheckButton check={check} label="tryNow" kind="round" icon="refresh" />
      )}
    </div>
  );
}

interface LinesProps extends Pick<LinkedView, 'health' | 'confirmedAt'> {
  /** The hook for tests, of the name that is seen. */
  id?: string;
  name: string;
}

function Lines({ id, name, health, confirmedAt }: LinesProps) {
  return (
    <>
      <span class="name" data-testid={id}>
        <bdi>{name}</bdi>
      </span>
      <span class="small">
        <State health={health} confirmedAt={confirmedAt} />
      </span>
    </>
  );
}

function isTroubled({ name }: Health): boolean {
  return name === 'unreachable' || name === 'rateLimited';
}

const states: Record<Health['name'], { readonly name: MessageKey; readonly text: MessageKey }> = {
  asking: { name: 'healthAsking', text: 'stateUnreachable' },
  good: { name: 'healthGood', text: 'stateGood' },
  unreachable: { name: 'healthUnreachable', text: 'stateUnreachable' },
  rateLimited: { name: 'plexBusy', text: 'stateRateLimited' },
};

/** The link's state in a word, and the time that goes with it: beside a short word, or in a line of its own. */
function State({ health, confirmedAt }: Pick<LinkedView, 'health' | 'confirmedAt'>) {
  const { name, text } = states[health.name];
  const time = health.name === 'rateLimited' ? health.nextAt : confirmedAt;
  const word = <span class={`state ${health.name}`}>{i18n(name)}</span>;
  if (time === 0) return word;
  if (health.name !== 'good') {
    return (
      <>
        {word}
        <span class="time-of-state">{i18n(text, when(time))}</span>
      </>
    );
  }
  return (
    <Sentence text={text}>
      {word}
      {when(time)}
    </Sentence>
  );
}
