import { EventEmitter, on } from 'node:events';

export type Hint = 'waiting' | 'notice';

/** Hints inside this process that something of a body has changed; pages then ask again. Losing one is harmless. */
export type Live = {
  tell(body: string, hint: Hint): void;
  listen(body: string, signal: AbortSignal | undefined): AsyncIterable<Hint>;
};

export function createLive(): Live {
  const events = new EventEmitter();
  events.setMaxListeners(0);
  return {
    tell: (body, hint) => void events.emit(body, hint),
    async *listen(body, signal) {
      try {
        for await (const [hint] of on(events, body, { signal })) yield hint as Hint;
      } catch (error) {
        if (!(error instanceof Error && error.name === 'AbortError')) throw error;
      }
    },
  };
}
