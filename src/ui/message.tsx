import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { MessageKey } from '../i18n.ts';
import { Icon, type IconName } from './icon.tsx';
import { Page } from './page.tsx';
import { Title } from './title.tsx';

/** What has happened, at a glance. */
type Tone = 'good' | 'warn' | 'danger' | 'plain';

interface MessageProps {
  icon: IconName;
  tone: Tone;
  title: MessageKey;
  /** Whom the title is about. */
  name?: string | undefined;
  /** What there is to say first: it is read out with the title. */
  text: ComponentChildren;
  onBack?: () => void;
  footer?: ComponentChildren;
  children?: ComponentChildren;
}

/** A screen that says one thing, and what can be done about it. */
export function Message({ onBack, footer, children, ...head }: MessageProps) {
  return (
    <Page onBack={onBack} footer={footer}>
      <Head {...head}>{children}</Head>
    </Page>
  );
}

type HeadProps = Pick<MessageProps, 'icon' | 'tone' | 'title' | 'name' | 'text' | 'children'>;

/** A sign beside a headline, and under that what there is to say. */
export function Head({ icon, tone, title, name, text, children }: HeadProps) {
  const id = useId();
  return (
    <div class="head">
      <span class={`sign ${tone}`} aria-hidden="true">
        <Icon name={icon} />
      </span>
      <div class="said">
        <Title text={title} name={name} describedBy={id} />
        <p id={id}>{text}</p>
        {children}
      </div>
    </div>
  );
}
