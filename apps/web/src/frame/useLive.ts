import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, client } from '../api/api.ts';
import { useActingPost } from '../api/post.ts';

/** While the stream cannot be had, what waits is asked for at this pace instead. */
const POLL_MS = 30_000;

/** Listens for the server's hints that something new waits, and reads it anew. */
export function useLive(): void {
  const queries = useQueryClient();
  const post = useActingPost();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another post hears other hints
  useEffect(() => {
    const stop = new AbortController();
    void listen(queries, stop.signal);
    return () => stop.abort();
  }, [queries, post]);
}

async function listen(queries: QueryClient, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    // A proxy may hold a stream back without breaking it: until the first word of it arrives, the page asks by itself.
    const unheard = setInterval(() => readAnew(queries), POLL_MS);
    try {
      for await (const event of await client.notices.live(undefined, { signal })) {
        clearInterval(unheard);
        if (event.kind !== 'hello') readAnew(queries);
      }
    } catch {
      // A broken stream is no news to the reader; the pause below is followed by a fresh reading.
    } finally {
      clearInterval(unheard);
    }
    await pause(POLL_MS, signal);
    if (!signal.aborted) readAnew(queries);
  }
}

/** What waits is read at once; all else only when it is next opened, so that one person's act does not make everybody read. */
function readAnew(queries: QueryClient): void {
  void queries.invalidateQueries({ refetchType: 'none' });
  void queries.invalidateQueries({ queryKey: api.notices.key() });
  void queries.invalidateQueries({ queryKey: api.reviews.waiting.key() });
  void queries.invalidateQueries({ queryKey: api.reviews.desk.queue.key() });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
