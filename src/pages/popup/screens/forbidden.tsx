import { i18n } from '../../../i18n.ts';
import { askToBeAllowed } from '../../../permission.ts';
import { Button } from '../../../ui/button.tsx';
import { Message } from '../../../ui/message.tsx';

/** The user has withdrawn the permission for plex.tv: what that means, and the way back. */
export function ForbiddenScreen() {
  return (
    <Message sign="!" title="forbiddenTitle">
      <p role="alert">{i18n('forbiddenText')}</p>
      <div class="actions">
        <p class="hint">{i18n('forbiddenHint')}</p>
        <Button
          id="allow"
          label="allow"
          kind="primary"
          // Refused or given: the browser tells those who listen for it.
          onPress={() => void askToBeAllowed().catch(() => undefined)}
        />
      </div>
    </Message>
  );
}
