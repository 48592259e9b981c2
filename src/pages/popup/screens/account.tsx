import { useState } from 'preact/hooks';
import type { LinkedView } from '../../../core/view.ts';
import { i18n } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { firstClick } from '../../../ui/first-click.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useIntoView } from '../../../ui/into-view.ts';
import { Page } from '../../../ui/page.tsx';
import { Title } from '../../../ui/title.tsx';
import { Card } from '../card.tsx';
import { EndTools } from '../end-tools.tsx';
import { type Check, LinkedHealth } from '../health.tsx';
import type { Send } from '../send.ts';
import { Token } from '../token.tsx';

interface AccountProps {
  view: LinkedView;
  check: Check;
  onBack: () => void;
  onUnlink: () => void;
  send: Send;
}

/** Whose account is linked, whether that still works, its own token, and the ways out. */
export function AccountScreen({ view, check, onBack, onUnlink, send }: AccountProps) {
  // Help takes the place of all that is on the page, and this is to be there after it.
  const [endsTools, setEndsTools] = useState(false);
  return (
    <Page
      onBack={onBack}
      footer={<Button id="unlink" label="unlink" kind="danger" onPress={onUnlink} />}
    >
      <Title text="accountTitle" />
      <Card view={view} />
      <LinkedHealth view={view} check={check} />
      <Switch view={view} endsTools={endsTools} onChange={setEndsTools} send={send} />
      <Advanced />
    </Page>
  );
}

interface SwitchProps {
  view: LinkedView;
  endsTools: boolean;
  onChange: (endsTools: boolean) => void;
  send: Send;
}

/** Another account in the place of this one: what that ends is said before the press. */
function Switch({ view, endsTools, onChange, send }: SwitchProps) {
  return (
    <section class="section panel card" aria-labelledby="switch">
      <h2 id="switch">{i18n('switchTitle')}</h2>
      <p class="small">{i18n('switchHint')}</p>
      <EndTools view={view} endsTools={endsTools} onChange={onChange} />
      <Button
        id="switch-account"
        label="linkOther"
        onPress={() => send({ command: 'switch', endsTools })}
      />
    </section>
  );
}

/** The account's own token, for those who know why they want it. */
function Advanced() {
  const [isOpen, setIsOpen] = useState(false);
  const section = useIntoView<HTMLElement>(isOpen);
  return (
    <section ref={section} class="section">
      <button
        type="button"
        class={isOpen ? 'disclosure open' : 'disclosure'}
        data-testid="advanced"
        aria-expanded={isOpen}
        onClick={firstClick(() => setIsOpen(!isOpen))}
      >
        <Icon name="forward" />
        <span>{i18n('advanced')}</span>
      </button>
      {isOpen && <Token />}
    </section>
  );
}
