import { dayOf } from '../clock.ts';
import { isRefusal, type Refusal } from '../http/refusal.ts';
import { currentSteps, type Manuscript, type Step, writersOf } from '../manuscripts/manuscript.ts';
import type { OnManuscript } from '../manuscripts/open.ts';
import { assignSigners, oneByOne, type Reviewer, whyNotAssigned } from '../manuscripts/route.ts';
import { holdersUpward } from '../manuscripts/route-queries.ts';

type Call = Pick<OnManuscript, 'tx' | 'now' | 'actor'>;
/** `unitId`: of the post in which the step is asked. */
export type Opening = { step: Step; reviewerId: string; unitId: string | null };

/**
 * Who signs the steps that open: whoever was named when it was sent, or the next holder when that person has left the
 * post since. Where any one of a step is enough, a seat that nobody may take is left out.
 */
export async function signersNow(
  call: Call,
  { manuscript, steps, barred = [] }: { manuscript: Manuscript; steps: Step[]; barred?: string[] },
): Promise<Opening[] | Refusal> {
  const openings: Opening[] = [];
  let why: Refusal | null = null;
  for (const step of steps) {
    const taken = openings.map(each => each.reviewerId);
    const found = await signerNow(call, { manuscript, step, barred: [...barred, ...taken] });
    if (isRefusal(found)) {
      if (step.mode === 'all') return found;
      why = found;
    } else openings.push({ step, reviewerId: found.id, unitId: found.unitId });
  }
  return openings.length === 0 && why ? why : openings;
}

async function signerNow(
  { tx, now }: Call,
  { manuscript, step, barred }: { manuscript: Manuscript; step: Step; barred: string[] },
): Promise<Reviewer | Refusal> {
  const holders = await holdersUpward(tx, {
    unitPath: manuscript.unit_path,
    roles: [step.role],
    day: dayOf(now),
  });
  const others = currentSteps(manuscript).flatMap(each =>
    each.id === step.id ? [] : [each.decidedBy?.id ?? each.reviewer.id],
  );
  const bars = [...writersOf(manuscript), ...others, ...barred];
  const still = holders.filter(each => each.id === step.reviewer.id && !bars.includes(each.id));
  const holds = still.find(each => each.unitId === step.unit?.id) ?? still[0];
  if (holds) return holds;
  const assigned = assignSigners(oneByOne([step.role]), holders, bars);
  const why = whyNotAssigned(assigned, { unit: manuscript.unit.name, holders });
  return why ? { ...why, code: 'wrong_state' } : assigned[0]!.reviewer!;
}
