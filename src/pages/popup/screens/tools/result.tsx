import { useState } from 'preact/hooks';
import { type Form, wants } from '../../../../catalogue/entry.ts';
import { isToolId, toolById } from '../../../../catalogue/tools.ts';
import { i18n, type MessageKey } from '../../../../i18n.ts';
import { CopyButton } from '../../../../ui/copy-button.tsx';
import { Head } from '../../../../ui/message.tsx';
import { Page } from '../../../../ui/page.tsx';
import { Select } from '../../../../ui/select.tsx';
import type { ResultStep } from '../../draft.ts';
import type { Send } from '../../send.ts';
import { choicesOf } from '../../server-choice.ts';
import { TokenMissing, useShown } from '../../token.tsx';
import { AddressField } from './address-field.tsx';
import { type Handed, InTab, ResultEnd } from './result-end.tsx';
import { type Servers, useServers } from './servers.ts';
import { SnippetBox } from './snippet-box.tsx';
import { readAll, readField, readToolToken, snippetFor, type Wish, wantsServer } from './wish.ts';

interface ResultProps {
  giving: Handed;
  /** What was chosen on it. */
  step: ResultStep;
  onStep: (step: ResultStep) => void;
  onBack: () => void;
  send: Send;
}

/** What the tool is given, in its own form, ready to paste. */
export function ResultScreen({ giving, step, onStep, onBack, send }: ResultProps) {
  const { id, kind, name } = giving;
  const forms = formsOf(kind);
  const form = forms[step.form] ?? forms[0];
  const { chosen } = step;
  const [wasCopied, setWasCopied] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const servers = useServers(wantsServer(form));
  const wish: Wish = { id, form, chosen, servers };
  const isText = form.place !== 'settings';
  const copied = () => {
    setWasCopied(true);
    setHasFailed(false);
    send({ command: 'copied', id });
  };
  const address = wants(form, 'address') && (
    <AddressField
      servers={servers}
      chosen={chosen}
      isNeeded={wasCopied && isText}
      onChange={chosen => onStep({ ...step, chosen })}
    />
  );
  // Without it the text is of no use, so where it has to be typed it comes first.
  const hasNone = !servers.isAsking && choicesOf(servers.known ?? []).length === 0;
  return (
    <Page
      onBack={onBack}
      footer={
        <ResultEnd giving={giving} hasFailed={hasFailed} send={send}>
          <CopyButton
            key={JSON.stringify([forms.indexOf(form), chosen])}
            id="copy-snippet"
            label={isText ? 'copy' : 'copyOnlyToken'}
            kind="primary"
            read={() => readAll(wish)}
            onCopied={copied}
            onFailed={() => setHasFailed(!giving.isCopied)}
          />
        </ResultEnd>
      }
    >
      <Head
        icon="check"
        tone="good"
        title="gaveTitle"
        name={name}
        text={i18n(instructions[form.place])}
      />
      {forms.length > 1 && (
        <FormChoice forms={forms} form={form} onChange={form => onStep({ ...step, form })} />
      )}
      {hasNone && address}
      <Shown
        wish={wish}
        isCopied={giving.isCopied}
        onShown={() => setHasFailed(false)}
        onCopied={copied}
      />
      {!hasNone && address}
      <Owner kind={kind} servers={servers} />
      <InTab />
    </Page>
  );
}

/** That a tool may have no use for the token of an account that owns no server. */
function Owner({ kind, servers: { known } }: { kind: string; servers: Servers }) {
  const tool = toolById(isToolId(kind) ? kind : 'other');
  const needsOwner = 'needs' in tool && tool.needs === 'owner';
  if (!needsOwner || known === null || known.some(({ owner }) => owner === null)) return null;
  return (
    <p class="small" data-testid="tool-needs">
      {i18n('needsOwner', tool.name)}
    </p>
  );
}

interface ShownProps {
  wish: Wish;
  isCopied: boolean;
  onShown: () => void;
  onCopied: () => void;
}

/** The form with its values. The page has the token only while it shows it. */
function Shown({ wish, isCopied, onShown, onCopied }: ShownProps) {
  const [shown, setShown] = useShown();
  const [missing, setMissing] = useState(0);
  const take = (token: string | null) => {
    setShown(token);
    setMissing(0);
    if (token !== null) onShown();
  };
  const show = (isWanted: boolean) => {
    if (isWanted) readToolToken(wish.id).then(take, () => setMissing(times => times + 1));
    else take(null);
  };
  return (
    <>
      <SnippetBox
        form={wish.form}
        snippet={snippetFor(wish, shown)}
        shown={shown}
        isCopied={isCopied}
        onShow={show}
        onCopied={onCopied}
        readField={label => readField(wish, label)}
      />
      {missing > 0 && <TokenMissing times={missing} />}
    </>
  );
}

interface FormChoiceProps {
  forms: readonly Form[];
  form: Form;
  onChange: (form: number) => void;
}

/** For a tool that takes its token in several ways. */
function FormChoice({ forms, form, onChange }: FormChoiceProps) {
  return (
    <Select
      id="tool-form"
      label="formatLabel"
      value={String(forms.indexOf(form))}
      options={forms.map((one, index) => ({ value: String(index), label: labelOf(one) }))}
      onChange={value => onChange(Number(value))}
    />
  );
}

/** The forms of a tool. One that a newer catalogue knows has what any other has. */
function formsOf(kind: string): readonly [Form, ...Form[]] {
  const tool = toolById(isToolId(kind) ? kind : 'other');
  if ('forms' in tool) return tool.forms;
  const other = toolById('other');
  if ('forms' in other) return other.forms;
  throw new Error('The catalogue has no forms for other tools.');
}

const instructions: Record<Form['place'], MessageKey> = {
  section: 'gaveSection',
  entry: 'gaveEntry',
  values: 'gaveValues',
  lines: 'gaveLines',
  environment: 'gaveEnvironment',
  anywhere: 'gaveAnywhere',
  settings: 'gaveSettings',
};

function labelOf(form: Form): string {
  if (form.file !== null) return form.file;
  if (form.place === 'environment') return i18n('placeEnvironment');
  if (form.place === 'settings') return i18n('placeSettings');
  return form.syntax === 'header' ? i18n('formatHeader') : i18n('formatToken');
}
