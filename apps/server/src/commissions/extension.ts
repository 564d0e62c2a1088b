import { contract } from '@xinxuan/contract';
import { moveDuty } from '../duties/move.ts';
import { acts } from '../http/endpoint.ts';
import { isRefusal, refuse } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { acted, openAsking } from './act-on.ts';
import { whyNotAskExtension, whyNotDecideExtension, whyNotUntil } from './commission.ts';
import { decideExtension, dutyKey, insertExtension } from './queries.ts';
import { tellDesk, tellUnit, unitOf } from './tell-about.ts';

export const askExtension = acts(contract.commissions.askExtension, async call => {
  const { input, tx, actor, now } = call;
  const until = new Date(input.until);
  const at = await openAsking(
    call,
    'unit',
    open => whyNotAskExtension(open) ?? whyNotUntil(until, open, now),
  );
  if (isRefusal(at)) return at;
  const { asking, commission } = at;
  const id = newId('extension', now);
  const { reason } = input;
  await insertExtension(tx, {
    ...{ id, askingId: asking.id, reason, by: actor.personId, now },
    until: until.toISOString(),
  });
  await tellDesk(call, commission, {
    kind: 'extension_asked',
    zh: `${asking.unit.name}申请约稿“${commission.topic}”延期：${reason}`,
    en: `${asking.unit.name} asks for more time on “${commission.topic}”: ${reason}`,
  });
  return acted(call, at, { extension: input.until, reason });
});

/** Granted, the due time moves with its reminders; refused, it stays, and the unit learns why. */
export const decideOnExtension = acts(contract.commissions.decideExtension, async call => {
  const { input, tx, actor, now } = call;
  const at = await openAsking(call, 'desk', whyNotDecideExtension);
  if (isRefusal(at)) return at;
  const { asking, commission } = at;
  const { granted, reason } = input;
  if (!granted && reason.length < 2) {
    const words = { zh: '不同意延期须写明理由。', en: 'Say why more time is refused.' };
    return refuse('invalid', 'refused_without_reason', { ...words, fields: { reason: words } });
  }
  const extension = asking.extensions.find(each => each.granted === null)!;
  const late = granted ? whyNotUntil(new Date(extension.until), at, now) : null;
  if (late) return late;
  await decideExtension(tx, extension.id, { granted, reason, by: actor.personId, now });
  if (granted) {
    const due = { at: new Date(extension.until) };
    const given = { due, by: actor.personId, reason: extension.reason, dueMoved: call.server.dueMoved, now };
    await moveDuty(tx, { key: dutyKey(asking.id), ...given });
  }
  await tellUnit(call, unitOf(at), {
    kind: 'extension_decided',
    zh: granted ? `约稿“${commission.topic}”已同意延期。` : `约稿“${commission.topic}”不同意延期：${reason}`,
    en: granted
      ? `More time was granted for “${commission.topic}”.`
      : `More time was refused for “${commission.topic}”: ${reason}`,
  });
  return acted(call, at, { granted, reason });
});
