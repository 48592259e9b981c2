import { words } from '../words.ts';
import type { Give } from './app.tsx';
import { Button } from './button.tsx';
import { Title } from './title.tsx';

interface UnlinkProps {
  /** Not after all. */
  keep: () => void;
  give: Give;
}

/** What unlinking does, and a second press for it. */
export function Unlink({ keep, give }: UnlinkProps) {
  return (
    <section class="message">
      <div class="sign" aria-hidden="true">
        ?
      </div>
      <Title text="unlinkTitle" />
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
    </section>
  );
}
