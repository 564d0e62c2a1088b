import type { Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { letOut } from './let-out.ts';
import { insertNotices } from './queries.ts';
import type { Told } from './told.ts';

/**
 * Tells persons of an act, in the transaction of that act: in the application at once, and by the ways out that each has
 * chosen. Each is told once, however often named.
 */
export function tell(tx: Tx, told: Told): Promise<void> {
  return tellEach(tx, [told]);
}

/** The same for an act that says something else to each of many, in as few statements as one needs. */
export async function tellEach(tx: Tx, all: readonly Told[]): Promise<void> {
  const out = all
    .filter(told => told.personIds.length > 0)
    .map(told => ({
      ...told,
      noticeIds: new Map(told.personIds.map(person => [person, newId('notice', told.now)])),
    }));
  if (out.length === 0) return;
  const urgent = await letOut(tx, out);
  await insertNotices(
    tx,
    out.flatMap((told, index) =>
      [...told.noticeIds].map(([person, id]) => ({
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
        urgent: urgent[index] === true,
        message_id: told.messageId ?? null,
        read_at: null,
      })),
    ),
  );
}
