import type { WaitingItem } from '@xinxuan/contract';
import type { Reader } from '../db/connect.ts';
import { loadAround } from '../duties/around.ts';
import { namesOf } from '../duties/name-queries.ts';
import { type Around, toldByPlan } from '../duties/receivers.ts';
import type { DutyAbout } from './queries.ts';

type Next = NonNullable<WaitingItem['next']>;
type NextOf = (duty: DutyAbout) => Next | null;

/**
 * What really happens next to these duties if nothing is done: the next step that tells anybody, with whom it tells as
 * things stand today. Loaded once for the whole page.
 */
export async function nextOfAll(reader: Reader, duties: readonly DutyAbout[], now: Date): Promise<NextOf> {
  if (duties.length === 0) return () => null;
  const around = await loadAround(reader, duties, now);
  const steps = new Map(duties.map(duty => [duty, stepOf(duty, around(duty.unit_id))]));
  const personIds = [...new Set([...steps.values()].flatMap(step => step?.personIds ?? []))];
  const names = await namesOf(reader, { unitIds: [], personIds });
  return duty => {
    const step = steps.get(duty);
    if (!step) return null;
    const { at, to, last } = step;
    return { at, to, last, told: step.personIds.map(id => ({ id, name: names.get(id) ?? '' })) };
  };
}

type Step = Omit<Next, 'told'> & { personIds: string[] };

function stepOf(duty: DutyAbout, around: Around): Step | null {
  if (duty.next_at === null || !duty.plan[duty.next_step]) return null;
  const told = toldByPlan(duty.plan, duty, around);
  for (let step = duty.next_step; step < duty.plan.length; step++) {
    const { minutes, to } = duty.plan[step]!;
    const { personIds, last } = told[step]!;
    const at = new Date(Date.parse(duty.due_at) + minutes * 60_000).toISOString();
    if (duty.close_at !== null && Date.parse(duty.close_at) < Date.parse(at)) return null;
    if (personIds.length > 0) return { at, to, last, personIds };
  }
  return null;
}
