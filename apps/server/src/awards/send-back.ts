import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { stale } from '../http/refusal.ts';
import { tell } from '../notices/tell.ts';
import { periodName } from '../standings/period.ts';
import { changeRound, findRound } from './queries.ts';
import { whyNotDecideUpon } from './round.ts';
import { noRound, showRound } from './show.ts';

export const sendBack = acts(contract.awards.sendBack, async call => {
  const { input, actor, tx, now, record, afterwards, server } = call;
  const round = await findRound(tx, input.id);
  if (!round) return noRound();
  const why = whyNotDecideUpon(round, actor);
  if (why) return why;
  if (!(await changeRound(tx, input, { state: 'proposed', sent_back: input.reason })))
    return stale({ version: round.version });
  const { zh, en } = periodName(round.period);
  await tell(tx, {
    personIds: [round.submitted_by ?? round.proposed_by],
    kind: 'awards_sent_back',
    zh: `${actor.personName}退回了${zh}的评先评优名单：${input.reason}`,
    en: `${actor.personName} sent the awards of ${en} back: ${input.reason}`,
    link: `/awards/${input.id}`,
    now,
  });
  afterwards(() => server.live.tell(tx.body, 'notice'));
  record(input.id, { state: 'submitted' }, { state: 'proposed', reason: input.reason });
  return showRound(tx, input.id, actor);
});
