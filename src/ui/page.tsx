import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { i18n } from '../i18n.ts';
import { useEscape } from './escape.ts';
import { firstClick } from './first-click.ts';
import { Icon } from './icon.tsx';

/** What stands around every screen. */
interface Frame {
  /** What the screen shows, for tests. */
  readonly status: string;
  /** What went wrong with the last press; it stands where nothing hides it. */
  readonly notice: ComponentChildren;
  readonly menu: ComponentChildren;
  /** What is shown in the place of the screen for a while; it leads back to the same screen. */
  readonly instead: ComponentChildren;
}

export const FrameContext = createContext<Frame>({
  status: '',
  notice: null,
  menu: null,
  instead: null,
});

interface PageProps {
  /** Where it leads back; without, it is the first of its kind and has the mark there. */
  onBack?: (() => void) | undefined;
  /** What can be done here; it stays where it is while the rest scrolls. */
  footer?: ComponentChildren;
  children: ComponentChildren;
}

/** A screen: the bar on top, what scrolls, and the actions. */
export function Page(props: PageProps) {
  const { instead } = useContext(FrameContext);
  return instead ?? <Shown {...props} />;
}

function Shown({ onBack, footer, children }: PageProps) {
  const { status, notice, menu } = useContext(FrameContext);
  useEscape(onBack ?? null);
  return (
    <>
      <header class="bar">
        {onBack === undefined ? <Brand /> : <Back onPress={onBack} />}
        {menu}
      </header>
      <main data-status={status}>{children}</main>
      {(notice || footer) && (
        <footer>
          {notice}
          {footer}
        </footer>
      )}
    </>
  );
}

function Brand() {
  return (
    <>
      <img class="mark" src="icons/mark.svg" alt="" width="24" height="24" />
      <span>{i18n('brand')}</span>
    </>
  );
}

function Back({ onPress }: { onPress: () => void }) {
  return (
    <button type="button" class="back" data-testid="back" onClick={firstClick(onPress)}>
      <Icon name="back" />
      <span>{i18n('back')}</span>
    </button>
  );
}
