import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { openInTab, shortcutSettings, useIsInTab } from './tabs.ts';

interface MoreMenuProps {
  readReport: () => Promise<string>;
  onHelp: () => void;
}

/** What is wanted now and then, whatever the screen. */
export function MoreMenu({ readReport, onHelp }: MoreMenuProps) {
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
            <Button id="shortcut" label="shortcut" kind="item" onPress={openShortcuts} />
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
