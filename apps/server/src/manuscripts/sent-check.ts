import { dayOf } from '../clock.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { tell } from '../notices/tell.ts';
import { TO_BE_CLEARED } from '../text/quality/secrecy.ts';
import { CLEARING_ROLES } from './clearance.ts';
import { keepCheck } from './kept-check.ts';
import { titleOf, writersOf } from './manuscript.ts';
import { findManuscript } from './queries.ts';
import { holdersUpward } from './route-queries.ts';

/** Keeps what the check found in the text as sent, and tells those who may clear it when something hints at secrets. */
export async function keepSentCheck(
  { tx, actor, now }: Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now'>,
  id: string,
): Promise<void> {
  const manuscript = await findManuscript(tx, id, dayOf(now));
  if (!manuscript) throw new Error(`manuscript ${id} vanished`);
  const findings = await keepCheck(tx, { manuscript, step: 'submitted', by: actor.personId, now });
  const hints = findings.filter(each => TO_BE_CLEARED.has(each.rule)).length;
  if (hints === 0) return;
  const holders = await holdersUpward(tx, {
    unitPath: manuscript.unit_path,
    roles: CLEARING_ROLES,
    day: dayOf(now),
  });
  const writers = new Set(writersOf(manuscript));
  await tell(tx, {
    personIds: holders.map(each => each.id).filter(each => !writers.has(each)),
    kind: 'to_clear',
    zh: `《${titleOf(manuscript)}》（${manuscript.unit.name}）有 ${hints} 处提示可能涉密，请作保密审查，两人确认后方可送出。`,
    en: `${hints === 1 ? 'A passage' : `${hints} passages`} of “${titleOf(manuscript)}” (${manuscript.unit.name}) may hint at secrets: please review it; two persons have to clear it.`,
    manuscriptId: id,
    now,
  });
}
