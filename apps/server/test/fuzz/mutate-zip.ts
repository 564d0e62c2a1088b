import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateXml } from './mutate-xml.ts';
import type { Random } from './random.ts';

const NAMES = [
  '../x',
  '/x',
  'C:/x',
  'a\u0000b',
  'word/vbaProject.bin',
  'word/document.xml',
  'xl/sharedStrings.xml',
  'content.xml',
  'x'.repeat(300),
];

export type Parts = Record<string, Uint8Array>;

/** The parts of a package; null when it is none. */
export function partsOf(bytes: Uint8Array): Parts | null {
  try {
    return unzipSync(bytes);
  } catch {
    return null;
  }
}

/** Changes parts and packs them again, so that checksums fit and the readers of the parts are reached. */
export function mutateZip(sample: Parts, random: Random, other: Parts): Uint8Array {
  const parts = { ...sample };
  for (let changes = random.few(4); changes > 0; changes -= 1) {
    const name = partName(parts, random);
    if (name === undefined) break;
    if (random.chance(0.85)) parts[name] = mutatePart(parts[name]!, random, other[name] ?? parts[name]!);
    else changePackage(parts, { name, random, other });
  }
  return zipSync(parts, { level: 0, mtime: new Date(1990, 0, 1) });
}

/** Mostly one of the parts that hold the text. */
function partName(parts: Parts, random: Random): string | undefined {
  const names = Object.keys(parts);
  const texts = names.filter(name =>
    /(?:document|content|sheet\d+|sharedStrings|styles|numbering)\.xml$/u.test(name),
  );
  return random.pick(texts.length > 0 && random.chance(0.7) ? texts : names);
}

function mutatePart(bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  const xml = bytes[0] === 0x3c || (bytes[0] === 0xef && bytes[3] === 0x3c);
  if (xml && random.chance(0.85)) return strToU8(mutateXml(strFromU8(bytes), random));
  return bytes.length === 0 ? bytes : mutateBytes(bytes, random, { other });
}

type At = { name: string; random: Random; other: Parts };

function changePackage(parts: Parts, { name, random, other }: At): void {
  const kind = random.below(4);
  if (kind === 0) delete parts[name];
  else if (kind === 1) parts[random.pick(NAMES)] = parts[name]!;
  else if (kind === 2) parts[name] = new Uint8Array();
  else Object.assign(parts, { [name]: other[random.pick(Object.keys(other))] ?? new Uint8Array() });
}
