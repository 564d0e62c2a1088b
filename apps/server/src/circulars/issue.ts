import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { notFound, stale } from '../http/refusal.ts';
import { view, whyNotIssue } from './circular.ts';
import { changeCircular, findCircular } from './queries.ts';

export const issue = acts(contract.circulars.issue, async ({ input, actor, tx, now, record }) => {
  const before = await findCircular(tx, input.id);
  if (!before) return notFound('通报', 'circular');
  const why = whyNotIssue(before, actor);
  if (why) return why;
  const issued = { state: 'issued' as const, issued_by: actor.personId, issued_at: now.toISOString() };
  if (!(await changeCircular(tx, input, issued))) return stale({ version: before.version });
  record(input.id, { state: before.state }, { state: 'issued' });
  const after = await findCircular(tx, input.id);
  return after ? view(after, actor) : notFound('通报', 'circular');
});
