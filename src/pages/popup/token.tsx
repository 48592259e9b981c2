import { useEffect, useState } from 'preact/hooks';
import { i18n, type MessageKey } from '../../i18n.ts';
import { askForToken } from '../../protocol.ts';
import { Said } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useIntoView } from '../../ui/into-view.ts';
import { Select } from '../../ui/select.tsx';
import { formatToken, type TokenFormat, tokenFormats } from './token-formats.ts';

/** How long a token is shown, ms. */
const shownFor = 30_000;

const labels: Record<TokenFormat, MessageKey> = {
  token: 'formatToken',
  header: 'formatHeader',
  curl: 'formatCurl',
  env: 'formatEnv',
};

/** The token, for its owner who asks for it. The page has it only while it shows it. */
export function Token() {
  const [format, setFormat] = useState<TokenFormat>('token');
  return (
    <div class="card panel token">
      <h2>{i18n('tokenTitle')}</h2>
      <p class="small">{i18n('tokenText')}</p>
      <Select
        id="token-format"
        label="formatLabel"
        value={format}
        options={tokenFormats.map(value => ({ value, label: i18n(labels[value]) }))}
        onChange={value => setFormat(known(value))}
      />
      {/* What is shown in one format is asked for anew in the next: nobody has pressed for that yet. */}
      <InFormat key={format} format={format} />
    </div>
  );
}

function InFormat({ format }: { format: TokenFormat }) {
  const [shown, setShown] = useShown();
  const [missing, setMissing] = useState(0);
  const show = () => {
    readAs(format).then(
      text => {
        setShown(text);
        setMissing(0);
      },
      () => setMissing(times => times + 1),
    );
  };
  return (
    <>
      <div class="pair">
        <CopyButton id="copy-token" label="copyToken" read={() => readAs(format)} />
        {shown === null ? (
          <Button id="show-token" label="showToken" others={['hideToken']} onPress={show} />
        ) : (
          <Button
            id="hide-token"
            label="hideToken"
            others={['showToken']}
            onPress={() => setShown(null)}
          />
        )}
      </div>
      {shown !== null && <ShownToken text={shown} />}
      {format === 'curl' && <p class="small">{i18n('curlHint')}</p>}
      {missing > 0 && <TokenMissing times={missing} />}
    </>
  );
}

/** The token, where its owner sees it at once. */
function ShownToken({ text }: { text: string }) {
  const code = useIntoView<HTMLElement>();
  return (
    <code ref={code} data-testid="token">
      {text}
    </code>
  );
}

/** That the token could not be had, where its owner sees it; each time they ask, they hear it. */
export function TokenMissing({ times }: { times: number }) {
  const notice = useIntoView<HTMLParagraphElement>();
  const text = i18n('tokenMissing');
  return (
    <p ref={notice} class="notice">
      {text}
      <Said text={text} of={times} />
    </p>
  );
}

/** What is shown for a while, and then no more. */
export function useShown(): [string | null, (shown: string | null) => void] {
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => setShown(null), shownFor);
    return () => clearTimeout(timer);
  }, [shown]);
  return [shown, setShown];
}

/** What to copy or show. The command for curl holds no token, so that none is asked for. */
async function readAs(format: TokenFormat): Promise<string> {
  return formatToken(format === 'curl' ? '' : await readToken(), format);
}

/** @throws where the background has none, or does not answer */
async function readToken(): Promise<string> {
  const token = await askForToken();
  if (token === null) throw new Error('There is no token.');
  return token;
}

function known(value: string): TokenFormat {
  return tokenFormats.find(name => name === value) ?? 'token';
}
