import { useState } from 'preact/hooks';
import type { LinkedView, View } from '../../../core/view.ts';
import { i18n } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Title } from '../../../ui/title.tsx';
import { Card } from '../card.tsx';
import { Greeting, useIsFresh } from '../greeting.tsx';
import { LinkedHealth, useLookAtLink } from '../health.tsx';
import { News } from '../news.tsx';
import type { Send } from '../send.ts';
import { Token } from '../token.tsx';
import { Unlink } from '../unlink.tsx';

/** Whose account is linked, whether that still works, its token, and the ways out. */
export function LinkedScreen({ view, send }: { view: View & LinkedView; send: Send }) {
  const [isUnlinking, setIsUnlinking] = useState(false);
  const isFresh = useIsFresh(view);
  useLookAtLink(view.health, send);
  if (isUnlinking) return <Unlink onKeep={() => setIsUnlinking(false)} send={send} />;
  return (
    <section class="linked">
      <Title text="linkedTitle" isUnseen={isFresh} />
      {isFresh && <Greeting view={view} onNotMe={() => setIsUnlinking(true)} />}
      <News view={view} send={send} />
      <Card view={view} />
      <LinkedHealth view={view} send={send} />
      <Token />
      <div class="actions">
        <p class="hint">{i18n('switchHint')}</p>
        <div class="row">
          <Button
            id="switch-account"
            label="linkOther"
            onPress={() => send({ command: 'switch' })}
          />
          <Button id="unlink" label="unlink" onPress={() => setIsUnlinking(true)} />
        </div>
      </div>
    </section>
  );
}
