import { useEffect, useRef } from 'react';

/** By then whatever opened a window that has closed has the keyboard again, where it is still there; ms. */
export const RESTORED_AFTER = 150;

/** Puts the keyboard at the head of the view. */
export function focusHead(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}

/** Whether the keyboard is nowhere, because what had it is gone. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/**
 * For what comes and goes by itself, such as the rows of a list: when the keyboard was within and what had it is gone, it goes
 * on at the head of the view rather than at the beginning of the page. To be spread on the element around it.
 */
export function useKeptFocus(): { onFocus: () => void; onBlur: (event: React.FocusEvent) => void } {
  const isWithin = useRef(false);
  useEffect(() => {
    if (!isWithin.current || !isFocusLost()) return;
    // A window that has just closed gives the keyboard back first.
    const timer = setTimeout(() => {
      if (!isFocusLost()) return;
      isWithin.current = false;
      focusHead();
    }, 2 * RESTORED_AFTER);
    return () => clearTimeout(timer);
  });
  useEffect(
    () => () => {
      if (!isWithin.current) return;
      setTimeout(() => {
        if (isFocusLost()) focusHead();
      });
    },
    [],
  );
  return {
    onFocus: () => {
      isWithin.current = true;
    },
    // What goes away takes the keyboard nowhere; somebody who leaves takes it somewhere.
    onBlur: ({ relatedTarget, currentTarget }) => {
      if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) isWithin.current = false;
    },
  };
}
