import type { ComponentChildren } from 'preact';
import type { MessageKey } from '../i18n.ts';
import { Title } from './title.tsx';

interface MessageProps {
  /** One mark that says at a glance what kind of message it is. */
  sign: string;
  title: MessageKey;
  children: ComponentChildren;
}

/** A screen that says one thing, and what can be done about it. */
export function Message({ sign, title, children }: MessageProps) {
  return (
    <section class="message">
      <div class="sign" aria-hidden="true">
        {sign}
      </div>
      <Title text={title} />
      {children}
    </section>
  );
}
