import type { ComponentChildren } from 'preact';

/** Something that was not asked for, and should be known. */
export function Notice({ id, tone, children }: NoticeProps) {
  return (
    <div id={id} class={classes[tone]} data-testid={id}>
      {children}
    </div>
  );
}

interface NoticeProps {
  /** Its name on the page, and the hook for tests. */
  id: string;
  tone: 'good' | 'warn' | 'plain';
  children: ComponentChildren;
}

const classes = { good: 'good', warn: 'notice', plain: 'notice plain' } as const;
