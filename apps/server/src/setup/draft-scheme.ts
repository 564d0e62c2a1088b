import { parseScheme } from '@xinxuan/scoring';
import { holdersOf } from '../awards/queries.ts';
import { dayOf } from '../clock.ts';
import type { Database, Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { tell } from '../notices/tell.ts';
import {
  allSchemes,
  insertAct,
  insertScheme,
  leadersOfBody,
  nextNumber,
} from '../standings/schemes/queries.ts';
import { APPROVING_ROLES, hashOf } from '../standings/schemes/scheme.ts';
import { DRAFT_EXAMPLES, DRAFT_NOTE, revisedDraft } from './demonstration/draft-scheme.ts';

const HOUR = 3_600_000;

/** The assessor has drafted the scheme of the next year and submitted it; it waits for a leader's approval. */
export async function addDraftScheme(
  database: Database,
  { bodyId, now }: { bodyId: string; now: Date },
): Promise<void> {
  await database.write(
    bodyId,
    async tx => {
      const [assessor] = await holdersOf(tx, 'assessor', dayOf(now));
      const inForce = (await allSchemes(tx)).find(scheme => scheme.state === 'in_force');
      if (assessor && inForce) await submitDraft(tx, { yaml: revisedDraft(inForce.yaml), assessor, now });
    },
    () => false,
  );
}

async function submitDraft(
  tx: Tx,
  { yaml, assessor, now }: { yaml: string; assessor: string; now: Date },
): Promise<void> {
  const parsed = parseScheme(yaml);
  if (!parsed.ok) throw new Error(`the draft scheme cannot be read: ${parsed.problems[0]?.en}`);
  const saved = new Date(now.getTime() - 26 * HOUR);
  const submitted = new Date(now.getTime() - 25 * HOUR);
  const id = newId('scheme', saved);
  const name = parsed.scheme.title.zh;
  const number = await nextNumber(tx);
  await insertScheme(tx, {
    body_id: tx.body,
    id,
    name,
    number,
    yaml,
    state: 'submitted',
    from_on: null,
    to_on: null,
    saved_by: assessor,
    saved_at: saved.toISOString(),
    examples: DRAFT_EXAMPLES,
    approved_hash: null,
    submitted_at: submitted.toISOString(),
    version: 1,
  });
  const act = { body_id: tx.body, scheme_id: id, person_id: assessor, hash: hashOf(yaml), from_on: null };
  await insertAct(tx, {
    ...act,
    id: newId('event', saved),
    act: 'saved',
    at: saved.toISOString(),
    note: null,
  });
  await insertAct(tx, {
    ...act,
    id: newId('event', submitted),
    act: 'submitted',
    at: submitted.toISOString(),
    note: DRAFT_NOTE,
  });
  const leaders = await leadersOfBody(tx, APPROVING_ROLES, dayOf(now));
  await tell(tx, {
    personIds: leaders.filter(leader => leader !== assessor),
    kind: 'scheme_submitted',
    zh: `计分办法《${name}》（第 ${number} 稿）已送审，请批准或退回`,
    en: `The scheme “${name}” (draft ${number}) was submitted for your approval`,
    link: `/schemes/${id}`,
    now: submitted,
  });
}
