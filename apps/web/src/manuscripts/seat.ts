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
  if (!locks || typeof BroadcastChannel === 'undefined') return NO_SEAT;
  const name = seatName(draft);
  const channel = new BroadcastChannel(name);
  const say = (message: Message<T>) => {
    if (!pen.isLeft()) channel.postMessage(message);
  };
  let force: ReturnType<typeof setTimeout> | undefined;
  const steal = (): void => {
    clearTimeout(force);
    force = undefined;
    pen.steal();
  };
  const pen = takePen(locks, name, ways.onRole);
  channel.onmessage = ({ data }: MessageEvent<Message<T>>) =>
    hear(data, { ways, say, pen, asked: force !== undefined, steal });
  pen.ask(() => say({ kind: 'look' }));
  return {
    tell: text => say({ kind: 'text', text }),
    takeOver: () => {
      say({ kind: 'ask' });
      force = setTimeout(steal, ANSWERS_WITHIN_MS);
    },
    leave: () => {
      clearTimeout(force);
      pen.leave();
      channel.close();
    },
  };
}

const NO_SEAT = { tell: () => undefined, takeOver: () => undefined, leave: () => undefined };

type Pen = ReturnType<typeof takePen>;

/** The lock that lets one tab write: asked for once, waited for while another tab has it, or taken by force. */
function takePen(locks: LockManager, name: string, onRole: (role: SeatRole) => void) {
  const gone = new AbortController();
  let role: SeatRole = 'writing';
  let rise: (() => void) | null = null;
  const become = (next: SeatRole) => {
    if (gone.signal.aborted || next === role) return;
    role = next;
    onRole(next);
  };
  const sit = () =>
    new Promise<void>(resolve => {
      rise = resolve;
      become('writing');
    });
  const stoodUp = (): void => {
    rise = null;
    if (gone.signal.aborted) return;
    become('following');
    void locks.request(name, { signal: gone.signal }, sit).then(stoodUp, stoodUp);
  };
  return {
    role: () => role,
    holds: () => rise !== null,
    isLeft: () => gone.signal.aborted,
    /** Takes it when it is free; otherwise `onTaken`, and waits. */
    ask: (onTaken: () => void) => {
      const first = (lock: Lock | null) => {
        if (lock) return sit();
        become('following');
        onTaken();
        return undefined;
      };
      void locks.request(name, { ifAvailable: true }, first).then(stoodUp, stoodUp);
    },
    steal: () => void locks.request(name, { steal: true }, sit).then(stoodUp, stoodUp),
    giveUp: () => become('following'),
    leave: () => {
      gone.abort();
      rise?.();
    },
  };
}

type Hearing<T> = {
  ways: Ways<T>;
  say: (message: Message<T>) => void;
  pen: Pen;
  /** This tab has asked for the pen and waits for it. */
  asked: boolean;
  steal: () => void;
};

/** What one tab does when another one speaks. */
function hear<T>(message: Message<T>, { ways, say, pen, asked, steal }: Hearing<T>): void {
  const writing = pen.role() === 'writing';
  const yieldPen = () => say({ kind: 'yielded', text: ways.text() });
  if (message.kind === 'text' && !writing) ways.onText(message.text);
  if (message.kind === 'look' && writing && pen.holds()) say({ kind: 'text', text: ways.text() });
  if (message.kind === 'ask' && writing) {
    pen.giveUp();
    void ways.settle().then(yieldPen, yieldPen);
  }
  if (message.kind === 'yielded' && asked) {
    ways.onText(message.text);
    steal();
  }
}
