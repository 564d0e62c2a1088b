import type { Reader } from '../db/connect.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { periodName } from '../standings/period.ts';
import { findPeriod } from '../standings/periods/queries.ts';
import { type Outcome, outcomesOf, schemeOf } from './figures.ts';
import { type CandidateFull, candidatesOf, type RoundFull } from './queries.ts';

type Made = Pick<RoundFull, 'id' | 'period' | 'scheme_id' | 'hash'>;

/** A selection goes on only by figures that cannot move any more, and only when they are those that it was made from. */
export async function whyNotSettled(reader: Reader, round: Made): Promise<Refusal | null> {
  return compare(reader, round, 'always');
}

/**
 * The same for a page that is looked at often: a selection that was made from the closing itself is taken at its word,
 * without scoring the period anew. What changed beside the figures, a veto say, is told when the act is done.
 */
export async function whyNotSettledAtGlance(reader: Reader, round: Made): Promise<Refusal | null> {
  return compare(reader, round, 'when made before the closing');
}

async function compare(
  reader: Reader,
  round: Made,
  anew: 'always' | 'when made before the closing',
): Promise<Refusal | null> {
  const state = await findPeriod(reader, round.period);
  if (state.state !== 'closed' || state.closed_at === null) return notClosed(round.period);
  const scheme = await schemeOf(reader, round.period);
  if (scheme?.row.id !== round.scheme_id) return otherScheme(round.period);
  if (anew !== 'always' && round.hash === state.hash) return null;
  const now = await outcomesOf(reader, { state, scheme, now: new Date(state.closed_at) });
  const moved = movedAmong(await candidatesOf(reader, round.id), now);
  return moved.length === 0 ? null : figuresMoved(round.period, moved);
}

/** Names of those whose place, points, seats or outcome are not what the selection says of them. */
function movedAmong(made: readonly CandidateFull[], now: readonly Outcome[]): string[] {
  const before = new Map(
    made.map(row => [
      `${row.award} ${row.owner_kind} ${row.owner_id}`,
      { name: row.owner_name, said: said({ ...row, points: Number(row.points) }) },
    ]),
  );
  const names = new Set<string>();
  for (const { award, standing, outcome, seats } of now) {
    const key = `${award} ${standing.owner.kind} ${standing.id}`;
    const points = Number(standing.points);
    if (before.get(key)?.said !== said({ place: standing.place, points, outcome, seats }))
      names.add(standing.name);
    before.delete(key);
  }
  for (const { name } of before.values()) names.add(name);
  return [...names];
}

type Said = { place: number | null; points: number; outcome: string; seats: number | null };

function said({ place, points, outcome, seats }: Said): string {
  return JSON.stringify([place, points, outcome, seats]);
}

function notClosed(period: string): Refusal {
  const { zh, en } = periodName(period);
  return refuse('wrong_state', 'period_not_closed', {
    zh: `${zh}还没有关账，成绩和名次还可能变动，评选不能提交或授予。请先在“积分排名”页关账，再继续办理。`,
    en: `${en} is not closed, so figures and places may still move; the selection can be neither submitted nor granted. Close the period on the standings page first.`,
  });
}

function otherScheme(period: string): Refusal {
  const { zh, en } = periodName(period);
  return refuse('wrong_state', 'scheme_changed', {
    zh: `${zh}施行的计分办法已经更换，这份名单还是按原来的办法生成的。${ANEW.zh}`,
    en: `Another scheme is in force in ${en} than the one this selection was made by. ${ANEW.en}`,
  });
}

const TOLD = 3;

function figuresMoved(period: string, moved: readonly string[]): Refusal {
  const { zh, en } = periodName(period);
  const names = moved.slice(0, TOLD);
  const many = moved.length > TOLD;
  return refuse('wrong_state', 'figures_moved', {
    zh: `名单生成以后，${zh}的积分、名次或评先资格有变动（${names.join('、')}${many ? `等${moved.length}个` : ''}），这份名单已经不符。${ANEW.zh}`,
    en: `Points, places or eligibility of ${en} have changed since this selection was made (${names.join(', ')}${many ? ` and ${moved.length - TOLD} more` : ''}). ${ANEW.en}`,
  });
}

const ANEW = {
  zh: '请由考核员丢弃这次评选，再按现在的成绩重新生成。',
  en: 'Let the assessor discard it and make it anew from the figures of now.',
};
