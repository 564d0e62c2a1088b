import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { entryOf } from '../../apps/server/src/search/entry.ts';
import type { BenchText, Writer } from './search-texts.ts';

export const BODY = `bod_${'0'.repeat(26)}`;
export const TOP = id('unt', 0);
const COUNTIES = 12;
const UNITS = 300;
const PEOPLE = 600;
/** The texts lie over five years, the newest last. */
const FIRST_DAY = Date.UTC(2021, 5, 1);
const SPAN_MS = 5 * 365 * 86_400_000;
const BATCH = 2_000;
const FIELDS = {
  channel: ['news', 'news', 'news', 'opinion'],
  type: ['digest', 'experience', 'problem', 'response', 'urgent', 'other'],
  genre: ['brief', 'brief', 'long', 'research'],
  importance: ['ordinary', 'ordinary', 'major_event', 'special_work', 'brand'],
} as const;

export function id(prefix: string, number: number): string {
  return `${prefix}_${String(number).padStart(26, '0')}`;
}

/** The unit that a text is from: spread over all, with no order in it. */
export function unitOfText(number: number): number {
  return 1 + COUNTIES + ((Math.imul(number, 2_654_435_761) >>> 8) % UNITS);
}
const countyOf = (unit: number): number => 1 + (unit % COUNTIES);
export const pathOf = (unit: number): string => {
  if (unit === 0) return `${TOP}/`;
  return unit <= COUNTIES
    ? `${TOP}/${id('unt', unit)}/`
    : `${TOP}/${id('unt', countyOf(unit))}/${id('unt', unit)}/`;
};

/** A body with its units and people, without a single text. */
export async function makeBody(client: pg.ClientBase): Promise<void> {
  await client.query(`insert into bodies values ('${BODY}', '测试市', false, now())`);
  const units = Array.from({ length: 1 + COUNTIES + UNITS }, (_, unit) => {
    const path = pathOf(unit);
    const parent = unit === 0 ? '\\N' : path.split('/').at(-3)!;
    return [
      BODY,
      id('unt', unit),
      parent,
      `单位${unit}`,
      `单位${unit}`,
      'section',
      path,
      path.split('/').length - 2,
      '2020-01-01',
    ];
  });
  await copy(client, 'units (body_id, id, parent_id, name, short_name, kind, path, depth, opened_on)', units);
  await copy(
    client,
    'people (body_id, id, name, user_name, must_change_password)',
    Array.from({ length: PEOPLE }, (_, person) => [
      BODY,
      id('per', person),
      `人员${person}`,
      `person${person}`,
      'f',
    ]),
  );
}

/** The texts `from` to `to` (not included) with all that a search reads of them; triggers and indexes are the caller's. */
export async function keepTexts(
  client: pg.ClientBase,
  { writer, from, to, of }: { writer: Writer; from: number; to: number; of: number },
): Promise<void> {
  for (let start = from; start < to; start += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, to - start) }, (_, i) => rowOf(writer, start + i, of));
    await copy(
      client,
      MANUSCRIPTS,
      rows.map(row => row.manuscript),
    );
    await copy(
      client,
      'manuscript_authors (body_id, manuscript_id, person_id, position)',
      rows.map(row => row.author),
    );
    await copy(
      client,
      REVISIONS,
      rows.map(row => row.revision),
    );
    await copy(
      client,
      'search_texts (body_id, manuscript_id, at, day, title, normal, terms, triples, hash)',
      rows.map(row => row.entry),
    );
  }
}

const MANUSCRIPTS = `manuscripts (body_id, id, unit_id, unit_path, state, channel, type, genre, importance, title, event_on,
  revision_id, words, round, created_by, created_at, updated_at, submitted_at)`;
const REVISIONS =
  'revisions (body_id, id, manuscript_id, number, kind, title, body, words, hash, created_by, created_at)';

/** What a text is indexed and stored as, besides its title. */
export function textsOf({ paragraphs }: BenchText): string[] {
  return [paragraphs.join('\n')];
}

function rowOf(writer: Writer, number: number, of: number) {
  const text = writer.textOf(number);
  const at = new Date(FIRST_DAY + Math.floor((number / of) * SPAN_MS)).toISOString();
  const unit = unitOfText(number);
  const person = id('per', unit % PEOPLE);
  const fields = fieldsOf(number);
  const path = pathOf(unit);
  const made = entryOf({
    at,
    unitPath: path,
    persons: [person],
    fields: { ...fields, sent: 'yes' },
    titles: [text.title],
    texts: textsOf(text),
  });
  const [manuscript, revision] = [id('man', number), id('rev', number)];
  const kinds = [fields.channel, fields.type, fields.genre, fields.importance, text.title, at.slice(0, 10)];
  const blocks = text.paragraphs.map(each => ({ kind: 'paragraph', level: 0, text: each }));
  const normal = made.normal.replaceAll('\n', '\\n');
  const [times, terms] = [[at, at, at], `{${made.terms.join(',')}}`];
  return {
    manuscript: [
      BODY,
      manuscript,
      id('unt', unit),
      path,
      'at_desk',
      ...kinds,
      revision,
      500,
      1,
      person,
      ...times,
    ],
    author: [BODY, manuscript, person, 1],
    revision: [
      BODY,
      revision,
      manuscript,
      1,
      'sent',
      text.title,
      JSON.stringify(blocks),
      500,
      'h',
      person,
      at,
    ],
    entry: [BODY, manuscript, at, made.day, made.title, normal, terms, 't', 'h'],
  };
}

/** What a text becomes in the tables, in short: another hash is another body. */
export function hashOfRow(writer: Writer): string {
  return createHash('sha256')
    .update(JSON.stringify(rowOf(writer, 0, 1)))
    .digest('hex')
    .slice(0, 16);
}

function fieldsOf(number: number) {
  const pick = (values: readonly string[], salt: number): string => values[(number * salt) % values.length]!;
  return {
    channel: pick(FIELDS.channel, 7),
    type: pick(FIELDS.type, 5),
    genre: pick(FIELDS.genre, 3),
    importance: pick(FIELDS.importance, 11),
  };
}

type Cell = string | number;

async function copy(client: pg.ClientBase, into: string, rows: Cell[][]): Promise<void> {
  const lines = rows.map(row => `${row.join('\t')}\n`);
  await pipeline(Readable.from(lines), (client as pg.Client).query(copyFrom(`copy ${into} from stdin`)));
}
