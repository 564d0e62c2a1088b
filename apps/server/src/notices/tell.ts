import type { Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { letOut } from './let-out.ts';
import { insertNotices } from './queries.ts';

export type Told = {
  personIds: string[];
  kind: string;
  zh: string;
  en: string;
  manuscriptId?: string | null;
  adoptionId?: string | null;
  /** Where it leads when it is about no manuscript and no adoption: a path of this site. */
  link?: string | null;
  /** The duty that it is about: nothing leaves about a duty that has ended. */
  dutyId?: string | null;
  /** No quiet hours, no gathering, every way there is. What concerns an emergency is urgent by itself. */
  urgent?: boolean;
  /** The urgent message whose reading is confirmed with it. */
  messageId?: string | null;
  now: Date;
};

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
