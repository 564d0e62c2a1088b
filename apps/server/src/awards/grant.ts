import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import { acts } from '../http/endpoint.ts';
import { stale } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { tell } from '../notices/tell.ts';
import { periodName, periodOf } from '../standings/period.ts';
import {
  type CandidateFull,
  candidatesOf,
  changeRound,
  findRound,
  hearersOf,
  insertAwards,
  type RoundFull,
  takeNumbers,
} from './queries.ts';
import { gets, whyNotDecideUpon } from './round.ts';
import { whyNotSettled } from './settled.ts';
import { noRound, showRound } from './show.ts';
import type { AwardTable } from './tables.ts';
import { numberOf } from './views.ts';

/** Grants what stands on the list: each award becomes a record with its number, and its owner hears of it. */
export const grant = acts(contract.awards.grant, async call => {
  const { input, actor, tx, now, record, afterwards, server } = call;
  const round = await findRound(tx, input.id);
  if (!round) return noRound();
  const why = whyNotDecideUpon(round, actor) ?? (await whyNotSettled(tx, round));
  if (why) return why;
  const granted = await grantRound(tx, round, { by: actor.personId, version: input.version, now });
  if (!granted) return stale({ version: round.version });
  await tellOwners(tx, granted, now);
  afterwards(() => server.live.tell(tx.body, 'notice'));
  const given = granted.map(award => `${numberOf(award.year, award.number)} ${award.owner_name}`);
  record(input.id, { state: 'submitted' }, { state: 'granted', awards: given });
  return showRound(tx, input.id, actor);
});

type Granting = { by: string; version: number; now: Date };

/** Makes a record of every award of a round; null when the round has been changed meanwhile. */
export async function grantRound(
  tx: Tx,
  { id, period }: Pick<RoundFull, 'id' | 'period'>,
  { by, version, now }: Granting,
): Promise<AwardTable[] | null> {
  const at = now.toISOString();
  const change = { state: 'granted' as const, granted_by: by, granted_at: at };
  if (!(await changeRound(tx, { id, version }, change))) return null;
  const winners = (await candidatesOf(tx, id)).filter(gets);
  const { year } = periodOf(period);
  const last = await takeNumbers(tx, year);
  const granted = winners.map((candidate, index) =>
    awardOf(candidate, {
      body_id: tx.body,
      id: newId('award', now),
      year,
      number: last + index + 1,
      period,
      granted_by: by,
      granted_at: at,
    }),
  );
  await insertAwards(tx, granted);
  return granted;
}

type Given = Pick<AwardTable, 'body_id' | 'id' | 'year' | 'number' | 'period' | 'granted_by' | 'granted_at'>;

function awardOf(candidate: CandidateFull, given: Given): AwardTable {
  const moved = candidate.decision === 'moved_up' ? (candidate.decision_reason ?? '') : null;
  return {
    ...given,
    round_id: candidate.round_id,
    candidate_id: candidate.id,
    award: candidate.award,
    title_zh: candidate.title_zh,
    title_en: candidate.title_en,
    owner_kind: candidate.owner_kind,
    owner_id: candidate.owner_id,
    owner_name: candidate.owner_name,
    unit_name: candidate.unit_name,
    group_name: candidate.group_name,
    place: candidate.place,
    points: candidate.points,
    money: candidate.money,
    reason_zh: moved === null ? candidate.reason_zh : `${candidate.reason_zh}；经研究调入：${moved}`,
    reason_en:
      moved === null ? candidate.reason_en : `${candidate.reason_en}; moved up by decision: ${moved}`,
    revoked_by: null,
    revoked_at: null,
    revoke_reason: null,
    version: 0,
  };
}

async function tellOwners(tx: Tx, granted: AwardTable[], now: Date): Promise<void> {
  for (const award of granted) {
    const { zh, en } = periodName(award.period);
    const number = numberOf(award.year, award.number);
    await tell(tx, {
      personIds: await hearersOf(tx, { kind: award.owner_kind, id: award.owner_id }, dayOf(now)),
      kind: 'award_granted',
      zh: `${award.owner_name}被评为${zh}${award.title_zh}（${number}）。`,
      en: `${award.owner_name} was granted “${award.title_en}” for ${en} (${number}).`,
      link: '/awards',
      now,
    });
  }
}
