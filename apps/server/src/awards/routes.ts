import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { reachOf } from '../http/rights.ts';
import { periodOf } from '../standings/period.ts';
import { decide } from './decide.ts';
import { discard } from './discard.ts';
import { grant } from './grant.ts';
import { propose } from './propose.ts';
import { findRound, listAwards, listRounds, vetoesOf } from './queries.ts';
import { revoke } from './revoke.ts';
import { whyNotSee } from './round.ts';
import { sendBack } from './send-back.ts';
import { noRound, viewOf } from './show.ts';
import { submit } from './submit.ts';
import { awardView, roundRow } from './views.ts';

export const awardRoutes = {
  list: answers(contract.awards.list, async ({ input, reader, actor }) => {
    const found = await listAwards(reader, input);
    return { rows: found.rows.map(award => awardView(award, actor)), total: found.total };
  }),
  vetoes: answers(contract.awards.vetoes, ({ input, reader }) => vetoesOf(reader, periodOf(input.period))),
  rounds: answers(contract.awards.rounds, async ({ input, reader, actor }) => {
    const unfinished = (['award.propose', 'award.grant'] as const).some(right => reachOf(actor, right));
    const found = await listRounds(reader, { ...input, unfinished });
    return { rows: found.rows.map(roundRow), total: found.total };
  }),
  round: answers(contract.awards.round, async ({ input, reader, actor }) => {
    const round = await findRound(reader, input.id);
    if (!round) return noRound();
    return whyNotSee(round, actor) ?? viewOf(reader, round, actor);
  }),
  propose,
  decide,
  submit,
  sendBack,
  grant,
  discard,
  revoke,
};
