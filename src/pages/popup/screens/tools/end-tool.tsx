import { Button } from '../../../../ui/button.tsx';
import { Message } from '../../../../ui/message.tsx';
import { Sentence } from '../../../../ui/sentence.tsx';

interface EndToolProps {
  name: string;
  onKeep: () => void;
  onEnd: () => void;
}

/**
 * What stops working, and a second press for it. The button that keeps the access stands where the
 * first press was: a double one changes nothing.
 */
export function EndToolScreen({ name, onKeep, onEnd }: EndToolProps) {
  return (
    <Message
      icon="warning"
      tone="danger"
      title="endTitle"
      name={name}
      text={
        <Sentence text="endText">
          <bdi>{name}</bdi>
        </Sentence>
      }
      onBack={onKeep}
      footer={
        <>
          <Button id="confirm-end-tool" label="endAccess" kind="danger" onPress={onEnd} />
          <Button id="keep" label="keepAccess" kind="primary" onPress={onKeep} />
        </>
      }
    />
  );
}
