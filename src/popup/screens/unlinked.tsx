import type { Give } from '../app.tsx';
import { Button } from '../button.tsx';
import { Title } from '../title.tsx';
import { words } from '../words.ts';

export function UnlinkedScreen({ give }: { give: Give }) {
  return (
    <section class="welcome">
      <img src="icons/mark.svg" alt="" width="96" height="96" />
      <Title text="unlinkedTitle" />
      <p>{words('unlinkedText')}</p>
      <ul>
        <li>{words('unlinkedNoPassword')}</li>
        <li>{words('unlinkedNoToken')}</li>
        <li>{words('unlinkedPrivate')}</li>
      </ul>
      <div class="actions">
        <Button
          id="link"
          label="link"
          kind="primary"
          press={() => give({ command: 'link', way: 'browser' })}
        />
        <Button
          id="link-device"
          label="linkDevice"
          press={() => give({ command: 'link', way: 'device' })}
        />
      </div>
    </section>
  );
}
