import type { UnlinkedView, View } from '../../../core/view.ts';
import { i18n } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Title } from '../../../ui/title.tsx';
import { lookIntervals, useLook } from '../look.ts';
import { News } from '../news.tsx';
import type { Send } from '../send.ts';

export function UnlinkedScreen({ view, send }: { view: View & UnlinkedView; send: Send }) {
  const isSigningOut = view.news === 'signingOut' || view.news === 'notSignedOut';
  useLook(isSigningOut ? lookIntervals.answer : null, false, send);
  return (
    <section class="welcome">
      <News view={view} send={send} />
      <img src="icons/mark.svg" alt="" width="96" height="96" />
      <Title text="unlinkedTitle" />
      <p>{i18n('unlinkedText')}</p>
      <ul>
        <li>{i18n('unlinkedNoPassword')}</li>
        <li>{i18n('unlinkedNoToken')}</li>
        <li>{i18n('unlinkedPrivate')}</li>
      </ul>
      <div class="actions">
        <Button
          id="link"
          label="link"
          kind="primary"
          onPress={() => send({ command: 'link', way: 'browser' })}
        />
        <Button
          id="link-device"
          label="linkDevice"
          onPress={() => send({ command: 'link', way: 'device' })}
        />
      </div>
    </section>
  );
}
