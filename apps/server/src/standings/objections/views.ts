import type { Objection, ObjectionRow, ObjectionStep } from '@xinxuan/contract';
import type { Reader } from '../../db/connect.ts';
import type { Actor } from '../../http/actor.ts';
import { can } from '../../http/refusal.ts';
import { periodOf } from '../period.ts';
import { plain } from '../plain.ts';
import { whyNotAnswer, whyNotDecide, whyNotReopen, whyNotTakeBack } from './objection.ts';
import { correctionsOf, factsSince, type ObjectionFull } from './queries.ts';

export function rowView(objection: ObjectionFull): ObjectionRow {
  return {
    id: objection.id,
    number: objection.number,
    period: objection.period,
    unit: objection.unit,
    about: objection.about,
    owner: { kind: objection.owner_kind, ...objection.owner },
    text: objection.text,
    state: objection.state,
    outcome: objection.final_outcome ?? objection.outcome,
    raisedBy: objection.raiser,
    raisedAt: objection.raised_at,
    waitingSince: waitingSince(objection),
    version: objection.version,
  };
}

function waitingSince({ state, raised_at, reopened_at }: ObjectionFull): string | null {
  if (state === 'open') return raised_at;
  return state === 'reopened' ? reopened_at : null;
}

/** The one objection in full: with what was put right since, and what the asker may do. */
export async function view(reader: Reader, objection: ObjectionFull, actor: Actor): Promise<Objection> {
  const { line } = objection;
  return {
    ...rowView(objection),
    line: line && objection.line_id ? { id: objection.line_id, ...line, points: plain(line.points) } : null,
    files: objection.files,
    life: lifeOf(objection),
    corrections: (await correctionsOf(reader, objection.id)).map(each => ({
      ...each,
      points: plain(each.points),
      at: new Date(each.at).toISOString(),
    })),
    factsSince: await changedSince(reader, objection),
    can: {
      answer: can(whyNotAnswer(objection, actor)),
      decide: can(whyNotDecide(objection, actor)),
      withdraw: can(whyNotTakeBack(objection, actor)),
      reopen: can(whyNotReopen(objection, actor)),
    },
  };
}

export function changedSince(
  reader: Reader,
  objection: Pick<ObjectionFull, 'owner_kind' | 'owner_id' | 'period' | 'raised_at'>,
) {
  const { owner_kind, owner_id, period, raised_at } = objection;
  const { from, to } = periodOf(period);
  return factsSince(reader, { owner_kind, owner_id, from, to, since: raised_at });
}

function lifeOf(o: ObjectionFull): ObjectionStep[] {
  const steps: (ObjectionStep | null)[] = [
    { kind: 'raised', at: o.raised_at, by: o.raiser, outcome: null, text: o.text },
    o.withdrawn_at && o.withdrawer
      ? { kind: 'withdrawn', at: o.withdrawn_at, by: o.withdrawer, outcome: null, text: '' }
      : null,
    o.answered_at && o.answerer
      ? {
          kind: 'answered',
          at: o.answered_at,
          by: o.answerer,
          outcome: o.outcome,
          text: o.answer_reason ?? '',
        }
      : null,
    o.reopened_at && o.reopener
      ? { kind: 'reopened', at: o.reopened_at, by: o.reopener, outcome: null, text: o.reopened_reason ?? '' }
      : null,
    o.final_at && o.decider
      ? {
          kind: 'decided',
          at: o.final_at,
          by: o.decider,
          outcome: o.final_outcome,
          text: o.final_reason ?? '',
        }
      : null,
  ];
  return steps.filter(step => step !== null);
}
