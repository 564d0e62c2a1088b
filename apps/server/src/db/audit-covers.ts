import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { CONTENT, holdChain } from './audit.ts';
import type { Reader, Tx } from './connect.ts';
import { idsHangingOn } from './hanging-texts.ts';
import { overlaid } from './overlaid.ts';
import type { Sealer } from './sealer.ts';

declare module './connect.ts' {
  interface Tables {
    audit_covers: { entry_id: number; body_id: string; content: Buffer };
  }
}

/** An entry of which words were covered or uncovered, with the SHA-256 (hexadecimal) of what it says since. */
export type CoveredEntry = { entry: number; left: string };

/** The two columns of an entry that hold JSON, as text. */
type Told = { before: string | null; after: string | null };

/** What an entry said before any seal; what its link was made on; and what each seal that holds makes of it. */
type Stood = Told & {
  /** Every column, as the link was made on it; of an entry that is not in the chain yet, nothing that counts. */
  content: string;
  chained: boolean;
  /** By seal: the entry covered by that seal alone. */
  seals: Record<string, Told>;
};

type EntryRow = Told & { id: number; content: string; chained: boolean; kept: Buffer | null };
type Cover = (value: unknown) => unknown;

/**
 * Covers words in the entries about a manuscript and keeps what stood there, enciphered, because the links of the chain
 * were made on it. The caller writes the answer into the entry of its own act: the chain vouches for what stands there
 * from then on. Null when an entry was covered before under a key that is gone.
 */
export async function coverTrail(
  tx: Tx,
  sealer: Sealer,
  { sealId, manuscriptId, cover }: { sealId: string; manuscriptId: string; cover: Cover },
): Promise<CoveredEntry[] | null> {
  await holdChain(tx.db);
  const covered: CoveredEntry[] = [];
  for (const row of await entriesAbout(tx, manuscriptId)) {
    const stood = stoodOf(tx, sealer, row);
    if (!stood) return null;
    const own = eachOf(stood, text => changed(text, cover));
    if (same(own, stood)) continue;
    stood.seals[sealId] = own;
    await keep(tx, sealer, { id: row.id, stood });
    const left = leftOf(stood);
    if (!same(left, row)) covered.push({ entry: row.id, left: await write(tx, row.id, left) });
  }
  return covered;
}

/** Takes one seal away from the trail; what other seals cover stays covered. */
export async function uncoverTrail(tx: Tx, sealer: Sealer, sealId: string): Promise<CoveredEntry[]> {
  await holdChain(tx.db);
  const covered: CoveredEntry[] = [];
  const rows = await sql<EntryRow>`
    select ${COLUMNS} from audit_covers c join audit_entries e on e.id = c.entry_id
    where c.body_id = ${tx.body} order by e.id`.execute(tx.db);
  for (const row of rows.rows) {
    const stood = stoodOf(tx, sealer, row);
    if (!stood?.seals[sealId]) continue;
    delete stood.seals[sealId];
    const left = leftOf(stood);
    const hash = same(left, row) ? null : await write(tx, row.id, left);
    if (same(left, stood) && (!stood.chained || same(linked(stood), stood))) {
      await tx.db.deleteFrom('audit_covers').where('entry_id', '=', row.id).execute();
    } else {
      // An entry whose link was made on covered words stays vouched for when it says what it said at first.
      await keep(tx, sealer, { id: row.id, stood });
      if (hash) covered.push({ entry: row.id, left: hash });
    }
  }
  return covered;
}

/** In how many entries about a manuscript each of several covers would touch words that can be read there now. */
export async function countInTrail(
  reader: Reader,
  manuscriptId: string,
  covers: readonly Cover[],
): Promise<number[]> {
  const entries = await entriesAbout(reader, manuscriptId);
  return covers.map(
    cover =>
      entries.filter(
        row =>
          !same(
            eachOf(row, text => changed(text, cover)),
            row,
          ),
      ).length,
  );
}

const COLUMNS = sql`e.id, e.before::text as before, e.after::text as after, ${CONTENT} as content, c.content as kept,
  exists (select 1 from audit_seals s where s.entry_id = e.id) as chained`;

