import type { Way } from '../../core/state.ts';
import { Button } from '../../ui/button.tsx';
import type { Give } from './app.tsx';

/** What the user may do instead: take the other way to approve, or none. */
export function OtherWays({ way, give }: { way: Way; give: Give }) {
  const other = way === 'browser' ? 'device' : 'browser';
  return (
    <div class="row">
      <Button
        id="switch"
        label={way === 'browser' ? 'linkDevice' : 'linkBrowser'}
        press={() => give({ command: 'link', way: other })}
      />
      <Button id="cancel" label="cancel" kind="quiet" press={() => give({ command: 'cancel' })} />
    </div>
  );
}
