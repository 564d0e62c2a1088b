import type { Database, Tx } from '../db/connect.ts';
import { tellEach } from '../notices/tell.ts';
import type { Told } from '../notices/told.ts';
import { loadAround } from './around.ts';
import { nextAct } from './duty.ts';
import { endLocked } from './end.ts';
import { namesOf } from './name-queries.ts';
import { asksOwner, holdersOf, toldByPlan } from './receivers.ts';
import {
  bodiesWithDue,
  claimDuties,
  insertSteps,
  type Next,
  type StepDone,
  setNext,
} from './round-queries.ts';
import { subjectsOf } from './subject-queries.ts';
import type { DutyRow } from './tables.ts';
import { stepWords } from './words.ts';

const AT_ONCE = 100;

/**
 * Reminds, escalates and closes what is due, until nothing is; any number of nodes may do so at once. A step and the
 * notices it gives stand in one transaction under the lock of the duty: each goes out once, in order, and none after the
 * duty has ended; a node that is killed leaves nothing half done.
 * @returns how many duties were acted on
 */
export async function actOnDue(database: Database, clock: () => Date): Promise<number> {
  let acted = 0;
  for (const body of await bodiesWithDue(database, clock())) {
    for (;;) {
      const count = await database.write(
        body,
        tx => actOnSome(tx, clock()),
        () => false,
      );
      acted += count;
      if (count < AT_ONCE) break;
    }
  }
  return acted;
}

async function actOnSome(tx: Tx, now: Date): Promise<number> {
  const duties = await claimDuties(tx, { now, limit: AT_ONCE });
  if (duties.length === 0) return 0;
  const around = await surroundings(tx, duties, now);
  const steps: (StepDone & { words: { zh: string; en: string }; duty: DutyRow })[] = [];
  const next: Next[] = [];
  for (const duty of duties) {
    const { done, after } = dueSteps(duty, now);
    const at = around.of(duty.unit_id);
    const told = toldByPlan(duty.plan, duty, at);
    const held = holdersOf(duty, at).length > 0;
    for (const each of done) {
      const to = duty.plan[each.step]?.to ?? [];
      const planned = new Date(each.at);
      const { personIds = [], last = false } = told[each.step] ?? {};
      const said = { planned, last, held, above: !held || !asksOwner(to) };
      const words = stepWords(duty, around.owing(duty), said);
      steps.push({
        dutyId: duty.id,
        round: duty.round,
        step: each.step,
        plannedAt: planned,
        last,
        personIds,
        words,
        duty,
      });
    }
    if (after === 'close') await endLocked(tx, duty, { by: null, act: 'duties.close', state: 'closed', now });
    else next.push({ id: duty.id, ...after });
  }
  await insertSteps(tx, steps, now);
  await tellEach(
    tx,
    steps.map(({ duty, personIds, words }) => toldOf(duty, { personIds, words, now })),
  );
  await setNext(tx, next);
  return duties.length;
}

type Due = { done: { at: number; step: number }[]; after: 'close' | Omit<Next, 'id'> };

/** Every step whose moment has come, in order, and what comes after them. */
function dueSteps(duty: DutyRow, now: Date): Due {
  const timed = {
    dueAt: Date.parse(duty.due_at),
    closeAt: duty.close_at === null ? null : Date.parse(duty.close_at),
    since: Date.parse(duty.since),
    plan: duty.plan,
  };
  const done: Due['done'] = [];
  for (let nextStep = duty.next_step; ; ) {
    const next = nextAct({ ...timed, nextStep });
    if (!next) return { done, after: { next_step: duty.plan.length, next_at: null } };
    if (next.at > now.getTime())
      return {
        done,
        after: { next_step: next.step ?? duty.plan.length, next_at: new Date(next.at).toISOString() },
      };
    if (next.step === null) return { done, after: 'close' };
    done.push({ at: next.at, step: next.step });
    nextStep = next.step + 1;
  }
}

function toldOf(
  duty: DutyRow,
  { personIds, words, now }: { personIds: readonly string[]; words: { zh: string; en: string }; now: Date },
): Told {
  const manuscriptId = duty.subject_kind === 'manuscript' ? duty.subject_id : null;
  const { id: dutyId, link } = duty;
  return { personIds: [...personIds], kind: 'duty', ...words, manuscriptId, link, dutyId, now };
}

/** Everything that the steps of these duties ask about, loaded once. */
async function surroundings(tx: Tx, duties: readonly DutyRow[], now: Date) {
  const of = await loadAround(tx, duties, now);
  const names = await namesOf(tx, {
    unitIds: duties.map(duty => duty.unit_id),
    personIds: duties.flatMap(duty => duty.person_id ?? []),
  });
  const subject = await subjectsOf(tx, duties);
  const owing = (duty: DutyRow) => ({
    unit: names.get(duty.unit_id) ?? '',
    person: duty.person_id === null ? null : (names.get(duty.person_id) ?? null),
    subject: subject(duty),
  });
  return { of, owing };
}
