import type { ComponentChildren } from 'preact';
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

type HeadProps = Pick<MessageProps, 'icon' | 'tone' | 'title' | 'name' | 'children'>;

/** A sign beside a headline, and under that what there is to say. */
export function Head({ icon, tone, title, name, children }: HeadProps) {
  return (
    <div class="head">
      <span class={`sign ${tone}`} aria-hidden="true">
        <Icon name={icon} />
      </span>
      <div class="said">
        <Title text={title} name={name} />
        {children}
      </div>
    </div>
  );
}
