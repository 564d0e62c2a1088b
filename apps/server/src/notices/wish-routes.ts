import { contract } from '@xinxuan/contract';
import { acts, answers } from '../http/endpoint.ts';
import { stale } from '../http/refusal.ts';
import { bodyWays, contactsOf, findWishes, saveWishesRow } from './way-queries.ts';
import { USUAL_WAYS } from './wishes.ts';

const USUAL = { ways: USUAL_WAYS, quiet: null, digest: false, version: 0 };

export const showWishes = answers(contract.notices.wishes, async ({ reader, actor }) => {
  const wishes = (await findWishes(reader, actor.personId)) ?? USUAL;
  const body = await bodyWays(reader, null);
  const { email, phone } = await contactsOf(reader, actor.personId);
  const gateway = body.channels.some(channel => channel.kind === 'sms');
  return {
    ...wishes,
    bodyQuiet: body.quiet,
    reach: { mail: body.mail ? email : null, sms: gateway ? phone : null },
  };
});

export const changeWishes = acts(contract.notices.saveWishes, async ({ input, tx, actor, record }) => {
  const before = (await findWishes(tx, actor.personId)) ?? USUAL;
  if (before.version !== input.version || !(await saveWishesRow(tx, actor.personId, input)))
    return stale({ version: before.version });
  record(actor.personId, before, input);
  return { version: input.version + 1 };
});
