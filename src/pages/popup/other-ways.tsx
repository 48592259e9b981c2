import type { Way } from '../../core/state.ts';
import { Button } from '../../ui/button.tsx';
import type { Send } from './send.ts';

/** What the user may do instead: take the other way to approve, or none. */
export function OtherWays({ way, send }: { way: Way; send: Send }) {
  const other = way === 'browser' ? 'device' : 'browser';
  return (
    <div class="pair">
      <Button
        id="switch"
        label={way === 'browser' ? 'linkDevice' : 'linkBrowser'}
        onPress={() => send({ command: 'link', way: other })}
      />
      <Button id="cancel" label="cancel" kind="quiet" onPress={() => send({ command: 'cancel' })} />
    </div>
  );
}
