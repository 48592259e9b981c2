import { Fragment } from 'preact';
import type { Form } from '../../../../catalogue/entry.ts';
import type { FilledField, Part, Snippet } from '../../../../catalogue/snippet.ts';
import { i18n, type MessageKey } from '../../../../i18n.ts';
import { CopyButton } from '../../../../ui/copy-button.tsx';
import { firstClick } from '../../../../ui/first-click.ts';
import { Icon } from '../../../../ui/icon.tsx';
import { Label } from '../../../../ui/label.tsx';
import { linesOf } from '../../snippet-lines.ts';

/** As many as no token has: they say nothing of its length. */
const dots = '•'.repeat(16);

interface SnippetBoxProps {
  form: Form;
  /** Made with the token where that is shown, and with any other where it is not. */
  snippet: Snippet;
  /** The token, while its owner wants to see it. */
  shown: string | null;
  isCopied: boolean;
  onShow: (isShown: boolean) => void;
  /** The text with the token was copied without our help. */
  onCopied: () => void;
  /** What to copy of a field. */
  readField: (label: string) => Promise<string>;
}

/** What the tool is given, as it stands in its own file or settings. */
export function SnippetBox(props: SnippetBoxProps) {
  const { form, snippet, shown, isCopied, onShow, onCopied, readField } = props;
  const isShown = shown !== null;
  return (
    <div class="card snippet" data-copied={isCopied}>
      <header>
        <Icon name="file" />
        {form.file === null ? (
          <span class="place">{i18n(places[form.place])}</span>
        ) : (
          <span class="place file">
            <bdi dir="ltr">{form.file}</bdi>
          </span>
        )}
        <button
          type="button"
          class="button small"
          data-testid="show-snippet"
          onClick={firstClick(() => onShow(!isShown))}
        >
          <Icon name={isShown ? 'eyeOff' : 'eye'} />
          <Label
            text={isShown ? 'hideSnippet' : 'showSnippet'}
            others={[isShown ? 'showSnippet' : 'hideSnippet']}
          />
        </button>
      </header>
      {snippet.kind === 'text' ? (
        <Text parts={snippet.parts} shown={shown} onCopied={onCopied} />
      ) : (
        <Fields fields={snippet.fields} shown={shown} onCopied={onCopied} readField={readField} />
      )}
    </div>
  );
}

/** Where it goes, where that is no file. */
const places: Record<Extract<Form, { file: null }>['place'], MessageKey> = {
  environment: 'placeEnvironment',
  anywhere: 'placeAnywhere',
  settings: 'placeSettings',
};

interface TextProps {
  parts: readonly Part[];
  shown: string | null;
  onCopied: () => void;
}

/** Nothing of it can be selected while there are dots: they would get into somebody's file. */
function Text({ parts, shown, onCopied }: TextProps) {
  const lines = linesOf(parts);
  return (
    <pre
      class={shown === null ? 'masked' : ''}
      data-testid="tool-snippet"
      dir="ltr"
      onCopy={() => isSelected(shown) && onCopied()}
    >
      {lines.map(({ key, before, hasToken, after }, index) => (
        <Fragment key={index}>
          {key !== '' && <b>{key}</b>}
          {before}
          {hasToken && <Secret shown={shown} />}
          {after}
          {index < lines.length - 1 && '\n'}
        </Fragment>
      ))}
    </pre>
  );
}

/** Whether all of the token is about to be copied by hand: who takes the address alone has not got it. */
function isSelected(token: string | null): boolean {
  return token !== null && String(getSelection()).includes(token);
}

function Secret({ shown }: { shown: string | null }) {
  if (shown !== null) return shown;
  return (
    <>
      <span class="dots" aria-hidden="true">
        {dots}
      </span>
      <span class="unseen">{i18n('tokenHidden')}</span>
    </>
  );
}

interface FieldsProps {
  fields: readonly FilledField[];
  shown: string | null;
  onCopied: () => void;
  readField: (label: string) => Promise<string>;
}

/** Values that are typed into a tool's settings, each with a button of its own. */
function Fields({ fields, shown, onCopied, readField }: FieldsProps) {
  return (
    <dl class="fields" data-testid="tool-snippet" onCopy={() => isSelected(shown) && onCopied()}>
      {fields.map(field => (
        <div key={field.label}>
          <dt>{field.label}</dt>
          <dd>
            {field.kind === 'switch' ? (
              i18n(field.isOn ? 'switchOn' : 'switchOff')
            ) : (
              <span
                class={field.kind === 'secret' && shown === null ? 'value masked' : 'value'}
                dir="ltr"
              >
                {field.kind === 'secret' ? <Secret shown={shown} /> : <Address text={field.text} />}
              </span>
            )}
            {field.kind !== 'switch' && field.text !== '' && (
              <CopyButton
                id="copy-field"
                label="copy"
                what={field.label}
                isIcon
                read={() => readField(field.label)}
                onCopied={() => field.kind === 'secret' && onCopied()}
              />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Address({ text }: { text: string }) {
  return text === '' ? <span class="small">{i18n('addressMissing')}</span> : text;
}
