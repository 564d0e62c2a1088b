import type { ReviewState, StepMode } from '@xinxuan/contract';

/** One signer's place at a step of the round. */
export type Seat = {
  id: string;
  step: number;
  mode: StepMode;
  state: ReviewState;
  /** Hash of the text that an earlier round's signature of this seat was given on. */
  carriedHash: string | null;
};

/** What follows from a signature. Nothing opens and nothing is pending any more: the round is complete. */
export type Onward = {
  /** Seats that need not sign any more, because another of their step has. */
  over: string[];
  /** Seats whose earlier signature holds: it was given on the very text that goes on now. */
  stands: string[];
  /** Seats that are asked now. */
  opens: string[];
  complete: boolean;
};

/**
 * A step of mode `any` is over with its first signature, one of mode `all` with its last. Then the next step is asked,
 * except for seats whose signature from an earlier round still holds; a changed text lets those fall.
 */
export function onward(seats: readonly Seat[], { signed, hash }: { signed: string; hash: string }): Onward {
  const at = seats.find(seat => seat.id === signed);
  if (!at) throw new Error(`no seat ${signed}`);
  const others = seats.filter(
    each => each.step === at.step && each.id !== signed && each.state === 'pending',
  );
  if (at.mode === 'all' && others.length > 0) return { over: [], stands: [], opens: [], complete: false };
  const result: Onward = { over: others.map(each => each.id), stands: [], opens: [], complete: false };
  const ahead = seats.filter(each => each.step > at.step && each.state === 'waiting');
  for (const step of [...new Set(ahead.map(each => each.step))].sort((a, b) => a - b)) {
    const here = ahead.filter(each => each.step === step);
    const holds = here.filter(each => each.carriedHash === hash);
    const asked = here.filter(each => each.carriedHash !== hash);
    result.stands.push(...holds.map(each => each.id));
    if (here[0]?.mode === 'any' ? holds.length === 0 : asked.length > 0)
      return { ...result, opens: asked.map(each => each.id) };
    result.over.push(...asked.map(each => each.id));
  }
  return { ...result, complete: true };
}

/** How a seat begins in the round in which step `to` is asked again; `asked`: whether this seat is among those asked. */
export function inNextRound(
  seat: Pick<Seat, 'step' | 'state'>,
  { to, asked }: { to: number; asked: boolean },
): ReviewState {
  if (seat.step > to) return 'waiting';
  if (seat.step === to && asked) return 'pending';
  return seat.state === 'approved' ? 'approved' : 'void';
}
