/** Where the text stands: `unsaved` will be saved soon, `refused` waits for the person, `conflict` until it goes on from what the other holds. */
export type SaveStatus = 'saved' | 'unsaved' | 'saving' | 'refused' | 'conflict';
export type SaverState = {
  status: SaveStatus;
  version: number | null;
  savedAt: number | null;
  error: unknown;
};

export type SaverOptions<T> = {
  /** Null while nothing has been stored yet. */
  version: number | null;
  /** Stores the value over `version` and answers the new version. */
  save: (value: T, version: number | null) => Promise<number>;
  /** The store holds something newer than `version`. */
  isConflict: (error: unknown) => boolean;
  /** Milliseconds of rest after the last change; null saves only when asked. */
  rest: number | null;
  now: () => number;
  onState: (state: SaverState) => void;
};

export type Saver<T> = {
  state: () => SaverState;
  change: (value: T) => void;
  /** Saves what is unsaved, after what is under way; the version when all is stored, null when it is not. */
  flush: () => Promise<number | null>;
  /** Goes on from another stored version: after a choice in a conflict, or an act that moved it. */
  rebase: (version: number) => void;
  /** Goes on from what somebody else stored: nothing of here is unsaved any more. */
  adopt: (version: number | null) => void;
  stop: () => void;
};

/** The state before anything was typed. */
export function unchanged(version: number | null): SaverState {
  return { status: 'saved', version, savedAt: null, error: null };
}

function restTimer(rest: number | null, act: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  const start = () => {
    stop();
    if (rest !== null) timer = setTimeout(act, rest);
  };
  return { start, stop };
}

/** The state as it stands, told to the page at each change. */
function stateOf<T>({ version, onState }: Pick<SaverOptions<T>, 'version' | 'onState'>) {
  let state = unchanged(version);
  const become = (patch: Partial<SaverState>): void => {
    state = { ...state, ...patch };
    onState(state);
  };
  return { state: () => state, become };
}

/**
 * Saves one text while it is written: never two saves at once, nothing typed during a save is forgotten, and a
 * conflict stops saving until it goes on from the other version. Knows nothing of pages or servers.
 */
export function createSaver<T>(options: SaverOptions<T>): Saver<T> {
  const { state, become } = stateOf(options);
  let latest: { value: T } | null = null;
  let running: Promise<void> | null = null;
  const timer = restTimer(options.rest, () => void run());

  async function save(value: T): Promise<void> {
    become({ status: 'saving', error: null });
    try {
      const version = await options.save(value, state().version);
      become({ status: latest ? 'unsaved' : 'saved', version, savedAt: options.now() });
      if (latest) timer.start();
    } catch (error) {
      latest ??= { value };
      become({ status: options.isConflict(error) ? 'conflict' : 'refused', error });
    }
  }

  function run(): Promise<void> {
    if (running) return running;
    const taken = latest;
    if (!taken || state().status === 'conflict') return Promise.resolve();
    latest = null;
    timer.stop();
    running = save(taken.value).finally(() => {
      running = null;
    });
    return running;
  }

  return {
    state,
    change: value => {
      latest = { value };
      if (state().status === 'conflict') return;
      if (state().status !== 'saving') become({ status: 'unsaved' });
      timer.start();
    },
    flush: async () => {
      do {
        await running;
        await run();
      } while (latest && state().status === 'unsaved');
      return state().status === 'saved' ? state().version : null;
    },
    rebase: version => {
      become({ status: latest ? 'unsaved' : 'saved', version, error: null });
      if (latest) timer.start();
    },
    adopt: version => {
      latest = null;
      timer.stop();
      become({ status: 'saved', version, error: null });
    },
    stop: timer.stop,
  };
}
