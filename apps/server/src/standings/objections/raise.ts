import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import type { Tx } from '../../db/connect.ts';
import { acts } from '../../http/endpoint.ts';
import { whyNotOwnFiles } from '../../http/own-file.ts';
import { isRefusal, notFound, type Refusal, refuse } from '../../http/refusal.ts';
import { newId } from '../../ids.ts';
import { findLine, ownerPlace } from '../ledger-queries.ts';
import { periodOf } from '../period.ts';
import { whyNotObject } from '../periods/period-state.ts';
import { findPeriod } from '../periods/queries.ts';
import { findObjection, insertObjection, nextNumber, sameObjection, unitOf } from './queries.ts';
import type { ObjectionTable } from './tables.ts';
import { nameOf, tellJudges } from './tell-about.ts';
import { view } from './views.ts';

/** A unit objects to what is published of it: to a line, to one that is missing, or to its place. */
export const raiseObjection = acts(contract.objections.raise, async call => {
  const { input, actor, tx, now, record } = call;
  const unit = await unitOf(tx, input.unitId);
  if (!unit) return notFound('单位', 'unit');
  const why =
    call.may({ unitPath: unit.path, ownUnitOnly: true }) ??
    whyNotObject(await findPeriod(tx, input.period), dayOf(now));
  if (why) return why;
  const subject = await subjectOf(tx, input, unit.path);
  if (isRefusal(subject)) return subject;
  const foreign = await whyNotOwnFiles(tx, {
    ...{ ids: input.fileIds, personId: actor.personId },
    ...{ as: ['佐证文件', 'evidence file'], code: 'invalid' },
  });
  if (foreign) return foreign;
  const number = await nextNumber(tx, input.period);
  const same = await sameObjection(tx, { ...input, ownerId: input.owner.id });
  if (same) return known(same);
  const id = newId('objection', now);
  const row = { ...UNANSWERED, id, number, period: input.period, unit_id: unit.id, ...subject };
  await insertObjection(
    tx,
    { ...row, text: input.text, raised_by: actor.personId, raised_at: now.toISOString() },
    [...new Set(input.fileIds)],
  );
  const about = { id, number, period: input.period, unit };
  const { zh, en } = nameOf(about);
  await tellJudges(call, {
    ...{ id, role: 'assessor' },
    kind: 'objection_raised',
    zh: `${zh}等待答复：${input.text}`,
    en: `The ${en} waits for your answer: ${input.text}`,
  });
  record(id, null, { number, period: input.period, unit: unit.name, about: input.about, text: input.text });
  const objection = await findObjection(tx, id, dayOf(now));
  return objection ? view(tx, objection, actor) : notFound('异议', 'objection');
});

const UNANSWERED = {
  state: 'open' as const,
  outcome: null,
  answer_reason: null,
  answered_by: null,
  answered_at: null,
  reopened_reason: null,
  reopened_by: null,
  reopened_at: null,
  final_outcome: null,
  final_reason: null,
  final_by: null,
  final_at: null,
  withdrawn_by: null,
  withdrawn_at: null,
  version: 0,
};

type Input = {
  period: string;
  about: ObjectionTable['about'];
  owner: { kind: 'unit' | 'person'; id: string };
  lineId: string | null;
};
type Subject = Pick<ObjectionTable, 'about' | 'owner_kind' | 'owner_id' | 'line_id' | 'line'>;

/** What is objected to, which must be the unit's own or that of one of its correspondents. */
async function subjectOf(tx: Tx, input: Input, unitPath: string): Promise<Subject | Refusal> {
  const place = await ownerPlace(tx, input.owner.kind, input.owner.id);
  if (!place) return notFound('单位或人员', 'unit or person');
  if (place.unitPath !== unitPath) {
    return refuse('invalid', 'not_own_points', {
      zh: '只能对本单位或本单位信息员的积分提出异议。',
      en: "A unit objects to its own points or to those of its correspondents, not to another unit's.",
    });
  }
  const subject = { about: input.about, owner_kind: input.owner.kind, owner_id: input.owner.id };
  if (input.about !== 'line') return { ...subject, line_id: null, line: null };
  const { from, to } = periodOf(input.period);
  const line = input.lineId ? await findLine(tx, { id: input.lineId, from, to }) : null;
  if (line?.owner_id !== input.owner.id) return notFound('这笔积分', 'line');
  const { zh, en, label } = line.line;
  return { ...subject, line_id: line.id, line: { points: line.points, zh, en, label } };
}

function known(same: { id: string; number: number }): Refusal {
  return refuse('conflict', 'objected_already', {
    zh: `本单位已对同一事项提出过第 ${same.number} 号异议。请查看该件；对答复不认可的，可以在那里提请复核。`,
    en: `Your unit has objected to this already (no. ${same.number}). Open that objection; if you do not accept the answer, reopen it there.`,
    details: { objectionId: same.id },
  });
}
