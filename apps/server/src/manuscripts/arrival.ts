import { dayOf } from '../clock.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { tell } from '../notices/tell.ts';
import { type Manuscript, pendingSteps, type Step, titleOf } from './manuscript.ts';
import { findManuscript, setHeldUntil } from './queries.ts';
import { openReviewDuty } from './review-duty.ts';
import { ROLE_WORDS } from './route.ts';

type Call = Pick<WriteCall<unknown>, 'tx' | 'now' | 'actor' | 'server' | 'afterwards'>;

/** Steps have opened: each gets its due time and its duty, whoever signs is told, and the manuscript as it stands now is answered. */
export async function arrived(call: Call, id: string): Promise<Manuscript> {
  const { tx, now } = call;
  const manuscript = await load(call, id);
  const fresh = pendingSteps(manuscript).filter(step => step.dueAt === null);
  if (fresh.length === 0) throw new Error(`no step of ${id} is open`);
  for (const step of fresh) {
    await openReviewDuty(tx, { manuscript, step, by: call.actor.personId, now });
    await tellSigner(call, manuscript, step);
  }
  await setHeldUntil(tx, id);
  hint(call);
  return load(call, id);
}

async function load({ tx, now }: Call, id: string): Promise<Manuscript> {
  const manuscript = await findManuscript(tx, id, dayOf(now));
  if (!manuscript) throw new Error(`manuscript ${id} vanished`);
  return manuscript;
}

async function tellSigner({ tx, now }: Call, manuscript: Manuscript, step: Step): Promise<void> {
  const signer = step.delegate ?? step.reviewer;
  const instead = step.delegate && step.reviewer.name;
  await tell(tx, {
    personIds: [signer.id],
    kind: 'to_review',
    zh: `《${titleOf(manuscript)}》（${manuscript.unit.name}）等您以${ROLE_WORDS[step.role].zh}身份${instead ? `代${instead}` : ''}审签。`,
    en: `“${titleOf(manuscript)}” of ${manuscript.unit.name} waits for your signature as ${ROLE_WORDS[step.role].en}${instead ? `, standing in for ${instead}` : ''}.`,
    manuscriptId: manuscript.id,
    now,
  });
}

/** Pages ask again for what waits. */
export function hint(call: Pick<Call, 'tx' | 'server' | 'afterwards'>): void {
  call.afterwards(() => call.server.live.tell(call.tx.body, 'waiting'));
}
