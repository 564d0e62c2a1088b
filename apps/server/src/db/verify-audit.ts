import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { CONTENT, GENESIS, link } from './audit.ts';
import { openCover } from './audit-covers.ts';
import type { Database } from './connect.ts';
import type { Sealer } from './sealer.ts';
import { TimesInOrder } from './times-in-order.ts';

export type ChainReport = {
  entries: number;
  sealed: number;
  /** Entries of which words are covered by a seal; what stands there now is vouched for by the act that covered it. */
  covered: number;
  head: string;
  broken: Named[];
  /** Entries that give an earlier time than the one before them: nothing is broken, but a person has to look (0762). */
  doubtful: Named[];
};

type Named = { entryId: string; zh: string; en: string };

const PAGE = 10_000;
const MOST_NAMED = 100;

type Link = {
  seq: number;
  entry_id: number;
  hash: Buffer;
  id: number | null;
  content: string | null;
  body: string | null;
  /** What stood there before words were covered, enciphered. */
  kept: Buffer | null;
  at: string | null;
  act: string | null;
  /** By the clock of the database; null for links from before that was kept. */
  chained: string | null;
};
/** By entry: what it says since words in it were covered, and the link of the act that says so, once it has one. */
type Vouched = ReadonlyMap<number, { left: string; seq: number | null }>;
type At = { previous: Buffer; expectedSeq: number; vouched: Vouched; sealer: Sealer | null };

/**
 * Recomputes the whole chain and names every altered, missing or unsealed old entry (at most 100). With the sealer of
 * this server it is also proved that covered entries said, before they were covered, what their links were made on.
 */
export async function verifyAudit(database: Database, sealer: Sealer | null = null): Promise<ChainReport> {
  const report: ChainReport = {
    entries: 0,
    sealed: 0,
    covered: 0,
    head: GENESIS.toString('hex'),
    broken: [],
    doubtful: [],
  };
  const times = new TimesInOrder(found => nameIn(report.doubtful, found));
  const vouched = await vouchedEntries(database);
  let previous: Buffer = GENESIS;
  let seq = 0;
  for (;;) {
    const page = await sql<Link>`
      select s.seq, s.entry_id, s.hash, e.id, e.body_id as body, ${CONTENT} as content, c.content as kept,
        e.at, e.act, s.chained_at as chained
      from audit_seals s left join audit_entries e on e.id = s.entry_id
      left join audit_covers c on c.entry_id = s.entry_id
      where s.seq > ${seq} order by s.seq limit ${PAGE}`.execute(database.db);
    for (const row of page.rows) {
      checkLink(report, row, { previous, expectedSeq: seq + 1, vouched, sealer });
      times.next(row);
      previous = row.hash;
      seq = row.seq;
      report.sealed += 1;
      report.head = row.hash.toString('hex');
    }
    if (page.rows.length < PAGE) break;
  }
  await checkRest(database, report);
  return report;
}

/** Acts that cover words in the trail say in their own entries which entries they changed. */
const COVERING_ACT = 'manuscripts.seal';

async function vouchedEntries(database: Database): Promise<Vouched> {
  const said = await sql<{ entry: number; left: string; seq: number | null }>`
    select (t.said->>'entry')::bigint as entry, t.said->>'left' as left, s.seq
    from audit_entries e left join audit_seals s on s.entry_id = e.id
    cross join lateral jsonb_array_elements(
      case when jsonb_typeof(e.after->'trail') = 'array' then e.after->'trail' else '[]' end) as t(said)
    where e.act = ${COVERING_ACT} order by s.seq nulls last, e.id`.execute(database.db);
  return new Map(said.rows.map(({ entry, left, seq }) => [entry, { left, seq }]));
}

