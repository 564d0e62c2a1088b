import type { Present } from '@xinxuan/contract';
import { useEffect, useRef, useState } from 'react';
import { client } from '../api/api.ts';
import { tabName } from './unsaved.ts';

const AGAIN_MS = 2_000;

type Heard = { version: number; said: number };

/** Being connected is being here: who else is, and which version the server holds. */
export function useRoom(id: string, writing: boolean, onHeard: (heard: Heard) => void): Present[] {
  const [present, setPresent] = useState<Present[]>([]);
  const latest = useRef(onHeard);
  latest.current = onHeard;
  useEffect(() => {
    const stop = new AbortController();
    const listen = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        try {
          const room = await client.writing.room({ id, tab: tabName(), writing }, { signal: stop.signal });
          for await (const state of room) {
            setPresent(state.present);
            latest.current(state);
          }
        } catch {
          // The line or the server is down: nobody is known to be here until it answers again.
        }
        if (!stop.signal.aborted) setPresent([]);
        await new Promise(resolve => setTimeout(resolve, AGAIN_MS));
      }
    };
    void listen();
    return () => stop.abort();
  }, [id, writing]);
  return present;
}
