import type { ComponentChildren } from 'preact';

/** Something that was not asked for, and should be known. */
export function Notice({ id, tone, children }: NoticeProps) {
  return (
    <div class={tone === 'good' ? 'good' : 'notice'} data-testid={id}>
      {children}
    </div>
  );
}

interface NoticeProps {
  /** The hook for tests. */
  id: string;
  tone: 'good' | 'warn';
  children: ComponentChildren;
}
