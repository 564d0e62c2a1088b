import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import { notFound, stale } from '../../http/refusal.ts';
import { findScheme, isDiscarded, setDiscarded } from './queries.ts';
import { whyNotDiscard } from './scheme.ts';

/** Gives up a draft: it leaves every list, and keeps its text and number so that it can be taken back. */
export const discard = acts(contract.schemes.discard, async ({ input, actor, tx, record }) => {
  const { id, undo } = input;
  const kept = await findScheme(tx, id);
  if (undo ? !(await isDiscarded(tx, id)) : !kept) return notFound('计分办法', 'scheme');
  const why = whyNotDiscard(kept ?? { state: 'draft' }, actor);
  if (why) return why;
  if (!(await setDiscarded(tx, input, !undo))) return stale({ version: kept?.version ?? input.version });
  record(id, { discarded: undo }, { discarded: !undo, name: kept?.name ?? null });
  return { id, version: input.version + 1, discarded: !undo };
});
