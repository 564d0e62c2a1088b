import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let newer = false;

/** The server has newer pages than this one. */
export function isNewer(): void {
  newer = true;
  for (const listener of listeners) listener();
}

export function useNewer(): boolean {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => newer,
  );
}
