import { flatOf } from '@xinxuan/contract';
import { sql } from 'kysely';
import { sealAudit } from '../src/db/audit.ts';
import { arrivedFrom, paragraph } from './draft.ts';
import type { Office, PersonName } from './office.ts';

/** What every version begins with. */
export const OPENING = '市容科回访三条街道的沿街商户，逐户登记意见建议，明确办理时限和责任队员。';

/**
 * A manuscript whose text the desk rewrote so that each of `texts` is a version of its own; the last one holds. Whoever
 * is `awake` is not signed out meanwhile for having done nothing.
 */
export async function withVersions(
  office: Office,
  { texts, awake }: { texts: readonly string[]; awake: readonly PersonName[] },
): Promise<{ id: string; revisionIds: string[] }> {
  const editor = await office.as('editor');
  const item = await arrivedFrom(office, { title: '回访商户', body: [paragraph(OPENING + texts[0])] });
  await editor.reviews.desk.accept({ id: item.id, version: item.version });
  const ids = [item.revisionId];
  for (const text of texts.slice(1)) {
    office.time.now = new Date(office.time.now.getTime() + 40 * 60_000);
    for (const person of awake) await (await office.as(person)).session.me();
    const { title, version } = await editor.writing.open({ id: item.id });
    const saved = await editor.writing.save({
      ...{ id: item.id, version, title, body: [paragraph(OPENING + text)] },
    });
    ids.push(saved.revisionId);
  }
  return { id: item.id, revisionIds: ids };
}

export async function comment(office: Office, id: string, said: string): Promise<void> {
  const editor = await office.as('editor');
  const text = await editor.writing.open({ id });
  await editor.writing.comment({ id, on: { from: flatOf(text).indexOf('市容科'), quote: '市容科' }, said });
}

export async function commentsOn(office: Office, id: string): Promise<string[]> {
  const { threads } = await (await office.as('editor')).writing.open({ id });
  return threads.flatMap(thread => thread.comments.map(({ said }) => said));
}

/** An entry of the trail about a thing that says what somebody wrote; answers its number. */
export async function recorded(office: Office, subjectId: string, reason: string): Promise<number> {
  const entry = await sql<{ id: number }>`
    insert into audit_entries (body_id, at, address, act, subject_id, after)
    values (${office.body}, ${office.time.now.toISOString()}, '::1', 'test.said', ${subjectId},
      ${JSON.stringify({ reason })}::jsonb) returning id`.execute(office.app.database.db);
  return entry.rows[0]!.id;
}

/** Everything that was recorded is in the chain. */
export async function chained(office: Office): Promise<void> {
  const { db } = office.app.database;
  for (;;) {
    await sealAudit(office.app.database);
    const left = await sql<{ left: number }>`select count(*) as left from audit_entries e
      where not exists (select 1 from audit_seals s where s.entry_id = e.id)`.execute(db);
    if (left.rows[0]?.left === 0) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
