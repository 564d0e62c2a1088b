import { type Block, contract } from '@xinxuan/contract';
import { calendarOf } from '../calendar/body-calendar.ts';
import { isInWindow } from '../calendar/reporting-window.ts';
import { dayOf } from '../clock.ts';
import { answerReport } from '../duties/report.ts';
import { acts, type WriteCall } from '../http/endpoint.ts';
import { isRefusal, type Refusal } from '../http/refusal.ts';
import { arrived } from './arrival.ts';
import { whyNotChecked } from './kept-check.ts';
import { isLate } from './lateness.ts';
import { type Manuscript, whyNotSubmit, writersOf } from './manuscript.ts';
import { type OnManuscript, openManuscript } from './open.ts';
import { findText, freezeRevision, insertRevision } from './paper-queries.ts';
import { changeManuscript } from './queries.ts';
import { keepLookAlikes } from './repeats.ts';
import { type Assigned, assignSigners, noDesk, rolesOf, routeFor, whyNotAssigned } from './route.ts';
import { findDesk, findRoutes, holdersUpward, insertSteps } from './route-queries.ts';
import { keepSentCheck } from './sent-check.ts';
import { trace } from './trace.ts';
import { sent, toStep } from './transitions.ts';
import { shown } from './views.ts';

export const submit = acts(contract.manuscripts.submit, async call => {
  const manuscript = await submitManuscript(call);
  return isRefusal(manuscript) ? manuscript : shown(call, manuscript);
});

/** Sends a draft on its review route, whichever way it came in; writes nothing when it refuses. */
export async function submitManuscript(call: OnManuscript): Promise<Manuscript | Refusal> {
  const { actor, tx, now } = call;
  const draft = await openManuscript(call, open => whyNotSubmit(open, actor, dayOf(now)));
  if (isRefusal(draft)) return draft;
  const unclean = await whyNotChecked(tx, draft, now);
  if (unclean) return unclean;
  const route = await chooseRoute(call, draft);
  if (isRefusal(route)) return route;
  const revision = await freezeText(call, draft);
  const firstSent = draft.submitted_at ? new Date(draft.submitted_at) : now;
  const at = await calendarOf(tx, draft.unit_path);
  const event = { on: draft.event_on, importance: draft.importance, channel: draft.channel };
  const late = isLate(event, firstSent, at);
  const first = await startRound(call, { draft, route, revisionId: revision.id });
  await changeManuscript(tx, draft.id, {
    ...sent(draft, { revisionId: revision.id, late, now }),
    ...toStep(first, { now }),
    now,
  });
  await trace(tx, {
    manuscriptId: draft.id,
    kind: draft.round === 0 ? 'submitted' : 'resubmitted',
    actor,
    now,
    detail: {
      round: draft.round + 1,
      revision: revision.number,
      late,
      inWindow: isInWindow(now, at),
      steps: route.assigned.map(step => ({ role: step.role, reviewer: step.reviewer?.name })),
    },
  });
  await keepLookAlikes(tx, draft.id, revision);
  await keepSentCheck(call, draft.id);
  await answerDuty(call, draft);
  call.record(
    draft.id,
    { state: draft.state },
    { state: 'in_review', round: draft.round + 1, revisionId: revision.id },
  );
  return arrived(call, draft.id);
}

type Call = Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now'>;
type Chosen = { dueHours: number; assigned: Assigned[] };

/** The steps that its importance asks for, each with a signer; refuses when one is missing or no desk waits above. */
async function chooseRoute({ tx, now }: Call, draft: Manuscript): Promise<Chosen | Refusal> {
  const { rules } = await findRoutes(tx);
  const { steps, dueHours } = routeFor(rules, draft);
  const holders = await holdersUpward(tx, {
    unitPath: draft.unit_path,
    roles: rolesOf(steps),
    day: dayOf(now),
  });
  const assigned = assignSigners(steps, holders, writersOf(draft));
  const why = whyNotAssigned(assigned, { unit: draft.unit.name, holders });
  if (why) return why;
  return (await findDesk(tx, draft.unit_path)) ? { dueHours, assigned } : noDesk(draft.unit.name);
}

/** What the unit or its correspondents owe by the day or week is answered by what they send. */
async function answerDuty({ tx, actor, now }: OnManuscript, draft: Manuscript): Promise<void> {
  await answerReport(tx, {
    kind: draft.channel === 'opinion' ? 'opinion_report' : 'weekly_item',
    unitId: draft.unit_id,
    personIds: writersOf(draft),
    subjectId: draft.id,
    by: actor.personId,
    act: 'manuscripts.submit',
    now,
  });
}

type Sent = { id: string; number: number; title: string; body: Block[] };

/** Freezes the text that is sent; sending a returned text again unchanged keeps it once more under its own number. */
async function freezeText({ tx, actor, now }: Call, draft: Manuscript): Promise<Sent> {
  const text = await findText(tx, draft.revision_id);
  if (!text) throw new Error(`manuscript ${draft.id} has no text`);
  if (draft.revision.kind !== 'sent') {
    await freezeRevision(tx, draft.revision_id);
    return { id: draft.revision_id, number: draft.revision.number, title: text.title, body: text.body };
  }
  const again = { title: text.title, body: text.body, manuscriptId: draft.id, by: actor.personId, now };
  const { id, number } = await insertRevision(tx, { ...again, kind: 'sent' });
  return { id, number, title: text.title, body: text.body };
}

async function startRound(
  { tx, now }: Call,
  { draft, route, revisionId }: { draft: Manuscript; route: Chosen; revisionId: string },
) {
  const steps = route.assigned.map(({ step, mode, role, reviewer }, index, all) => ({
    step,
    seat: index - all.findIndex(each => each.step === step) + 1,
    mode,
    role,
    reviewerId: reviewer!.id,
    unitId: reviewer!.unitId,
    state: step === 1 ? ('pending' as const) : ('waiting' as const),
    dueHours: route.dueHours,
  }));
  await insertSteps(tx, { manuscriptId: draft.id, round: draft.round + 1, revisionId, now }, steps);
  return { ...steps[0]!, dueAt: null };
}
