import { useSyncExternalStore } from 'react';

/** `unavailable`: the server answers that it cannot work just now; `offline`: nothing answers. */
export type Connection = 'online' | 'unavailable' | 'offline';

const listeners = new Set<() => void>();
let state: Connection = 'online';

export function connectionIs(next: Connection): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
