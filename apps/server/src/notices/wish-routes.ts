import { contract } from '@xinxuan/contract';
import { acts, answers } from '../http/endpoint.ts';
import { can, stale } from '../http/refusal.ts';
import { isDown, PLACES, type Wrong, whyNoRobot, whyNotMail, whyNotSms } from './reach.ts';
import { bodyWays, findWishes, saveWishesRow, waysOf } from './way-queries.ts';
import { USUAL_WAYS } from './wishes.ts';

const USUAL = { ways: USUAL_WAYS, quiet: null, digest: false, version: 0 };

export const showWishes = answers(contract.notices.wishes, async call => {
  const { reader, actor, now } = call;
  const wishes = (await findWishes(reader, actor.personId)) ?? USUAL;
  const body = await bodyWays(reader, []);
  const state = await waysOf(reader, actor.personId, now);
  const place = { unitPath: actor.post?.unitPath ?? '' };
  const mend = (at: Wrong['place']): Wrong['place'] =>
    at === null || call.may(place, at === PLACES.roster ? 'network.manage' : 'channel.manage') ? null : at;
  const shown = ({ why, place: at }: Wrong) => ({ why: can(why), mend: mend(at) });
  const gateway = body.channels.some(channel => channel.kind === 'sms');
  const { email, phone, mobile, down } = state;
  const mail = { to: email, open: body.mail, fits: true, down: down.includes('mail/') };
  const sms = { to: phone, open: gateway, fits: mobile, down: down.includes('sms/') };
  const robots = body.channels.filter(({ kind }) => kind !== 'sms' && kind !== 'webhook');
  return {
    ...wishes,
    bodyQuiet: body.quiet,
    reach: {
      mail: { to: email, ...shown(whyNotMail({ ...mail, refused: state.mailRefused })) },
      sms: { to: phone, ...shown(whyNotSms({ ...sms, refused: state.smsRefused })) },
    },
    robots: {
      rows: robots.map(({ id, kind, name, groups }) => ({
        ...{ id, kind, name, groups },
        why: can(down.includes(`${kind}/${id}`) ? isDown(PLACES.channels).why : null),
      })),
      ...shown(whyNoRobot(robots.length)),
    },
  };
});

export const changeWishes = acts(contract.notices.saveWishes, async ({ input, tx, actor, record }) => {
  const before = (await findWishes(tx, actor.personId)) ?? USUAL;
  if (before.version !== input.version || !(await saveWishesRow(tx, actor.personId, input)))
    return stale({ version: before.version });
  record(actor.personId, before, input);
  return { version: input.version + 1 };
});
