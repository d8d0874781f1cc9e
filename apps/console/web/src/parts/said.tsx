import { createContext, use, useCallback, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';

interface Line {
  readonly id: number;
  readonly text: string;
}

const SHOWN_FOR = 6_000;

const SayContext = createContext<((text: string) => void) | undefined>(undefined);

/** Tells, on the page and to screen readers, that something has been done. Only below `WithSaid`. */
export function useSay(): (text: string) => void {
  const say = use(SayContext);
  if (say === undefined) throw new Error('useSay needs WithSaid');
  return say;
}

/** Where `useSay` is heard. */
export function WithSaid({ children }: { children: ReactNode }) {
  const [lines, setLines] = useState<readonly Line[]>([]);
  const next = useRef(0);
  const say = useCallback((text: string) => {
    const id = next.current++;
    setLines((before) => [...before, { id, text }]);
    setTimeout(() => setLines((before) => before.filter((line) => line.id !== id)), SHOWN_FOR);
  }, []);
  return (
    <SayContext value={useMemo(() => say, [say])}>
      {children}
      <div className="said no-print" role="status" aria-live="polite">
        {lines.map(({ id, text }) => (
          <div key={id}>{text}</div>
        ))}
      </div>
    </SayContext>
  );
}
