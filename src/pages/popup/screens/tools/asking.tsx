import { i18n } from '../../../../i18n.ts';
import { Message } from '../../../../ui/message.tsx';

/** plex.tv is asked for a tool's token: seen by those who come back meanwhile, or replace one. */
export function AskingScreen({ name, onBack }: { name: string; onBack: () => void }) {
  return (
    <Message
      icon="clock"
      tone="plain"
      title="givingTitle"
      name={name}
      text={i18n('giving')}
      onBack={onBack}
    />
  );
}
