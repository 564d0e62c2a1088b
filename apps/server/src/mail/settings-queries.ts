import type { MailSettings } from '@xinxuan/contract';
import type { Selectable } from 'kysely';
import type { Database, Reader, Tables, Tx } from '../db/connect.ts';
import type { Sentence } from './tables.ts';

export type SettingsRow = Selectable<Tables['mail_settings']>;

export async function findSettings(reader: Reader): Promise<(SettingsRow & { savedByName: string }) | null> {
  const row = await reader.db
    .selectFrom('mail_settings as s')
    .leftJoin('people as p', join =>
      join.onRef('p.body_id', '=', 's.body_id').onRef('p.id', '=', 's.saved_by'),
    )
    .selectAll('s')
    .select('p.name as savedByName')
    .where('s.body_id', '=', reader.body)
    .executeTakeFirst();
  return row ? { ...row, savedByName: row.savedByName ?? '' } : null;
}

/** Of every body that has a mailbox; the watch looks here for what changed. */
export async function everySettings(database: Database): Promise<SettingsRow[]> {
  return database.db.selectFrom('mail_settings').selectAll().orderBy('body_id').execute();
}

type Saved = MailSettings & {
  incomingSecret: Buffer | null;
  outgoingSecret: Buffer | null;
  by: string;
  now: Date;
  version: number;
};

export async function saveSettings(tx: Tx, saved: Saved): Promise<void> {
  const columns = {
    incoming: JSON.stringify(saved.incoming),
    incoming_secret: saved.incomingSecret,
    door: JSON.stringify(saved.door),
    outgoing: JSON.stringify(saved.outgoing),
    outgoing_secret: saved.outgoingSecret,
    rules: JSON.stringify(saved.rules),
    version: saved.version,
    saved_by: saved.by,
    saved_at: saved.now.toISOString(),
    failed_at: null,
    failing_since: null,
    failure: null,
    alarmed_at: null,
  };
  await tx.db
    .insertInto('mail_settings')
    .values({ body_id: tx.body, ...columns, succeeded_at: null })
    .onConflict(conflict => conflict.column('body_id').doUpdateSet(columns))
    .execute();
}

export async function noteSuccess(database: Database, body: string, now: Date): Promise<void> {
  await database.db
    .updateTable('mail_settings')
    .set({ succeeded_at: now.toISOString(), failing_since: null, failure: null, alarmed_at: null })
    .where('body_id', '=', body)
    .execute();
}

export type Failing = { since: string; alarmed: boolean };

/** Notes a failure in words; answers since when there has been nothing else, and whether people were told. */
export async function noteFailure(
  tx: Tx,
  { failure, now }: { failure: Sentence; now: Date },
): Promise<Failing | null> {
  const row = await tx.db
    .updateTable('mail_settings')
    .set(eb => ({
      failed_at: now.toISOString(),
      failing_since: eb.fn.coalesce('failing_since', eb.val(now.toISOString())),
      failure: JSON.stringify(failure),
    }))
    .where('body_id', '=', tx.body)
    .returning(['failing_since as since', 'alarmed_at as alarmedAt'])
    .executeTakeFirst();
  return row?.since ? { since: row.since, alarmed: row.alarmedAt !== null } : null;
}

export async function noteAlarm(tx: Tx, now: Date): Promise<void> {
  await tx.db
    .updateTable('mail_settings')
    .set({ alarmed_at: now.toISOString() })
    .where('body_id', '=', tx.body)
    .execute();
}

/** Who keeps the machinery: told when the mailbox is dead. */
export async function systemAdmins(tx: Tx, day: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('appointments as a')
    .innerJoin('people as p', join =>
      join.onRef('p.body_id', '=', 'a.body_id').onRef('p.id', '=', 'a.person_id'),
    )
    .select('a.person_id')
    .distinct()
    .where('a.body_id', '=', tx.body)
    .where('a.role', '=', 'system_admin')
    .where('a.from_on', '<=', day)
    .where(eb => eb.or([eb('a.to_on', 'is', null), eb('a.to_on', '>=', day)]))
    .where('p.active', '=', true)
    .execute();
  return rows.map(row => row.person_id);
}
