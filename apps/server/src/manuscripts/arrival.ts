import { dayOf } from '../clock.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { tell } from '../notices/tell.ts';
import { type Manuscript, pendingStep, titleOf } from './manuscript.ts';
import { findManuscript } from './queries.ts';
import { ROLE_WORDS } from './route.ts';

type Call = Pick<WriteCall<unknown>, 'tx' | 'now' | 'server' | 'afterwards'>;

/** A step has opened: tells whoever signs it, and answers the manuscript as it stands now. */
export async function arrived(call: Call, id: string): Promise<Manuscript> {
  const { tx, now } = call;
  const manuscript = await findManuscript(tx, id, dayOf(now));
  const step = manuscript && pendingStep(manuscript);
  if (!step) throw new Error(`no step of ${id} is open`);
  const signer = step.delegate ?? step.reviewer;
  const instead = step.delegate && step.reviewer.name;
  await tell(tx, {
    personIds: [signer.id],
    kind: 'to_review',
    zh: `《${titleOf(manuscript)}》（${manuscript.unit.name}）等您以${ROLE_WORDS[step.role].zh}身份${instead ? `代${instead}` : ''}审签。`,
    en: `“${titleOf(manuscript)}” of ${manuscript.unit.name} waits for your signature as ${ROLE_WORDS[step.role].en}${instead ? `, standing in for ${instead}` : ''}.`,
    manuscriptId: id,
    now,
  });
  hint(call);
  return manuscript;
}

/** Pages ask again for what waits. */
export function hint(call: Pick<Call, 'tx' | 'server' | 'afterwards'>): void {
  call.afterwards(() => call.server.live.tell(call.tx.body, 'waiting'));
}
