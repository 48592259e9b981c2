import { useEffect, useState } from 'preact/hooks';
import { i18n, type MessageKey } from '../../i18n.ts';
import { askForToken } from '../../protocol.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
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
  const [shown, setShown] = useState<string | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => setShown(null), shownFor);
    return () => clearTimeout(timer);
  }, [shown]);
  const show = () => {
    readToken().then(
      token => {
        setShown(token);
        setIsMissing(false);
      },
      () => setIsMissing(true),
    );
  };
  return (
    <div class="token">
      <h2>{i18n('tokenTitle')}</h2>
      <div class="row">
        <select
          data-testid="token-format"
          aria-label={i18n('formatLabel')}
          value={format}
          onChange={event => setFormat(known(event.currentTarget.value))}
        >
          {tokenFormats.map(name => (
            <option key={name} value={name}>
              {i18n(labels[name])}
            </option>
          ))}
        </select>
        <CopyButton key={format} id="copy-token" label="copyToken" read={() => readAs(format)} />
        {shown === null ? (
          <Button id="show-token" label="showToken" onPress={show} />
        ) : (
          <Button id="hide-token" label="hideToken" onPress={() => setShown(null)} />
        )}
      </div>
      {shown !== null && <output data-testid="token">{formatToken(shown, format)}</output>}
      {format === 'curl' && <p class="hint">{i18n('curlHint')}</p>}
      {isMissing && (
        <p class="notice" role="status">
          {i18n('tokenMissing')}
        </p>
      )}
      {shown === null && !isMissing && format !== 'curl' && <p class="hint">{i18n('tokenText')}</p>}
    </div>
  );
}

/** What to copy. The command for curl holds no token, so that none is asked for. */
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
