import type { DutyKind, ManuscriptRow, ManuscriptState, Waiting, WaitingItem } from '@xinxuan/contract';
import { firstClaims } from '../adoptions/queries.ts';
import { dayOf } from '../clock.ts';
import { firstCommissions } from '../commissions/queries.ts';
import type { Reader } from '../db/connect.ts';
import { dutiesNamed, sumDuties } from '../duties/list-queries.ts';
import { type SubjectOf, subjectsOf } from '../duties/subject-queries.ts';
import type { DutyRow } from '../duties/tables.ts';
import type { Actor } from '../http/actor.ts';
import { reachOf, scopeOf } from '../http/rights.ts';
import { listWaiting } from '../mail/list-queries.ts';
import { listToClear } from '../manuscripts/clearance-queries.ts';
import {
  type Condition,
  countRows,
  desksWithin,
  listRows,
  onDesk,
  overdueAt,
  waitingFor,
  writtenBy,
} from '../manuscripts/list-queries.ts';
import { listReleases } from '../releases/list-queries.ts';
import { firstObjections } from '../standings/objections/queries.ts';
import { periodName } from '../standings/period.ts';
import { schemesToApprove } from '../standings/schemes/queries.ts';
import { inState, unitNames } from './queries.ts';

export type Asker = { reader: Reader; actor: Actor; now: Date };
/** Without `next`: it is looked up for all lists at once, from the duty itself or from the duties about the thing. */
export type Listed = Omit<WaitingItem, 'next'>;
export type WaitingList = {
  count: number;
  overdue: number;
  first: (Listed & { duty?: DutyRow })[];
};

const FIRST = 5;

/** What a person typed is the same in both languages. */
const typed = (text: string): Listed['title'] => ({ zh: text, en: text });

type Read = (asker: Asker) => Promise<WaitingList | null>;

/**
 * What may wait for a post, in the order in which it wants to be worked off: duties of a kind, or a list of its own. A list
 * answers null when the post may not open it; its count is the length of the page that the figure opens (D13).
 */
const LISTS: readonly ({ kind: Waiting; duties: DutyKind } | { kind: Waiting; read: Read })[] = [
  { kind: 'opinion_reports', duties: 'opinion_report' },
  { kind: 'instructions_to_answer', duties: 'instruction' },
  { kind: 'releases_to_sign', read: releases },
  { kind: 'to_review', read: toReview },
  { kind: 'commissions_to_answer', duties: 'commission' },
  { kind: 'extensions_to_decide', read: extensions },
  { kind: 'leads_to_answer', duties: 'lead' },
  { kind: 'weekly_items', duties: 'weekly_item' },
  { kind: 'topics_to_answer', duties: 'plan_topic' },
  { kind: 'window_renewals', duties: 'window_renewal' },
  { kind: 'other_duties', duties: 'other' },
  { kind: 'texts_to_clear', read: clearances },
  { kind: 'schemes_to_approve', read: schemes },
  { kind: 'objections_to_decide', read: asker => objections(asker, 'objection.decide') },
  { kind: 'objections_to_answer', read: asker => objections(asker, 'objection.answer') },
  { kind: 'at_desk', read: atDesk },
  { kind: 'mail_waiting', read: mail },
  { kind: 'nobody_holds', read: nobody },
  { kind: 'claims_to_verify', read: claims },
  { kind: 'returned_to_me', read: asker => mine(asker, ['returned']) },
  { kind: 'my_drafts', read: asker => mine(asker, ['draft', 'withdrawn']) },
];
const DUTY_KINDS = LISTS.flatMap(list => ('duties' in list ? [list.duties] : []));

/** The lists with something in them, in their order. */
export async function listsOf(asker: Asker): Promise<{ kind: Waiting; list: WaitingList }[]> {
  const owed = await owedBy(asker, { view: 'mine', kinds: DUTY_KINDS });
  const lists: { kind: Waiting; list: WaitingList }[] = [];
  for (const each of LISTS) {
    const list = 'duties' in each ? owed.get(each.duties) : await each.read(asker);
    if (list && list.count > 0) lists.push({ kind: each.kind, list });
  }
  return lists;
}

