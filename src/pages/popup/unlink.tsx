import { words } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Message } from '../../ui/message.tsx';
import type { Give } from './app.tsx';

interface UnlinkProps {
  /** Not after all. */
  keep: () => void;
  give: Give;
}

/** What unlinking does, and a second press for it. */
export function Unlink({ keep, give }: UnlinkProps) {
  return (
    <Message sign="?" title="unlinkTitle">
      <p>{words('unlinkText')}</p>
      <div class="actions">
        <Button
          id="confirm-unlink"
          label="unlink"
          kind="primary"
          press={() => give({ command: 'unlink' })}
        />
        <Button id="keep" label="keepLink" press={keep} />
      </div>
    </Message>
  );
}
