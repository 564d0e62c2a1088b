import { Buffer } from 'node:buffer';
import type { Random } from './random.ts';

/** Numbers at which arithmetic on sizes and places tends to break. */
const EXTREMES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];
/** A mutated file stays near the size of its sample; growing is tested by files made for it. */
const MOST_GROWTH = 65_536;

type Change = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

const flip: Change = (bytes, random) => {
  for (let hits = random.few(64); hits > 0; hits -= 1) {
    const at = random.below(bytes.length);
    bytes[at] = bytes[at]! ^ (1 << random.below(8));
  }
  return bytes;
};
const overwrite: Change = (bytes, random) => {
  for (let hits = random.few(32); hits > 0; hits -= 1) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
};
const extreme: Change = (bytes, random) => {
  const width = random.pick([1, 2, 4]);
  if (bytes.length < width) return bytes;
  const at = random.below(Math.floor((bytes.length - width) / width) + 1) * width;
  const value = random.pick(EXTREMES) % 256 ** width;
  if (random.chance(0.5)) bytes.writeUIntLE(value, at, width);
  else bytes.writeUIntBE(value, at, width);
  return bytes;
};
const truncate: Change = (bytes, random) => bytes.subarray(0, random.below(bytes.length));
const remove: Change = (bytes, random) => {
  const [at, length] = range(bytes, random);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
};
const repeat: Change = (bytes, random) => {
  const [at, length] = range(bytes, random);
  const piece = bytes.subarray(at, at + length);
  const times = Math.min(random.few(200), Math.ceil(MOST_GROWTH / Math.max(1, length)));
  return Buffer.concat([bytes.subarray(0, at), ...Array<Buffer>(times).fill(piece), bytes.subarray(at)]);
};
const splice: Change = (bytes, random, other) => {
  if (other.length === 0) return bytes;
  const [at, length] = range(other, random);
  const to = random.below(bytes.length + 1);
  const piece = other.subarray(at, at + Math.min(length, MOST_GROWTH));
  const over = random.chance(0.5) ? piece.length : 0;
  return Buffer.concat([bytes.subarray(0, to), piece, bytes.subarray(to + over)]);
};
const zero: Change = (bytes, random) => {
  const [at, length] = range(bytes, random);
  return bytes.fill(random.pick([0, 0xff, 0x20]), at, at + length);
};

const CHANGES: readonly Change[] = [
  flip,
  flip,
  overwrite,
  extreme,
  extreme,
  truncate,
  remove,
  repeat,
  splice,
  zero,
];

function range(bytes: Buffer, random: Random): [at: number, length: number] {
  const at = random.below(bytes.length);
  return [at, Math.min(bytes.length - at, random.few(4096))];
}

/** Some changes to bytes of which nothing is known; `words` are put in where the format has any. */
export function mutateBytes(
  sample: Uint8Array,
  random: Random,
  { other, words = [] }: { other: Uint8Array; words?: readonly string[] },
): Buffer {
  let bytes: Buffer = Buffer.from(sample);
  for (let changes = random.few(6); changes > 0; changes -= 1) {
    if (bytes.length === 0) return bytes;
    if (words.length > 0 && random.chance(0.4)) bytes = withWord(bytes, random, words);
    else
      bytes = random.pick(CHANGES)(
        bytes,
        random,
        Buffer.from(other.buffer, other.byteOffset, other.byteLength),
      );
  }
  return bytes;
}

function withWord(bytes: Buffer, random: Random, words: readonly string[]): Buffer {
  const word = Buffer.from(random.pick(words), 'latin1');
  const at = random.below(bytes.length);
  const over = random.chance(0.5) ? word.length : 0;
  return Buffer.concat([bytes.subarray(0, at), word, bytes.subarray(at + over)]);
}
