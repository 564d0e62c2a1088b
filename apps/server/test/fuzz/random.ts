/** Numbers that are the same for the same seed (mulberry32); all of a fuzz run hangs on them. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** Mostly small, seldom up to `most`: at least 1. */
  few(most: number): number {
    return 1 + Math.floor(most * this.next() ** 4);
  }

  pick<T>(things: readonly T[]): T {
    return things[this.below(things.length)]!;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }
}

/** The seed of one file of a run: near numbers give unlike files. */
export function seedOf(seed: number, at: number): number {
  return (Math.imul(seed, 0x9e3779b1) ^ Math.imul(at + 1, 0x85ebca6b)) >>> 0;
}
