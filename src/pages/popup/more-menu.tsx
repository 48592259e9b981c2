import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { openInTab, shortcutSettings, useIsInTab } from './tabs.ts';

interface MoreMenuProps {
  readReport: () => Promise<string>;
  /** The keys that open the popup, as far as they are known by now. */
  readKeys: () => string;
  onHelp: () => void;
}

/** What is wanted now and then, whatever the screen. */
export function MoreMenu({ readReport, readKeys, onHelp }: MoreMenuProps) {
  const isInTab = useIsInTab();
  const openShortcuts = shortcutSettings();
  return (
    <Menu>
      {close => (
        <>
          {!isInTab && (
            <Button id="open-in-tab" label="openInTab" kind="item" onPress={openInTab} />
          )}
          {openShortcuts !== null && (
            <Shortcut
              readKeys={readKeys}
              onPress={() => {
                close();
                openShortcuts();
              }}
            />
          )}
          <CopyButton id="copy-report" label="copyReport" kind="item" read={readReport} />
          <Button
            id="help"
            label="help"
            kind="item"
            onPress={() => {
              close();
              onHelp();
            }}
          />
        </>
      )}
    </Menu>
  );
}

/** The keys stay what they were when the menu was opened: an open one must not change its width. */
function Shortcut({ readKeys, onPress }: { readKeys: () => string; onPress: () => void }) {
  const [keys] = useState(readKeys);
  return (
    <Button id="shortcut" label="shortcut" kind="item" onPress={onPress}>
      {keys !== '' && <kbd dir="ltr">{keys}</kbd>}
    </Button>
  );
}
