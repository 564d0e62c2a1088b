import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { CONTENT, holdChain } from './audit.ts';
import type { Reader, Tx } from './connect.ts';
import type { Sealer } from './sealer.ts';

declare module './connect.ts' {
  interface Tables {
    audit_covers: { entry_id: number; body_id: string; content: Buffer };
  }
}

/** An entry of which words were covered or uncovered, with the SHA-256 (hexadecimal) of what it says since. */
export type CoveredEntry = { entry: number; left: string };

/** What the link of an entry was made on. */
type Stood = {
  before: string | null;
  after: string | null;
  content: string;
  /** The entry was in the chain already; otherwise its link is made on the covered words. */
  chained: boolean;
};

type EntryRow = Stood & { id: number; kept: Buffer | null };

/**
 * Covers words in the entries of a body and keeps what stood there, enciphered, because the links of the chain were made
 * on it. The caller writes the answer into the entry of its own act: the chain vouches for what stands there from then on.
 * `pattern` finds the entries in the database (POSIX, case-insensitive); `cover` says what is to stand there.
 */
export async function coverTrail(
  tx: Tx,
  sealer: Sealer,
  { pattern, cover }: { pattern: string; cover: (value: unknown) => unknown },
): Promise<CoveredEntry[]> {
  await holdChain(tx.db);
  const covered: CoveredEntry[] = [];
  for (const row of await entriesWith(tx, pattern)) {
    const left = { before: changed(row.before, cover), after: changed(row.after, cover) };
    if (left.before === row.before && left.after === row.after) continue;
    if (!openKept(tx, sealer, row)?.chained) await keep(tx, sealer, row);
    covered.push({ entry: row.id, left: await write(tx, row.id, left) });
  }
  return covered;
}

/** Puts back what no seal covers any more; answers the entries that other seals still hold covered in part. */
export async function uncoverTrail(
  tx: Tx,
  sealer: Sealer,
  cover: (value: unknown) => unknown,
): Promise<CoveredEntry[]> {
  await holdChain(tx.db);
  const covered: CoveredEntry[] = [];
  const rows = await sql<EntryRow>`
    select ${COLUMNS} from audit_covers c join audit_entries e on e.id = c.entry_id
    where c.body_id = ${tx.body} order by e.id`.execute(tx.db);
  for (const row of rows.rows) {
    const stood = openKept(tx, sealer, row);
    // What was covered before its link was made is part of the chain as it stands.
    if (!stood?.chained) continue;
    const left = { before: changed(stood.before, cover), after: changed(stood.after, cover) };
    if (left.before === row.before && left.after === row.after) continue;
    const hash = await write(tx, row.id, left);
    if (left.before === stood.before && left.after === stood.after)
      await tx.db.deleteFrom('audit_covers').where('entry_id', '=', row.id).execute();
    else covered.push({ entry: row.id, left: hash });
  }
  return covered;
}

/** In how many entries of a body each pattern is met. */
export async function countInTrail(reader: Reader, patterns: readonly string[]): Promise<number[]> {
  if (patterns.length === 0) return [];
  const counts = sql.join(patterns.map(pattern => sql`count(*) filter (where ${meets(pattern)})`));
  const found = await sql<{ counts: number[] }>`
    select json_build_array(${counts}) as counts from audit_entries e where e.body_id = ${reader.body}`.execute(
    reader.db,
  );
  return found.rows[0]?.counts ?? [];
}

const COLUMNS = sql`e.id, e.before::text as before, e.after::text as after, ${CONTENT} as content, c.content as kept,
  exists (select 1 from audit_seals s where s.entry_id = e.id) as chained`;

async function entriesWith(tx: Tx, pattern: string): Promise<EntryRow[]> {
  const rows = await sql<EntryRow>`
    select ${COLUMNS} from audit_entries e left join audit_covers c on c.entry_id = e.id
    where e.body_id = ${tx.body} and ${meets(pattern)} order by e.id`.execute(tx.db);
  return rows.rows;
}

function meets(pattern: string) {
  return sql`(e.before::text ~* ${pattern} or e.after::text ~* ${pattern})`;
}

/** The database's own text wherever nothing is covered: numbers keep the form that the link was made on. */
function changed(text: string | null, cover: (value: unknown) => unknown): string | null {
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  const left = JSON.stringify(cover(value));
  return left === JSON.stringify(value) ? text : left;
}

async function keep(tx: Tx, sealer: Sealer, row: EntryRow): Promise<void> {
  const { before, after, content: whole, chained } = row;
  const stood: Stood = { before, after, content: whole, chained };
  const content = sealer.seal(Buffer.from(JSON.stringify(stood)), around(tx.body, row.id));
  await tx.db
    .insertInto('audit_covers')
    .values({ entry_id: row.id, body_id: tx.body, content })
    .onConflict(kept => kept.column('entry_id').doUpdateSet({ content }))
    .execute();
}

function openKept(reader: Reader, sealer: Sealer, { id, kept }: EntryRow): Stood | null {
  return kept && openCover(sealer, { body: reader.body, entryId: id, content: kept });
}

/** What stood in an entry before it was covered; null when it was kept with another key, or was altered. */
export function openCover(
  sealer: Sealer,
  of: { body: string; entryId: number; content: Uint8Array },
): Stood | null {
  const opened = sealer.open(of.content, around(of.body, of.entryId));
  return opened && (JSON.parse(opened.toString('utf8')) as Stood);
}

async function write(
  tx: Tx,
  id: number,
  left: { before: string | null; after: string | null },
): Promise<string> {
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
