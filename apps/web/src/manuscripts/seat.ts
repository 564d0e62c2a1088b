import { seatName } from '../device/heldElsewhere.ts';

/** Of all tabs in which a person has a draft open one writes; the others follow what it writes. */
export type SeatRole = 'writing' | 'following';

type Message<T> =
  | { kind: 'text'; text: T }
  | { kind: 'ask' }
  | { kind: 'yielded'; text: T }
  | { kind: 'look' };

type Ways<T> = {
  onRole: (role: SeatRole) => void;
  /** What the writing tab has on its page. */
  onText: (text: T) => void;
  /** What is on this page, for the tabs that follow. */
  text: () => T;
  /** Stores what is unsaved before another tab takes over; may fail, the text goes over with the message. */
  settle: () => Promise<unknown>;
};

export type Seat<T> = {
  /** Tells the tabs that follow what was just typed. */
  tell: (text: T) => void;
  /** Takes the pen from the tab that has it; by force when it does not answer. */
  takeOver: () => void;
  leave: () => void;
};

/** A tab that has been sent to sleep does not answer. */
const ANSWERS_WITHIN_MS = 2500;

/**
 * One tab's seat at a draft. A browser lock decides who writes, so it passes on by itself when the writing tab is closed
 * or dies; the messages only carry text. Without locks (plain http) every tab writes, and the server's version check
 * finds what two tabs did to one text.
 */
export function takeSeat<T>(draft: string, ways: Ways<T>): Seat<T> {
  const { locks } = globalThis.navigator;
  if (!locks || typeof BroadcastChannel === 'undefined')
    return { tell: () => undefined, takeOver: () => undefined, leave: () => undefined };
  const name = seatName(draft);
  const channel = new BroadcastChannel(name);
  const gone = new AbortController();
  let role: SeatRole = 'writing';
  let rise: (() => void) | null = null;
  let force: ReturnType<typeof setTimeout> | undefined;

  const say = (message: Message<T>) => {
    if (!gone.signal.aborted) channel.postMessage(message);
  };
  const become = (next: SeatRole) => {
    if (gone.signal.aborted || next === role) return;
    role = next;
    ways.onRole(next);
  };
  const sit = () =>
    new Promise<void>(resolve => {
      rise = resolve;
      become('writing');
    });
  const wait = (): void => {
    void locks.request(name, { signal: gone.signal }, sit).then(stoodUp, stoodUp);
  };
  const stoodUp = (): void => {
    rise = null;
    if (gone.signal.aborted) return;
    become('following');
    wait();
  };
  const steal = (): void => {
    clearTimeout(force);
    force = undefined;
    void locks.request(name, { steal: true }, sit).then(stoodUp, stoodUp);
  };
  channel.onmessage = ({ data }: MessageEvent<Message<T>>) => {
    if (data.kind === 'text' && role === 'following') ways.onText(data.text);
    if (data.kind === 'look' && role === 'writing' && rise) say({ kind: 'text', text: ways.text() });
    if (data.kind === 'ask' && role === 'writing') {
      become('following');
      void ways.settle().then(
        () => say({ kind: 'yielded', text: ways.text() }),
        () => say({ kind: 'yielded', text: ways.text() }),
      );
    }
    if (data.kind === 'yielded' && force !== undefined) {
      ways.onText(data.text);
      steal();
    }
  };
  void locks
    .request(name, { ifAvailable: true }, lock => {
      if (lock) return sit();
      become('following');
      say({ kind: 'look' });
      return undefined;
    })
    .then(stoodUp, stoodUp);
  return {
    tell: text => say({ kind: 'text', text }),
    takeOver: () => {
      say({ kind: 'ask' });
      force = setTimeout(steal, ANSWERS_WITHIN_MS);
    },
    leave: () => {
      clearTimeout(force);
      gone.abort();
      rise?.();
      channel.close();
    },
  };
}
