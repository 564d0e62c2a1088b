import { dayOf } from '../clock.ts';
import { isRefusal, type Refusal } from '../http/refusal.ts';
import { currentSteps, type Manuscript, type Step, writersOf } from '../manuscripts/manuscript.ts';
import type { OnManuscript } from '../manuscripts/open.ts';
import { assignSigners, oneByOne, whyNotAssigned } from '../manuscripts/route.ts';
import { holdersUpward } from '../manuscripts/route-queries.ts';

type Call = Pick<OnManuscript, 'tx' | 'now' | 'actor'>;
export type Opening = { step: Step; reviewerId: string };

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
    } else openings.push({ step, reviewerId: found });
  }
  return openings.length === 0 && why ? why : openings;
}

async function signerNow(
  { tx, now }: Call,
  { manuscript, step, barred }: { manuscript: Manuscript; step: Step; barred: string[] },
): Promise<string | Refusal> {
  const holders = await holdersUpward(tx, {
    unitPath: manuscript.unit_path,
    roles: [step.role],
    day: dayOf(now),
  });
  const others = currentSteps(manuscript).flatMap(each =>
    each.id === step.id ? [] : [each.decidedBy?.id ?? each.reviewer.id],
  );
  const bars = [...writersOf(manuscript), ...others, ...barred];
  const holds = holders.some(holder => holder.id === step.reviewer.id) && !bars.includes(step.reviewer.id);
  if (holds) return step.reviewer.id;
  const assigned = assignSigners(oneByOne([step.role]), holders, bars);
  const why = whyNotAssigned(assigned, { unit: manuscript.unit.name, holders });
  return why ? { ...why, code: 'wrong_state' } : assigned[0]!.reviewer!.id;
}
