import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { notFound, stale } from '../http/refusal.ts';
import { whyNotChange } from './circular.ts';
import { changeCircular, findCircular } from './queries.ts';

export const discard = acts(contract.circulars.discard, async ({ input, actor, tx, now, record }) => {
  const before = await findCircular(tx, input.id);
  if (!before) return notFound('通报', 'circular');
  // Taking a discarded draft back asks the same rule as if it had not been discarded.
  const why = whyNotChange(input.undo ? { ...before, discarded_at: null } : before, actor);
  if (why) return why;
  const changed = await changeCircular(tx, input, { discarded_at: input.undo ? null : now.toISOString() });
  if (!changed) return stale({ version: before.version });
  record(input.id, { discarded: input.undo }, { discarded: !input.undo });
  return { discarded: !input.undo, version: input.version + 1 };
});
