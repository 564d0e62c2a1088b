import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { stale } from '../http/refusal.ts';
import { tell } from '../notices/tell.ts';
import { periodName } from '../standings/period.ts';
import { leadersOfBody } from '../standings/schemes/queries.ts';
import { changeRound, findRound } from './queries.ts';
import { whyNotChange } from './round.ts';
import { whyNotSettled } from './settled.ts';
import { noRound, showRound } from './show.ts';

export const submit = acts(contract.awards.submit, async call => {
  const { input, actor, tx, now, record, afterwards, server } = call;
  const round = await findRound(tx, input.id);
  if (!round) return noRound();
  const why = whyNotChange(round, actor) ?? (await whyNotSettled(tx, round));
  if (why) return why;
  const change = {
    state: 'submitted' as const,
    submitted_by: actor.personId,
    submitted_at: now.toISOString(),
    sent_back: null,
  };
  if (!(await changeRound(tx, input, change))) return stale({ version: round.version });
  const { zh, en } = periodName(round.period);
  await tell(tx, {
    personIds: await leadersOfBody(tx, ['principal_leader'], dayOf(now)),
    kind: 'awards_submitted',
    zh: `${actor.personName}提交了${zh}的评先评优名单，共${round.winners}项，请审定。`,
    en: `${actor.personName} submitted the awards of ${en}, ${round.winners} in all, for your decision.`,
    link: `/awards/${input.id}`,
    now,
  });
  afterwards(() => server.live.tell(tx.body, 'notice'));
  record(input.id, { state: round.state }, { state: 'submitted' });
  return showRound(tx, input.id, actor);
});
