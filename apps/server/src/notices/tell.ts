import type { Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { letOut } from './let-out.ts';
import { insertNotices } from './queries.ts';
import type { Told } from './told.ts';

/**
 * Tells persons of an act, in the transaction of that act: in the application at once, and by the ways out that each has
 * chosen. Each is told once, however often named.
 */
export async function tell(tx: Tx, told: Told): Promise<void> {
  const persons = [...new Set(told.personIds)];
  if (persons.length === 0) return;
  const noticeIds = new Map(persons.map(person => [person, newId('notice', told.now)]));
  const urgent = await letOut(tx, { ...told, noticeIds });
  await insertNotices(
    tx,
    [...noticeIds].map(([person, id]) => ({
      body_id: tx.body,
      id,
      person_id: person,
      at: told.now.toISOString(),
      kind: told.kind,
      zh: told.zh,
      en: told.en,
      manuscript_id: told.manuscriptId ?? null,
      adoption_id: told.adoptionId ?? null,
      link: told.link ?? null,
      urgent,
      message_id: told.messageId ?? null,
      read_at: null,
    })),
  );
}
