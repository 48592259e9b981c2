import { useState } from 'preact/hooks';
import type { Linked } from '../../../core/state.ts';
import { Button } from '../../../ui/button.tsx';
import { Title } from '../../../ui/title.tsx';
import type { Send } from '../app.tsx';
import { Card } from '../card.tsx';
import { Health } from '../health.tsx';
import { Token } from '../token.tsx';
import { Unlink } from '../unlink.tsx';

/** Whose account is linked, whether that still works, its token, and the ways out. */
export function LinkedScreen({ link, send }: { link: Linked; send: Send }) {
  const [isUnlinking, setIsUnlinking] = useState(false);
  if (isUnlinking) return <Unlink onKeep={() => setIsUnlinking(false)} send={send} />;
  return (
    <section class="linked">
      <Title text="linkedTitle" />
      <Card link={link} />
      <Health link={link} send={send} />
      <Token />
      <div class="actions">
        <div class="row">
          <Button
            id="switch-account"
            label="linkOther"
            onPress={() => send({ command: 'linkOther' })}
          />
          <Button id="unlink" label="unlink" onPress={() => setIsUnlinking(true)} />
        </div>
      </div>
    </section>
  );
}
