import type { UnlinkedView, View } from '../../../core/view.ts';
import { i18n } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { Title } from '../../../ui/title.tsx';
import { lookIntervals, useLook } from '../look.ts';
import { News } from '../news.tsx';
import type { Send } from '../send.ts';

export function UnlinkedScreen({ view, send }: { view: View & UnlinkedView; send: Send }) {
  const isSigningOut = view.news === 'signingOut' || view.news === 'notSignedOut';
  useLook(isSigningOut ? lookIntervals.answer : null, false, send);
  return (
    <Page footer={<Ways send={send} />}>
      <News view={view} send={send} />
      <section class="centered welcome">
        <img src="icons/mark.svg" alt="" width="72" height="72" />
        <Title text="unlinkedTitle" />
        <p>{i18n('unlinkedText')}</p>
        <ul>
          <li>{i18n('unlinkedNoPassword')}</li>
          <li>{i18n('unlinkedNoToken')}</li>
          <li>{i18n('unlinkedPrivate')}</li>
        </ul>
      </section>
    </Page>
  );
}

function Ways({ send }: { send: Send }) {
  return (
    <>
      <Button
        id="link"
        label="link"
        kind="primary"
        onPress={() => send({ command: 'link', way: 'browser' })}
      />
      <Button
        id="link-device"
        label="linkDevice"
        kind="quiet"
        onPress={() => send({ command: 'link', way: 'device' })}
      />
    </>
  );
}