async function checkRest(database: Database, report: ChainReport): Promise<void> {
  const rest = await sql<{ entries: number; skipped: number | null }>`
    select count(*) as entries,
      min(e.id) filter (where not exists (select 1 from audit_seals s where s.entry_id = e.id)
        and e.txid < coalesce((select txid from audit_seals order by seq desc limit 1), '0'::xid8)) as skipped
    from audit_entries e`.execute(database.db);
  report.entries = rest.rows[0]?.entries ?? 0;
  const skipped = rest.rows[0]?.skipped;
  if (skipped) {
    name(report, skipped, {
      zh: '此条记录在链封存之后才出现，不是由系统写入的。',
      en: 'This entry appeared behind the chain; the system did not write it.',
    });
  }
}

function checkLink(report: ChainReport, row: Link, at: At): void {
  if (row.seq !== at.expectedSeq) {
    name(report, row.entry_id, {
      zh: `链在第 ${at.expectedSeq} 环缺失（至第 ${row.seq - 1} 环）。`,
      en: `Links ${at.expectedSeq} to ${row.seq - 1} of the chain are missing.`,
    });
  } else if (row.content === null || row.id === null) {
    name(report, row.entry_id, { zh: '记录已被删除。', en: 'The entry has been deleted.' });
  } else if (!link(at.previous, row.content).equals(row.hash)) {
    checkCovered(report, row, at);
  }
}

/** Its link was made on other words: they must have been covered by a later act, and stand as that left them. */
function checkCovered(report: ChainReport, row: Link, { previous, vouched, sealer }: At): void {
  const act = vouched.get(row.entry_id);
  const stands = createHash('sha256')
    .update(row.content ?? '')
    .digest('hex');
  if (!act || (act.seq ?? Number.POSITIVE_INFINITY) <= row.seq || act.left !== stands) {
    name(report, row.entry_id, {
      zh: '记录内容与封存时不同。',
      en: 'The entry differs from what was sealed.',
    });
    return;
  }
  report.covered += 1;
  if (row.kept && (!sealer || proved(row, previous, sealer))) return;
  name(report, row.entry_id, {
    zh: '记录中的字句已被封存涂黑，但与密存的原文对不上：原文不在、有一方被改动，或不是用本机的 secret 文件加密的。',
    en: 'Words of the entry are covered by a seal, but it does not fit what was kept enciphered: that is missing, one of the two was altered, or it was enciphered with another file “secret”.',
  });
}

function proved(row: Link, previous: Buffer, sealer: Sealer): boolean {
  if (!row.kept) return false;
  const stood = openCover(sealer, { body: row.body ?? '', entryId: row.entry_id, content: row.kept });
  if (!stood || !link(previous, stood.content).equals(row.hash)) return false;
  // The link can have been made on covered words, when the entry was covered before it was chained.
  const said = [...partsOf(stood.content).slice(0, -2), parsed(stood.before), parsed(stood.after)];
  return differInBars(said, partsOf(stood.content)) && differInBars(said, partsOf(row.content ?? '[]'));
}

/** The columns of an entry, with the two that hold JSON read as such. */
function partsOf(content: string): unknown[] {
  const columns = JSON.parse(content) as (string | null)[];
  return columns.map((text, index) => (index >= columns.length - 2 ? parsed(text) : text));
}

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

/** Whether one came from the other by covering words with bars of their length, and by nothing else. */
function differInBars(stood: unknown, stands: unknown): boolean {
  if (typeof stood === 'string' && typeof stands === 'string')
    return (
      stood.length === stands.length &&
      stands.split('').every((each, at) => each === '█' || each === stood[at])
    );
  if (Array.isArray(stood) && Array.isArray(stands))
    return stood.length === stands.length && stood.every((each, at) => differInBars(each, stands[at]));
  if (!isRecord(stood) || !isRecord(stands)) return stood === stands;
  const keys = Object.keys(stood);
  return (
    keys.length === Object.keys(stands).length &&
    keys.every(key => key in stands && differInBars(stood[key], stands[key]))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function name(report: ChainReport, entryId: number, words: { zh: string; en: string }): void {
  nameIn(report.broken, { entryId: String(entryId), ...words });
}

function nameIn(list: Named[], found: Named): void {
  if (list.length < MOST_NAMED) list.push(found);
}
