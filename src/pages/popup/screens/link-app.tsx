import { useState } from 'preact/hooks';
import { i18n, numberOf } from '../../../i18n.ts';
import { linkAddress } from '../../../plex/addresses.ts';
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
  const open = () => {
    setIsChecked(true);
    if (code !== null) openTab(linkAddress(code));
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
        error={isChecked && code === null ? i18n('linkAppBad', numberOf(codeLength)) : null}
        onInput={setTyped}
        onLeave={() => setIsChecked(typed.trim() !== '')}
        onEnter={open}
      />
      <p class="small">{i18n('linkAppAccount')}</p>
      <p class="notice">{i18n('linkAppWarning')}</p>
    </Page>
  );
}
