import type { RevokedView, View } from '../../../core/view.ts';
import { i18n } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Head } from '../../../ui/message.tsx';
import { Page } from '../../../ui/page.tsx';
import { type Check, CheckButton, RevokedHealth, useCheck, useLookAtLink } from '../health.tsx';
import { News } from '../news.tsx';
import type { Send } from '../send.ts';
import { Rows } from '../tool-list.tsx';
import { useDetour } from '../trail.ts';
import { Unlink } from '../unlink.tsx';

/** Plex has ended the link: what that means, the press that links again, and the tools as they were. */
export function RevokedScreen({ view, send }: { view: View & RevokedView; send: Send }) {
  const unlinking = useDetour();
  const check = useCheck(view.health, view.refusedAt, send);
  useLookAtLink(view.health, false, send);
  if (unlinking.isTaken) return <Unlink view={view} onKeep={unlinking.back} send={send} />;
  return (
    <Page footer={<Ways check={check} onUnlink={unlinking.take} send={send} />}>
      <Head icon="warning" tone="danger" title="revokedTitle" text={i18n('revokedText')}>
        {view.account !== null && (
          <p class="name" data-testid="account-name">
            <bdi>{view.account.name}</bdi>
          </p>
        )}
        <RevokedHealth view={view} check={check} />
      </Head>
      <News view={view} send={send} />
      {view.tools.length > 0 && (
        <section class="section" aria-labelledby="tools">
          <header>
            <h2 id="tools">{i18n('toolsTitle')}</h2>
          </header>
          <p class="small">{i18n('revokedTools')}</p>
          <Rows tools={view.tools} />
        </section>
      )}
    </Page>
  );
}

interface WaysProps {
  check: Check;
  onUnlink: () => void;
  send: Send;
}

function Ways({ check, onUnlink, send }: WaysProps) {
  return (
    <>
      <Button
        id="link"
        label="linkAgain"
        kind="primary"
        onPress={() => send({ command: 'link', way: 'browser' })}
      />
      <div class="pair">
        <CheckButton check={check} />
        <Button id="unlink" label="unlink" onPress={onUnlink} />
      </div>
    </>
  );
}
