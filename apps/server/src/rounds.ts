import type { Log } from './log.ts';

export type Rounds = { stop(): Promise<void> };

type Round = { ms: number; what: string; log: Log; work: () => Promise<void> };

/** Work that follows behind everybody's back. Rounds never overlap; a failed one is told and tried again. */
export function every({ ms, what, log, work }: Round): Rounds {
  let running: Promise<void> = Promise.resolve();
  const round = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.warn(`${what} failed, trying again`, { error });
    }
  };
  const timer = setInterval(() => {
    running = running.then(round);
  }, ms);
  timer.unref();
  running = running.then(round);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
      await round();
    },
  };
}
