import { useSyncExternalStore } from 'react';
import { useConnection } from '../api/connection.ts';

/** Whether there is a network as far as the browser and the last request know. */
export function useOnline(): boolean {
  const connected = useConnection() === 'online';
  const linked = useSyncExternalStore(
    listener => {
      globalThis.addEventListener('online', listener);
      globalThis.addEventListener('offline', listener);
      return () => {
        globalThis.removeEventListener('online', listener);
        globalThis.removeEventListener('offline', listener);
      };
    },
    () => globalThis.navigator.onLine,
  );
  return connected && linked;
}
