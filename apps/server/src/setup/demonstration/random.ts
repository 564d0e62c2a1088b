/** A small seeded generator (sfc32): the same key gives the same draws on every machine, in any order of keys. */
export type Draw = {
  /** In [0, 1). */
  next(): number;
  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** `count` different items, in random order; all of them when there are fewer. */
  sample<T>(from: readonly T[], count: number): T[];
  /** A key of the record, as likely as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** How many of something happen when `mean` are expected (Poisson). */
  poisson(mean: number): number;
};

/** `key` names what is drawn, e.g. 'plan/3/120': each thing has its own stream, so none depends on the order of making. */
export function drawOf(seed: number, key: string): Draw {
  const next = sfc32(mix(`${seed}/${key}`));
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    chance: probability => next() < probability,
    pick: from => from[Math.floor(next() * from.length)]!,
    sample: (from, count) => sampleOf(from, { count, next }),
    weighted: weights => weightedOf(weights, next),
    poisson: mean => poissonOf(mean, next),
  };
}

/** Four 32-bit words from a text (FNV-1a with four offsets, finished by murmur3's mixer). */
function mix(text: string): [number, number, number, number] {
  const words = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    for (let w = 0; w < 4; w++) words[w] = Math.imul(words[w]! ^ (code + w), 0x01000193);
  }
  return words.map(finish) as [number, number, number, number];
}

function finish(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

function sfc32([a, b, c, d]: [number, number, number, number]): () => number {
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 8; i++) next();
  return next;
}

function sampleOf<T>(from: readonly T[], { count, next }: { count: number; next: () => number }): T[] {
  const rest = [...from];
  const taken: T[] = [];
  while (taken.length < count && rest.length > 0) {
    const at = Math.floor(next() * rest.length);
    taken.push(rest[at]!);
    rest[at] = rest[rest.length - 1]!;
    rest.pop();
  }
  return taken;
}

function weightedOf<K extends string>(weights: Readonly<Record<K, number>>, next: () => number): K {
  const entries = Object.entries(weights) as [K, number][];
  let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  return entries[entries.length - 1]![0];
}

function poissonOf(mean: number, next: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
}
