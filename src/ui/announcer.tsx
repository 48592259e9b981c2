import { type ComponentChildren, createContext } from 'preact';
import {
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'preact/hooks';

/** Says something to those who do not see it come. */
export type Say = (text: string) => void;

const SayContext = createContext<Say>(() => undefined);

/** One place for all that is announced: it is there before anything is said, so nothing is missed. */
export function Announcer({ children }: { children: ComponentChildren }) {
  const [said, setSaid] = useState('');
  const undrawn = useRef<readonly string[]>([]);
  const say = useCallback((text: string) => {
    if (undrawn.current.includes(text)) return;
    // What is said at the same time is heard together: the last would take the place of the others.
    undrawn.current = [...undrawn.current, text];
    const all = undrawn.current.join(' ');
    // What is said twice is another text the second time: else nobody would hear it.
    setSaid(last => (last === all ? `${all}\u00a0` : all));
  }, []);
  useLayoutEffect(() => {
    undrawn.current = [];
  }, [said]);
  return (
    <SayContext.Provider value={say}>
      {children}
      <p class="unseen" role="status">
        {said}
      </p>
    </SayContext.Provider>
  );
}

export function useSay(): Say {
  return useContext(SayContext);
}

/** Announces a text whenever it changes; what a screen comes with is read with that screen. */
export function useAnnounced(text: string | null): void {
  const say = useSay();
  const before = useRef(text);
  useEffect(() => {
    if (text !== before.current && text !== null) say(text);
    before.current = text;
  }, [text]);
}

/** Says what has come of something, and the same again where that comes of something else. */
export function Said({ text, of }: { text: string; of: unknown }) {
  const say = useSay();
  useEffect(() => say(text), [text, of]);
  return null;
}