/** Entries whose subject is the manuscript or hangs on it, and later ones that name it. */
async function entriesAbout(reader: Reader, manuscriptId: string): Promise<EntryRow[]> {
  const ids = await idsHangingOn(reader, manuscriptId);
  const rows = await sql<EntryRow>`
    select ${COLUMNS} from audit_entries e left join audit_covers c on c.entry_id = e.id
    where e.body_id = ${reader.body} and (e.subject_id = any(${ids}::text[]) or (
      e.id > (select min(f.id) from audit_entries f where f.body_id = e.body_id and f.subject_id = ${manuscriptId})
      and (position(${manuscriptId} in e.before::text) > 0 or position(${manuscriptId} in e.after::text) > 0)))
    order by e.id`.execute(reader.db);
  return rows.rows;
}

function stoodOf(reader: Reader, sealer: Sealer, row: EntryRow): Stood | null {
  const { before, after, content, chained } = row;
  if (!row.kept) return { before, after, content, chained, seals: {} };
  const kept = openCover(sealer, { body: reader.body, entryId: row.id, content: row.kept });
  // Nothing is chained while words are covered: what stands there when it is met in the chain is what its link was made on.
  return kept && (kept.chained ? kept : { ...kept, content, chained });
}

/** What is to stand there while the seals hold: the database's own text where nothing is covered. */
function leftOf(stood: Stood): Told {
  const owns = Object.values(stood.seals);
  const left = (text: string | null, covers: (string | null)[]): string | null =>
    text && changed(text, value => overlaid(value, covers.map(parsed)));
  return {
    before: left(
      stood.before,
      owns.map(own => own.before),
    ),
    after: left(
      stood.after,
      owns.map(own => own.after),
    ),
  };
}

/** The two columns as the link was made on them. */
function linked({ content }: Stood): Told {
  const [before = null, after = null] = (JSON.parse(content) as (string | null)[]).slice(-2);
  return { before, after };
}

function eachOf({ before, after }: Told, change: (text: string | null) => string | null): Told {
  return { before: change(before), after: change(after) };
}

/** Numbers keep the form that the link was made on wherever nothing is covered. */
function changed(text: string | null, cover: Cover): string | null {
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  const left = JSON.stringify(cover(value));
  return left === JSON.stringify(value) ? text : left;
}

function same(one: Told, other: Told): boolean {
  const form = (text: string | null): string => JSON.stringify(parsed(text));
  return form(one.before) === form(other.before) && form(one.after) === form(other.after);
}

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

async function keep(tx: Tx, sealer: Sealer, { id, stood }: { id: number; stood: Stood }): Promise<void> {
  const content = sealer.seal(Buffer.from(JSON.stringify(stood)), around(tx.body, id));
  await tx.db
    .insertInto('audit_covers')
    .values({ entry_id: id, body_id: tx.body, content })
    .onConflict(kept => kept.column('entry_id').doUpdateSet({ content }))
    .execute();
}

/** What stood in an entry before it was covered; null when it was kept with another key, or was altered. */
export function openCover(
  sealer: Sealer,
  of: { body: string; entryId: number; content: Uint8Array },
): Stood | null {
  const opened = sealer.open(of.content, around(of.body, of.entryId));
  if (!opened) return null;
  const kept = JSON.parse(opened.toString('utf8')) as Omit<Stood, 'seals'> & Partial<Pick<Stood, 'seals'>>;
  return { ...kept, seals: kept.seals ?? {} };
}

async function write(tx: Tx, id: number, left: Told): Promise<string> {
  await sql`select set_config('xinxuan.sealing', 'on', true)`.execute(tx.db);
  await sql`update audit_entries set before = ${left.before}::jsonb, after = ${left.after}::jsonb
    where id = ${id}`.execute(tx.db);
  await sql`select set_config('xinxuan.sealing', 'off', true)`.execute(tx.db);
  const row = await sql<{ content: string }>`
    select ${CONTENT} as content from audit_entries e where e.id = ${id}`.execute(tx.db);
  return createHash('sha256')
    .update(row.rows[0]?.content ?? '')
    .digest('hex');
}

function around(body: string, entryId: number): string {
  return `${body}/trail/${entryId}`;
}