async function toReview(asker: Asker): Promise<WaitingList | null> {
  if (!reachOf(asker.actor, 'review.decide')) return null;
  const mine = waitingFor(asker.reader, asker.actor.personId, dayOf(asker.now));
  return withOverdue(asker, mine);
}

async function atDesk(asker: Asker): Promise<WaitingList | null> {
  const scope = scopeOf(asker.actor, 'desk.triage');
  if (!scope) return null;
  const desks = (await desksWithin(asker.reader, scope)).map(unit => unit.id);
  return withOverdue(asker, onDesk(desks, 'at_desk'));
}

async function mine(asker: Asker, states: readonly ManuscriptState[]): Promise<WaitingList | null> {
  if (!reachOf(asker.actor, 'manuscript.write')) return null;
  return manuscripts(asker, inState(states, writtenBy(asker.reader, asker.actor.personId)));
}

/** The assessor answers what is open, the principal leader decides what was reopened. */
async function objections(
  { reader, actor }: Asker,
  right: 'objection.answer' | 'objection.decide',
): Promise<WaitingList | null> {
  const scope = scopeOf(actor, right);
  if (!scope) return null;
  const state = right === 'objection.answer' ? ('open' as const) : ('reopened' as const);
  const { rows, total } = await firstObjections(reader, { scope, state: [state], pageSize: FIRST });
  const first = rows.map(row => {
    const period = periodName(row.period);
    return {
      id: row.id,
      title: typed(row.text),
      about: { zh: `${row.unit.name}　${period.zh}`, en: `${row.unit.name}　${period.en}` },
      since: row.reopened_at ?? row.raised_at,
      dueAt: null,
    };
  });
  return { count: total, overdue: 0, first };
}

async function claims({ reader, actor }: Asker): Promise<WaitingList | null> {
  const scope = scopeOf(actor, 'adoption.verify');
  if (!scope) return null;
  const { rows, total } = await firstClaims(reader, {
    scope,
    personOfActor: actor.personId,
    pageSize: FIRST,
  });
  const first = rows.map(row => ({
    id: row.id,
    title: typed(row.title),
    about: typed(`${row.unit}　${row.outlet}`),
    since: row.claimedAt,
    dueAt: null,
  }));
  return { count: total, overdue: 0, first };
}

/** A submitted scheme waits for every leader who may approve it, until one has decided. */
async function schemes({ reader, actor }: Asker): Promise<WaitingList | null> {
  if (!reachOf(actor, 'scheme.approve')) return null;
  const rows = await schemesToApprove(reader, actor.personId);
  const first = rows.slice(0, FIRST).map(row => {
    const saver = row.saver?.name ?? '';
    return {
      id: row.id,
      title: typed(row.name),
      about: { zh: `第 ${row.number} 稿　${saver}`.trim(), en: `Draft ${row.number}　${saver}`.trim() },
      since: row.submitted_at ?? row.saved_at,
      dueAt: null,
    };
  });
  return { count: rows.length, overdue: 0, first };
}

type Owed = { view: 'mine' | 'nobody'; kinds: readonly DutyKind[] | null };

/** Duties by kind, or all in one where kinds are not told apart, each with what follows if nothing is done. */
async function owedBy(asker: Asker, { view, kinds }: Owed): Promise<Map<DutyKind | null, WaitingList>> {
  const { reader, actor, now } = asker;
  const scope = scopeOf(actor, 'duty.read');
  if (!scope) return new Map();
  const sums = await sumDuties(reader, { scope, actor, now, view }, { kinds, first: FIRST });
  const rows = await dutiesNamed(
    reader,
    sums.flatMap(sum => sum.first),
  );
  const names = await unitNames(reader, rows);
  const subject = await subjectsOf(reader, rows);
  return new Map(
    sums.map(({ kind, count, late, first }) => {
      const shown = rows.filter(row => first.includes(row.id));
      const items = shown.map(row => dutyItem(row, { unit: names.get(row.unit_id) ?? '', subject }));
      return [kind, { count, overdue: late, first: items }];
    }),
  );
}

