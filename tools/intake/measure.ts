import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Certainty, ReadManuscript } from '../../apps/server/src/documents/manuscript.ts';
import { readDocument } from '../../apps/server/src/documents/read-document.ts';
import { readManuscript } from '../../apps/server/src/documents/read-manuscript.ts';
import type { Expected } from './items.ts';

/** One committed document and what it says; the words come from what it was made of, not from a reader. */
export interface Sample extends Expected {
  /** Below the folder of its set. */
  file: string;
  folder: string;
  format: string;
  program: string;
  layout: string;
  set: 'open' | 'held' | 'fresh' | 'last' | 'next' | 'offices' | 'sealed' | 'after' | 'desk';
  hand: boolean;
}

export const FIELDS = [
  'title',
  'body',
  'headings',
  'tables',
  'unit',
  'date',
  'correspondents',
  'pictures',
  'captions',
] as const;
export type Field = (typeof FIELDS)[number];

/** Values that are there, that were found, that were found right, and that are wrong or left out though marked as sure. */
export interface Tally {
  there: number;
  found: number;
  right: number;
  wrongAndSure: number;
}
export type Tallies = Record<Field, Tally>;

export interface Measured {
  sample: Sample;
  tallies: Tallies;
  /** What was found in place of what is there, for whoever mends a reader. */
  differences: string[];
}

const FOREIGN = fileURLToPath(new URL('../../apps/server/src/documents/foreign/', import.meta.url));
const SEEDS = fileURLToPath(new URL('../../apps/server/samples/manuscripts/', import.meta.url));

/** The set made by other programs. */
export function foreignSamples(): Sample[] {
  const records: Sample[] = JSON.parse(readFileSync(`${FOREIGN}expected.json`, 'utf8'));
  return records.map(record => ({ ...record, folder: FOREIGN }));
}

/** The 24 sample manuscripts that came with the task. */
export function seedSamples(): Sample[] {
  const records: (Omit<Sample, 'people' | 'body'> & { correspondents: string[]; paragraphs: string[] })[] =
    JSON.parse(readFileSync(`${SEEDS}expected.json`, 'utf8'));
  return records.map(record => ({
    ...record,
    otherUnits: [],
    people: record.correspondents,
    body: record.paragraphs.map(text => ({ level: 0, text })),
    captions: [],
    folder: SEEDS,
    format: record.file.split('.').at(-1)!,
    program: 'samples',
    set: 'open' as const,
    hand: false,
  }));
}

/** Reads one document as an upload is read, without knowing anybody, and compares. A refusal finds nothing. */
export async function measured(sample: Sample): Promise<Measured> {
  const name = sample.file.split('/').at(-1)!;
  const read = await readDocument(readFileSync(sample.folder + sample.file), name);
  const tallies = Object.fromEntries(
    FIELDS.map(field => [field, { there: 0, found: 0, right: 0, wrongAndSure: 0 }]),
  ) as Tallies;
  const differences: string[] = [];
  const manuscript = read.ok ? readManuscript(read.value, name) : null;
  if (!read.ok) differences.push(`refused: ${read.refusal.code} ${read.refusal.en}`);
  for (const { field, there, found, certainty } of values(sample, manuscript)) {
    const right = matches(there, found);
    const tally = tallies[field];
    tally.there += there.length;
    tally.found += found.length;
    tally.right += right;
    const wrong = found.length - right;
    // A list that lacks somebody is as wrong as one with a name too many.
    if (certainty === 'certain') tally.wrongAndSure += Math.max(wrong, there.length - right);
    if (wrong > 0 || right < there.length) differences.push(difference(field, there, found));
  }
  return { sample, tallies, differences };
}

interface Values {
  field: Field;
  there: string[];
  found: string[];
  certainty: Certainty;
}

function values(sample: Sample, read: ReadManuscript | null): Values[] {
  return [...namedValues(sample, read), ...textValues(sample, read), ...pictureValues(sample, read)];
}

const some = (value: string | null | undefined) => (value === null || value === undefined ? [] : [value]);

