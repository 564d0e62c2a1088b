import { useSyncExternalStore } from 'react';

function query(width: number): MediaQueryList {
  return globalThis.matchMedia(`(max-width: ${width - 1}px)`);
}

function useBelow(width: number): boolean {
  return useSyncExternalStore(
    listener => {
      const media = query(width);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => query(width).matches,
  );
}

/** A phone: one column, acts in reach of the thumb. */
export function useNarrow(): boolean {
  return useBelow(768);
}

/** Wide enough for a list and its paper side by side. */
export function useWide(): boolean {
  return !useBelow(1180);
}
