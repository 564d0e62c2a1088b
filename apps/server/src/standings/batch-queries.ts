import { type BatchLayout, BETWEEN, type Digit, type FactBatch, NOT_GIVEN } from '@xinxuan/scoring';
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../db/connect.ts';

/** Facts by the million: the database packs those of a unit into one row, in the words of the engine's layout. */

export type Asked = {
  layout: BatchLayout;
  /** Facts booked later are not yet known. */
  asOf: string;
  /** Kinds of facts that the scheme reads. */
  kinds: readonly string[];
  /** Only what had been recorded before this moment, and not taken back by then. */
  knownBefore?: string;
};

type Row = {
  unit: string;
  ids: string;
  manuscripts: string;
  leads?: string;
  persons?: string;
} & Record<`pack${number}`, Buffer> &
  Record<`open${number}`, string>;

/** The facts of the units from one to another, ids included. The index by unit serves them in order, without sorting. */
export async function factBatches(
  reader: Reader,
  { layout, asOf, kinds, knownBefore }: Asked,
  { from, to }: { from: string; to: string },
): Promise<FactBatch[]> {
  const ids = (column: string) => sql`string_agg(coalesce(${sql.ref(column)}, ''), ${sql.lit(BETWEEN.ids)})`;
  const open = layout.open.map(
    (
      id,
      i,
    ) => sql`, string_agg(coalesce(f.attrs->>${sql.lit(id)}, ${sql.lit(NOT_GIVEN)}), ${sql.lit(BETWEEN.texts)})
      as ${sql.ref(`open${i}`)}`,
  );
  const leads = layout.leads ? sql`, ${ids('f.lead_id')} as leads` : sql``;
  const persons = layout.persons
    ? sql`, string_agg(array_to_string(f.person_ids, ','), ${sql.lit(BETWEEN.ids)}) as persons`
    : sql``;
  const packs = layout.packs.map(
    (digits, i) =>
      sql`string_agg(float8send((${packed(digits, layout)})::float8), ''::bytea) as ${sql.ref(`pack${i}`)}`,
  );
  const found = await sql<Row>`
    select f.unit_id as unit, ${sql.join(packs)}, ${ids('f.id')} as ids,
      ${ids('f.manuscript_id')} as manuscripts${leads}${persons}${sql.join(open, sql``)}
    from ${knownBefore ? knownFacts(reader, knownBefore) : sql`facts`} f
    where f.body_id = ${reader.body} and ${knownBefore ? sql`true` : sql`f.voided_at is null`} and f.unit_id >= ${from} and f.unit_id <= ${to}
      and f.on_day between ${dayText(layout.days.from)} and ${dayText(layout.days.to)}
      and f.booked_on <= ${asOf} and f.kind = any(${kinds})
    group by f.unit_id order by f.unit_id`.execute(reader.db);
  return found.rows.map(row => toBatch(row, layout));
}

/** The facts as they were known at a moment; those that were taken back later have an index of their own. */
export function knownFacts(reader: Reader, before: string): RawBuilder<unknown> {
  return sql`(select * from facts where body_id = ${reader.body} and voided_at is null and recorded_at < ${before}
    union all
    select * from facts where body_id = ${reader.body} and voided_at is not null and voided_at >= ${before}
      and recorded_at < ${before})`;
}

/** Least significant digit first, so the last one is the outermost factor. */
function packed(digits: readonly Digit[], { days }: BatchLayout): RawBuilder<unknown> {
  const first = sql`date ${sql.lit(dayText(days.from))}`;
  const digitOf = (digit: Digit): RawBuilder<unknown> => {
    if ('words' in digit) return placeOf(digit);
    return digit.of === 'on' ? sql`(f.on_day - ${first})` : sql`(greatest(f.booked_on, f.on_day) - ${first})`;
  };
  return digits.reduceRight<RawBuilder<unknown>>(
    (sum, digit) => sql`(${sum} * ${sql.lit(digit.radix)} + ${digitOf(digit)})`,
    sql`0::int8`,
  );
}

/** The place of a word in its list; after the last one for a word that is not in it, 0 for none. */
function placeOf({ of, id, words }: Extract<Digit, { id: string }>): RawBuilder<unknown> {
  const word = of === 'kind' ? sql`f.kind` : sql`f.attrs->>${sql.lit(id)}`;
  const cases = words.map((each, i) => sql`when ${sql.lit(each)} then ${sql.lit(i + 1)}`);
  const other = sql`case when ${word} is null then 0 else ${sql.lit(words.length + 1)} end`;
  return cases.length > 0 ? sql`case ${word} ${sql.join(cases, sql` `)} else ${other} end` : other;
}

function toBatch(row: Row, { packs, open }: BatchLayout): FactBatch {
  return {
    unit: row.unit,
    packs: packs.map((_, i) => numbersOf(row[`pack${i}`] as Buffer)),
    ids: row.ids,
    manuscripts: row.manuscripts,
    ...(row.leads !== undefined && { leads: row.leads }),
    ...(row.persons !== undefined && { persons: row.persons }),
    open: open.map((_, i) => row[`open${i}`] as string),
  };
}

/** The database sends numbers with the highest byte first. */
function numbersOf(bytes: Buffer): Float64Array {
  const own = Buffer.from(new Uint8Array(bytes).buffer).swap64();
  return new Float64Array(own.buffer, own.byteOffset, own.length / 8);
}

/** The moment that a transaction sees, for another one to see the same. */
export async function exportSnapshot({ db }: Reader): Promise<string> {
  const found = await sql<{ snapshot: string }>`select pg_export_snapshot() as snapshot`.execute(db);
  return found.rows[0]?.snapshot ?? '';
}

/** Has to be the first statement of its transaction. */
export async function atSnapshot({ db }: Reader, snapshot: string): Promise<void> {
  await sql`set transaction snapshot ${sql.lit(snapshot)}`.execute(db);
}

const DAY_MS = 86_400_000;

function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
