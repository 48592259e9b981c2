import type { ToolRow } from '../../core/tool-view.ts';
import { i18n } from '../../i18n.ts';
import { firstClick } from '../../ui/first-click.ts';
import { Icon } from '../../ui/icon.tsx';
import { Letter } from './avatar.tsx';
import { ago, shortDayOf } from './when.ts';

/** A tool in a list. Without `onOpen` it can only be read. */
export function ToolItem({ row, onOpen }: { row: ToolRow; onOpen?: () => void }) {
  const { id, kind, name, access } = row;
  const content = (
    <>
      <Letter name={name} />
      <span class="lines">
        <span class="name">
          <bdi>{name}</bdi>
        </span>
        <span
          class={access === 'notEnded' || access === 'notEnding' ? 'small wrong' : 'small'}
          data-testid="tool-last-seen"
        >
          {stateOf(row)}
        </span>
      </span>
    </>
  );
  if (onOpen === undefined) {
    return (
      <div class="row" data-testid="tool" data-tool={kind}>
        {content}
      </div>
    );
  }
  return (
    <button
      type="button"
      id={`tool-${id}`}
      class="row"
      data-testid="tool"
      data-tool={kind}
      onClick={firstClick(onOpen)}
    >
      {content}
      <Icon name="forward" />
    </button>
  );
}

/** How its access stands, or when Plex has last seen it: nobody here knows whether it was used. */
function stateOf({ access, seenAt, addedAt }: ToolRow): string {
  switch (access) {
    case 'ending':
      return i18n('toolEnding');
    case 'notEnded':
      return i18n('toolNotEnded');
    case 'notEnding':
      return i18n('toolNotEnding');
    case 'given':
      if (seenAt === null) return i18n('toolNotSeen', shortDayOf(addedAt));
      return seenAt === 0
        ? i18n('toolAdded', shortDayOf(addedAt))
        : i18n('toolSeen', ago(seenAt, Date.now()));
  }
}
