import { useState } from 'preact/hooks';
import { i18n, numberOf } from '../../../i18n.ts';
import { linkAddress } from '../../../plex/addresses.ts';
import { useSay } from '../../../ui/announcer.tsx';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Title } from '../../../ui/title.tsx';
import { openTab } from '../tabs.ts';
import { codeLength, tvCode } from '../tv-code.ts';

/** Longer than any code with what people put between its letters. */
const longestTyped = 20;

/**
 * Opens Plex's own page for the code that another device shows. Pinlink approves nothing: there Plex
 * says who asks, and warns.
 */
export function LinkAppScreen({ onBack }: { onBack: () => void }) {
  const [typed, setTyped] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const code = tvCode(typed);
  const fault = code === null ? i18n('linkAppBad', numberOf(codeLength)) : null;
  const say = useSay();
  const open = () => {
    setIsChecked(true);
    if (code !== null) openTab(linkAddress(code));
    // It stands there already, so nothing else says it to whoever presses again.
    if (isChecked && fault !== null) say(fault);
  };
  return (
    <Page
      onBack={onBack}
      footer={<Button id="open-link-page" label="linkAppOpen" kind="primary" onPress={open} />}
    >
      <Title text="linkApp" />
      <p>{i18n('linkAppText')}</p>
      <TextField
        id="tv-code"
        label="linkAppCode"
        kind="code"
        value={typed}
        longest={longestTyped}
        error={isChecked ? fault : null}
        onInput={setTyped}
        onLeave={() => setIsChecked(typed.trim() !== '')}
        onEnter={open}
      />
      <p class="small">{i18n('linkAppAccount')}</p>
      <p class="notice">{i18n('linkAppWarning')}</p>
    </Page>
  );
}
