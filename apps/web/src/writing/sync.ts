import { flatOf, mergedTexts, textOfFlat, type WrittenText } from '@xinxuan/contract';

/** A text as the server holds it. */
export type Held = WrittenText & { version: number };

/** `waiting`: unsaved words will be sent as soon as the server is reached; `refused`: it has said why not. */
export type SyncStatus = 'saved' | 'unsaved' | 'saving' | 'waiting' | 'refused';
export type SyncState = { status: SyncStatus; error: unknown; savedAt: number | null };

/** What was sent and not answered. It is sent again under its own key, so that it never counts twice. */
export type Sent = { key: string; version: number; flat: string };
/** Enough to go on after the page was closed: what the server held, what stands here, what is under way. */
export type Unsaved = { base: { version: number; flat: string }; mine: string; sent: Sent | null };

export type SyncOptions = {
  start: Held;
  unsaved: Unsaved | null;
  save: (sent: Sent, text: WrittenText) => Promise<Held>;
  pull: () => Promise<Held>;
  /** `stale`: somebody else was faster; `lost`: no answer, so nobody knows; `refused`: the server said no. */
  kindOf: (error: unknown) => 'stale' | 'lost' | 'refused';
  /** Somebody else's words have come in: the page shows this text from now on. */
  onTaken: (text: WrittenText) => void;
  onState: (state: SyncState) => void;
  /** Null when all is stored. */
  onUnsaved: (unsaved: Unsaved | null) => void;
  newKey: () => string;
  now: () => number;
  /** Milliseconds of rest after typing, and between tries when the server is not reached. */
  rest: number;
  retry: number;
};

export type Sync = {
  change: (text: WrittenText) => void;
  /** The server has told of a version. */
  heard: (version: number) => void;
  /** An act elsewhere on the page has answered with the newest text. */
  answered: (held: Held) => void;
  /** Sends what is unsaved; true when all is stored. */
  flush: () => Promise<boolean>;
  version: () => number;
  /** The words as they stand here. */
  text: () => WrittenText;
  stop: () => void;
};

/**
 * One text that several people write at once. Every save is made over the version that was seen; whoever was slower
 * takes the other's text, merges their own words into it, and saves that. Offline and through a killed server the
 * words wait here. Knows nothing of pages or of the network.
 */
export function createSync(options: SyncOptions): Sync {
  const flow = new Flow(options);
  return {
    change: text => flow.change(flatOf(text)),
    heard: version => flow.heard(version),
    answered: held => flow.answered(held),
    flush: () => flow.flush(),
    version: () => flow.version,
    text: () => textOfFlat(flow.mine),
    stop: () => flow.stop(),
  };
}

class Flow {
  readonly #o: SyncOptions;
  #base: { version: number; flat: string };
  #mine: string;
  #sent: Sent | null;
  #newest: number;
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  #refused: string | null = null;
  #state: SyncState = { status: 'saved', error: null, savedAt: null };

  constructor(options: SyncOptions) {
    this.#o = options;
    const { start, unsaved } = options;
    const held = { version: start.version, flat: flatOf(start) };
    this.#base = unsaved?.base ?? held;
    this.#mine = unsaved?.mine ?? held.flat;
    this.#sent = unsaved?.sent ?? null;
    this.#newest = start.version;
    if (unsaved) this.#schedule(0);
  }

  get version(): number {
    return this.#base.version;
  }

  get mine(): string {
    return this.#mine;
  }

  change(flat: string): void {
    if (flat === this.#mine) return;
    this.#mine = flat;
    this.#keep();
    if (this.#state.status !== 'saving' && this.#state.status !== 'waiting') this.#become('unsaved');
    if (this.#state.status !== 'waiting') this.#schedule(this.#o.rest);
  }

  heard(version: number): void {
    this.#newest = Math.max(this.#newest, version);
    if (this.#newest > this.#base.version && !this.#dirty) this.#schedule(0);
    // The server is there again.
    else if (this.#state.status === 'waiting') this.#schedule(0);
  }

  answered(held: Held): void {
    if (held.version > this.#base.version && !this.#running) this.#take(held, this.#base.flat);
  }

  async flush(): Promise<boolean> {
    for (let tries = 0; tries < 10; tries++) {
      await this.#run();
      if (!this.#dirty) return true;
      if (this.#state.status === 'waiting' || this.#state.status === 'refused') return false;
    }
    return false;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  get #dirty(): boolean {
    return this.#sent !== null || this.#mine !== this.#base.flat;
  }

  #become(status: SyncStatus, error: unknown = null): void {
    const savedAt = status === 'saved' ? this.#o.now() : this.#state.savedAt;
    this.#state = { status, error, savedAt };
    this.#o.onState(this.#state);
  }

  #keep(): void {
    this.#o.onUnsaved(this.#dirty ? { base: this.#base, mine: this.#mine, sent: this.#sent } : null);
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#run(), ms);
  }

  #run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#step().finally(() => {
      this.#running = null;
      const behind = this.#newest > this.#base.version;
      if (this.#state.status === 'waiting') this.#schedule(this.#o.retry);
      else if ((this.#dirty && this.#mine !== this.#refused) || behind)
        this.#schedule(this.#dirty ? this.#o.rest : 0);
    });
    return this.#running;
  }

  async #step(): Promise<void> {
    try {
      if (this.#dirty && this.#mine !== this.#refused) await this.#save();
      else if (this.#newest > this.#base.version) this.#take(await this.#o.pull(), this.#base.flat);
    } catch (error) {
      await this.#failed(error);
    }
  }

  async #save(): Promise<void> {
    this.#sent ??= { key: this.#o.newKey(), version: this.#base.version, flat: this.#mine };
    this.#keep();
    this.#become('saving');
    const sent = this.#sent;
    const held = await this.#o.save(sent, textOfFlat(sent.flat));
    this.#sent = null;
    this.#refused = null;
    this.#take(held, sent.flat);
    this.#become(this.#dirty ? 'unsaved' : 'saved');
  }

  async #failed(error: unknown): Promise<void> {
    const kind = this.#o.kindOf(error);
    if (kind === 'lost') {
      this.#become('waiting', error);
      return;
    }
    // A definite no: what was sent has not been stored.
    this.#sent = null;
    if (kind === 'refused') {
      this.#refused = this.#mine;
      this.#keep();
      this.#become('refused', error);
      return;
    }
    try {
      this.#take(await this.#o.pull(), this.#base.flat);
      this.#become(this.#dirty ? 'unsaved' : 'saved');
    } catch (again) {
      this.#become(this.#o.kindOf(again) === 'refused' ? 'refused' : 'waiting', again);
    }
  }

  /** Builds on what the server holds; `common` is the text that both it and what stands here were made from. */
  #take(held: Held, common: string): void {
    const theirs = flatOf(held);
    const merged = mergedTexts(common, this.#mine, theirs);
    this.#base = { version: held.version, flat: theirs };
    this.#newest = Math.max(this.#newest, held.version);
    const changed = merged !== this.#mine;
    this.#mine = merged;
    this.#keep();
    if (changed) this.#o.onTaken(textOfFlat(merged));
  }
}
