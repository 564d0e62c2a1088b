import type { Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { insertNotices } from './queries.ts';

export type Told = {
  personIds: string[];
  kind: string;
  zh: string;
  en: string;
  manuscriptId?: string | null;
  adoptionId?: string | null;
  now: Date;
};

/** Tells persons of an act, in the transaction of that act. Each is told once, however often named. */
export async function tell(tx: Tx, told: Told): Promise<void> {
  const persons = [...new Set(told.personIds)];
  if (persons.length === 0) return;
  await insertNotices(
    tx,
    persons.map(person => ({
      body_id: tx.body,
      id: newId('notice', told.now),
      person_id: person,
      at: told.now.toISOString(),
      kind: told.kind,
      zh: told.zh,
      en: told.en,
      manuscript_id: told.manuscriptId ?? null,
      adoption_id: told.adoptionId ?? null,
      read_at: null,
    })),
  );
}