/** What it is about comes first; what is to be done with it stands beside the unit. */
function dutyItem(
  row: DutyRow,
  { unit, subject }: { unit: string; subject: SubjectOf },
): Listed & { duty: DutyRow } {
  const { id, title_zh: zh, title_en: en, opened_at: since, due_at: dueAt } = row;
  const name = subject(row);
  const named =
    name === null
      ? { title: { zh, en }, about: typed(unit) }
      : { title: typed(name), about: { zh: `${zh}　${unit}`, en: `${en}　${unit}` } };
  return { id, ...named, since, dueAt, duty: row };
}

/** What nobody has in hand is the desk chief's to see to. */
async function nobody(asker: Asker): Promise<WaitingList | null> {
  if (!reachOf(asker.actor, 'duty.manage')) return null;
  const owed = await owedBy(asker, { view: 'nobody', kinds: null });
  return owed.get(null) ?? null;
}

async function releases({ reader, actor, now }: Asker): Promise<WaitingList | null> {
  const scope = scopeOf(actor, 'release.sign') && scopeOf(actor, 'release.read');
  if (!scope) return null;
  const day = dayOf(now);
  const { rows, total } = await listReleases(reader, {
    ...{ scope, personId: actor.personId, day, mine: true, page: 1, pageSize: FIRST },
  });
  const first = rows.map(row => ({
    id: row.id,
    title: typed(row.title),
    about: typed(`${row.unit.name}　${row.destination}`),
    since: row.startedAt,
    dueAt: null,
  }));
  return { count: total, overdue: 0, first };
}

/** Units that ask the desk for more time. */
async function extensions({ reader, actor }: Asker): Promise<WaitingList | null> {
  const scope = scopeOf(actor, 'commission.issue');
  if (!scope) return null;
  const wanted = { scope, extension: true, sort: 'due', pageSize: FIRST } as const;
  const { rows, total } = await firstCommissions(reader, wanted);
  const first = rows.map(row => ({
    id: row.id,
    title: typed(row.topic),
    about: typed(row.desk),
    since: row.issuedAt,
    dueAt: null,
  }));
  return { count: total, overdue: 0, first };
}

async function clearances({ reader, actor }: Asker): Promise<WaitingList | null> {
  const scope = scopeOf(actor, 'secrecy.clear');
  if (!scope) return null;
  const { rows, total } = await listToClear(reader, { scope, page: 1, pageSize: FIRST });
  const first = rows.map(({ id, title, unit, since }) => ({
    id,
    title: typed(title),
    about: typed(unit.name),
    since,
    dueAt: null,
  }));
  return { count: total, overdue: 0, first };
}

async function mail({ reader, actor }: Asker): Promise<WaitingList | null> {
  if (!reachOf(actor, 'mail.handle')) return null;
  const { rows, total } = await listWaiting(reader, { pageSize: FIRST });
  const first = rows.map(row => ({
    id: row.id,
    title: typed(row.subject),
    about: typed(row.person?.name ?? row.from.name),
    since: row.arrivedAt,
    dueAt: null,
  }));
  return { count: total, overdue: 0, first };
}

async function manuscripts({ reader, now }: Asker, condition: Condition): Promise<WaitingList> {
  const wanted = { order: 'waiting', page: 1, pageSize: FIRST, day: dayOf(now) } as const;
  const { rows, total } = await listRows(reader, { ...wanted, parts: [[condition]] });
  return { count: total, overdue: 0, first: rows.map(shown) };
}

/** The same where the asker is the one whose time runs. */
async function withOverdue(asker: Asker, condition: Condition): Promise<WaitingList> {
  const list = await manuscripts(asker, condition);
  if (list.count === 0) return list;
  return { ...list, overdue: await countRows(asker.reader, [[condition, overdueAt(asker.now)]]) };
}

function shown(row: ManuscriptRow): Listed {
  return {
    id: row.id,
    title: typed(row.title),
    about: typed(row.unit.name),
    since: row.holder?.since ?? row.updatedAt,
    dueAt: row.holder?.dueAt ?? null,
  };
}
