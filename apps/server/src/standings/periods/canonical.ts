import { createHash } from 'node:crypto';

/**
 * The canonical form of a closing, `xinxuan-closing/1` (docs/decisions/0553): what is hashed when a period is closed, so
 * that anybody can compute the printed hash again from the exported year. Pure; bytes in, bytes out.
 */
export const FORM = 'xinxuan-closing/1';

export const SECTIONS = ['schemes', 'facts', 'lines', 'totals', 'places'] as const;
export type Section = (typeof SECTIONS)[number];

/** Text, whole numbers, yes and no, nothing, lists and objects of these. Points are text: an exact decimal. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };
export type CanonicalRow = { readonly [key: string]: Plain };

export type Closing = {
  body: string;
  period: string;
  from: string;
  to: string;
  /** 1 for the first closing of the body. */
  number: number;
  /** The hash of the closing before, or null for the first. */
  previous: string | null;
  closedAt: string;
  sections: Record<Section, readonly CanonicalRow[]>;
};

export type Sealed = {
  /** The text whose SHA-256 is the hash of the closing. */
  head: string;
  hash: string;
  sections: Record<Section, { content: string; hash: string }>;
};

/** Seals a closing: each section is hashed, and the head that names the sections' hashes gives the printed hash. */
export function seal({ sections: rows, ...head }: Closing): Sealed {
  const sections = Object.fromEntries(
    SECTIONS.map(section => {
      const content = contentOf(rows[section]);
      return [section, { content, hash: sha256(content) }];
    }),
  ) as Sealed['sections'];
  const hashes = Object.fromEntries(SECTIONS.map(section => [section, sections[section].hash]));
  const text = canonicalJson({ form: FORM, ...head, sections: hashes });
  return { head: text, hash: sha256(text), sections };
}

/** One row a line, each line ended by a line feed, the lines in the order of their bytes in UTF-8. */
export function contentOf(rows: readonly CanonicalRow[]): string {
  const lines = rows.map(row => Buffer.from(`${canonicalJson(row)}\n`));
  return Buffer.concat(lines.sort(Buffer.compare)).toString();
}

/** JSON as RFC 8785 writes it: keys sorted, no blanks, numbers as ECMAScript writes them. */
export function canonicalJson(value: Plain): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new Error(`${value} has no canonical form`);
    return JSON.stringify(value);
  }
  const parts = Object.keys(value)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${parts.join(',')}}`;
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The hash in groups of four characters, as it is printed and can be read out on the telephone. */
export function grouped(hash: string): string {
  return hash.match(/.{1,4}/g)?.join(' ') ?? '';
}
