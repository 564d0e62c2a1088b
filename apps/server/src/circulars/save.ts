import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { notFound, stale } from '../http/refusal.ts';
import { view, whyNotChange } from './circular.ts';
import { changeCircular, findCircular } from './queries.ts';

export const save = acts(contract.circulars.save, async ({ input, actor, tx, now, record }) => {
  const before = await findCircular(tx, input.id);
  if (!before) return notFound('通报', 'circular');
  const why = whyNotChange(before, actor);
  if (why) return why;
  const change = {
    title: input.title,
    number: input.number,
    addressee: input.addressee,
    body: input.body,
    sign_off: input.signOff,
    signed_on: input.signedOn,
    saved_by: actor.personId,
    saved_at: now.toISOString(),
  };
  if (!(await changeCircular(tx, input, change))) {
    return stale({ version: before.version, savedBy: before.saver.name, at: before.saved_at });
  }
  record(input.id, { title: before.title, body: before.body }, { title: input.title, body: input.body });
  const after = await findCircular(tx, input.id);
  return after ? view(after, actor) : notFound('通报', 'circular');
});
