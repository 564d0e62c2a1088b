/** Whether the words on the screen are also on the device: `nowhere` when the browser keeps nothing, `full` without room. */
export type KeptState = 'kept' | 'keeping' | 'full' | 'nowhere';

export type Latest<T> = {
  put: (value: T) => void;
  /** Runs `drop` after what is under way: nothing that was put before comes back, what is put later stays. */
  clear: () => Promise<void>;
  /** When nothing is under way any more. */
  settled: () => Promise<void>;
  state: () => KeptState;
};

type Ways<T> = {
  write: (value: T) => Promise<void>;
  drop: () => Promise<void>;
  onState: (state: KeptState) => void;
};

/** Writes the newest value, one write at a time: what came meanwhile is written next, what was overtaken never. */
export function keepLatest<T>({ write, drop, onState }: Ways<T>): Latest<T> {
  let waiting: (() => Promise<void>) | null = null;
  let running: Promise<void> | null = null;
  let state: KeptState = 'kept';
  const become = (next: KeptState) => {
    if (next === state) return;
    state = next;
    onState(next);
  };
  async function run(): Promise<void> {
    while (waiting) {
      const act = waiting;
      waiting = null;
      try {
        await act();
        if (!waiting) become('kept');
      } catch (error) {
        const full = error instanceof DOMException && error.name === 'QuotaExceededError';
        become(full ? 'full' : 'nowhere');
      }
    }
    running = null;
  }
  const next = (act: () => Promise<void>): Promise<void> => {
    waiting = act;
    running ??= run();
    return running;
  };
  return {
    put: value => {
      if (state === 'kept') become('keeping');
      void next(() => write(value));
    },
    clear: () => next(() => drop().catch(() => undefined)),
    settled: async () => {
      await running;
    },
    state: () => state,
  };
}
