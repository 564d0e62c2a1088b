import { createHmac } from 'node:crypto';
import { dayOf } from '../clock.ts';
import { recordAudit } from '../db/audit.ts';
import type { Database, Tx } from '../db/connect.ts';
import { authorOf } from '../http/actor.ts';
import type { RefusedSecret } from '../http/secrecy-gate.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import { tell } from '../notices/tell.ts';
import { securityOfficers } from './queries.ts';
import { countAgain, insertRefusal } from './secrecy-queries.ts';

/** A page that saves by itself tries again and again: that is one refusal, told of once. */
const ONE_ATTEMPT_MS = 10 * 60_000;

/**
 * Records refused texts in a transaction of its own, because the refused act leaves nothing. What is kept: who, when, at
 * which door, under which rule, and a hash with the installation's own key. The text itself goes nowhere.
 */
export function createSecrecyNotes(
  database: Database,
  { secret, log }: { secret: string; log: Log },
): (refused: RefusedSecret) => Promise<void> {
  const hashOf = (reading: string): string =>
    createHmac('sha256', `refused texts ${secret}`).update(reading).digest('hex');
  return async refused => {
    try {
      const hash = hashOf(refused.reading);
      await database.write(
        refused.actor.bodyId,
        tx => note(tx, refused, hash),
        () => false,
      );
    } catch (error) {
      log.error('a refused secret could not be recorded', { at: refused.endpoint, error });
    }
  };
}

async function note(tx: Tx, { actor, endpoint, now }: RefusedSecret, hash: string): Promise<void> {
  const since = new Date(now.getTime() - ONE_ATTEMPT_MS);
  if (await countAgain(tx, { personId: actor.personId, endpoint, since, hash, now })) return;
  const id = newId('refusal', now);
  const at = now.toISOString();
  await insertRefusal(tx, {
    id,
    person_id: actor.personId,
    unit_id: actor.post?.unitId ?? null,
    endpoint,
    rule: 'S1',
    first_at: at,
    last_at: at,
    times: 1,
    text_hash: hash,
    last_hash: hash,
  });
  await recordAudit(tx, {
    at: now,
    ...authorOf(actor),
    act: 'secrecy.refused',
    subjectId: id,
    before: null,
    after: { endpoint, rule: 'S1', hash },
  });
  const where = actor.post ? `（${actor.post.unitName}）` : '';
  await tell(tx, {
    personIds: await securityOfficers(tx, dayOf(now)),
    kind: 'secrecy_refused',
    zh: `${actor.personName}${where}存入的内容带有密级标志，系统已拒收，内容未留存。请联系本人按规定处置。`,
    en: `${actor.personName} tried to store something with a secrecy mark. It was refused and nothing of it was kept; please see to it with them.`,
    link: '/audit',
    now,
  });
}
