import { createHash } from 'node:crypto';
import { type Generated, sql } from 'kysely';
import type { Database, Tx } from './connect.ts';

declare module './connect.ts' {
  interface Tables {
    audit_entries: {
      id: Generated<number>;
      body_id: string;
      at: string;
      person_id: string | null;
      appointment_id: string | null;
      role: string | null;
      address: string;
      act: string;
      subject_id: string | null;
      before: string | null;
      after: string | null;
      txid: Generated<string>;
    };
    audit_seals: { seq: number; entry_id: number; txid: string; hash: Buffer };
  }
}

export type AuditEntry = {
  at: Date;
  personId: string | null;
  appointmentId: string | null;
  role: string | null;
  address: string;
  act: string;
  subjectId: string | null;
  before: unknown;
  after: unknown;
};

/** Writes one entry in the transaction of the act itself: no act without its entry, no entry without its act. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.db
    .insertInto('audit_entries')
    .values({
      body_id: tx.body,
      at: entry.at.toISOString(),
      person_id: entry.personId,
      appointment_id: entry.appointmentId,
      role: entry.role,
      address: entry.address,
      act: entry.act,
      subject_id: entry.subjectId,
      before: json(entry.before),
      after: json(entry.after),
    })
    .execute();
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/** Every column of an entry as one text, written by the database so that sealing and checking read the same. */
export const CONTENT = sql<string>`json_build_array(e.id, e.body_id, extract(epoch from e.at)::numeric(20,6)::text, e.person_id, e.appointment_id,
  e.role, e.address, e.act, e.subject_id, e.before::text, e.after::text)::text`;

export const GENESIS: Buffer = createHash('sha256').update('xinxuan audit chain').digest();

/** What a link of the chain is made on: the one before, and every column of its entry. */
export function link(previous: Buffer, content: string): Buffer {
  return createHash('sha256').update(previous).update(content).digest();
}

const SEALER_LOCK = 7_302_001;

/** No entry is chained until this transaction has ended: what it covers is either in the chain or not. */
export async function holdChain(db: Tx['db']): Promise<void> {
  await sql`select pg_advisory_xact_lock(${SEALER_LOCK})`.execute(db);
}

/**
 * Chains the entries of finished transactions, in the order of transaction numbers. An entry waits until every older
 * transaction has ended, so a late commit can never slip in behind the chain; writers never wait for the sealer.
 * Answers how many entries were sealed; 0 when another server is sealing.
 */
export async function sealAudit(database: Database, limit = 5000): Promise<number> {
  return database.db.transaction().execute(async db => {
    const lock = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${SEALER_LOCK}) as got`.execute(
      db,
    );
    if (!lock.rows[0]?.got) return 0;
    const head = await sql<{ seq: number; txid: string; entry_id: number; hash: Buffer }>`
      select seq, txid::text as txid, entry_id, hash from audit_seals order by seq desc limit 1`.execute(db);
    const last = head.rows[0] ?? { seq: 0, txid: '0', entry_id: 0, hash: GENESIS };
    const fresh = await sql<{ id: number; txid: string; content: string }>`
      select e.id, e.txid::text as txid, ${CONTENT} as content from audit_entries e
      where (e.txid, e.id) > (${last.txid}::xid8, ${last.entry_id}::bigint)
        and e.txid < pg_snapshot_xmin(pg_current_snapshot())
      order by e.txid, e.id limit ${limit}`.execute(db);
    if (fresh.rows.length === 0) return 0;
    let seq = last.seq;
    let hash: Buffer = last.hash;
    const seals = fresh.rows.map(row => {
      hash = link(hash, row.content);
      seq += 1;
      return { seq, entry: row.id, txid: row.txid, hash: hash.toString('hex') };
    });
    await sql`insert into audit_seals (seq, entry_id, txid, hash)
      select seq, entry, txid::xid8, decode(hash, 'hex')
      from jsonb_to_recordset(${JSON.stringify(seals)}::jsonb) as s(seq bigint, entry bigint, txid text, hash text)`.execute(
      db,
    );
    return seals.length;
  });
}