function namedValues(sample: Sample, read: ReadManuscript | null): Values[] {
  return [
    {
      field: 'title',
      there: some(sample.title),
      found: some(read?.title.value),
      certainty: read?.title.certainty ?? 'missing',
    },
    {
      field: 'unit',
      there: [...some(sample.unit), ...sample.otherUnits],
      found: [...some(read?.unit.value?.name), ...(read?.otherUnits ?? []).map(unit => unit.name)],
      certainty: read?.unit.certainty ?? 'missing',
    },
    {
      field: 'date',
      there: some(sample.date),
      found: some(read?.date.value),
      certainty: read?.date.certainty ?? 'missing',
    },
    {
      field: 'correspondents',
      there: sample.people,
      found: (read?.correspondents.value ?? []).map(person => person.name),
      certainty: read?.correspondents.certainty ?? 'missing',
    },
  ];
}

function textValues(sample: Sample, read: ReadManuscript | null): Values[] {
  const body = read?.body ?? [];
  const certainty = read?.bodyCertainty ?? 'missing';
  const headingOf = ({ level, text }: { level: number; text: string }) =>
    level > 0 ? [`${level} ${text}`] : [];
  return [
    { field: 'body', there: sample.body.map(textOf), found: body.map(textOf), certainty },
    {
      field: 'headings',
      there: sample.body.flatMap(each => ('text' in each ? headingOf(each) : [])),
      found: body.flatMap(each => (each.kind === 'paragraph' ? headingOf(each) : [])),
      certainty,
    },
    {
      field: 'tables',
      there: sample.body.flatMap(each => ('rows' in each ? [textOf(each)] : [])),
      found: body.flatMap(each => (each.kind === 'table' ? [textOf(each)] : [])),
      certainty,
    },
  ];
}

/** A caption counts at its picture. */
function pictureValues(sample: Sample, read: ReadManuscript | null): Values[] {
  const photos = read?.photos ?? [];
  const numbered = (captions: (string | null)[]) =>
    captions.flatMap((caption, at) => (caption === null ? [] : [`${at + 1}: ${caption}`]));
  return [
    {
      field: 'pictures',
      there: sample.captions.map((_, at) => `${at + 1}`),
      found: photos.map((_, at) => `${at + 1}`),
      certainty: 'certain',
    },
    {
      field: 'captions',
      there: numbered(sample.captions),
      found: numbered(photos.map(photo => photo.caption)),
      certainty: 'likely',
    },
  ];
}

/** Runs of white space are layout; everything else has to be the same. */
function textOf(block: { text: string } | { rows: string[][] }): string {
  const text = 'rows' in block ? JSON.stringify(block.rows) : block.text;
  return text.replace(/[\s\u3000]+/gu, ' ').trim();
}

/** The longest common sequence: order counts. */
function matches(a: string[], b: string[]): number {
  let above = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    const row = [0];
    for (const [at, other] of b.entries())
      row.push(one === other ? above[at]! + 1 : Math.max(above[at + 1]!, row[at]!));
    above = row;
  }
  return above.at(-1)!;
}

function difference(field: Field, there: string[], found: string[]): string {
  const missed = there.filter(each => !found.includes(each)).map(each => `- ${each}`);
  const extra = found.filter(each => !there.includes(each)).map(each => `+ ${each}`);
  return `${field}\n      ${[...missed, ...extra].join('\n      ')}`;
}

export function total(measures: Measured[]): Tallies {
  const sum = Object.fromEntries(
    FIELDS.map(field => [field, { there: 0, found: 0, right: 0, wrongAndSure: 0 }]),
  ) as Tallies;
  for (const { tallies } of measures)
    for (const field of FIELDS)
      for (const key of ['there', 'found', 'right', 'wrongAndSure'] as const)
        sum[field][key] += tallies[field][key];
  return sum;
}

/** 1 where nothing was claimed, or nothing is there: nothing was wrong, nothing was missed. */
export const precision = ({ right, found }: Tally): number => (found === 0 ? 1 : right / found);
export const recall = ({ right, there }: Tally): number => (there === 0 ? 1 : right / there);
