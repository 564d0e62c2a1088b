import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { endDuty } from '../duties/end.ts';
import { acts } from '../http/endpoint.ts';
import { isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { isWriter, type Manuscript } from '../manuscripts/manuscript.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { startManuscript } from '../manuscripts/start.ts';
import { type At, acted, type OnAsking, openAsking } from './act-on.ts';
import { whyNotWrite } from './commission.ts';
import { follow } from './follow.ts';
import { answerKey, changeAsking, changeCommission, deleteItem, insertItem } from './queries.ts';

/** A draft that answers, begun with what was asked for; writing is saying yes. */
export const writeForAsking = acts(contract.commissions.write, async call => {
  const { tx, actor, now } = call;
  const at = await openAsking(call, 'unit', whyNotWrite);
  if (isRefusal(at)) return at;
  const { asking, commission } = at;
  const manuscriptId = await startManuscript(tx, {
    columns: {
      ...{ unit_id: asking.unit.id, unit_path: asking.unit.path, channel: 'news', type: 'experience' },
      ...{ genre: 'long', importance: 'ordinary', themes: [], title: commission.topic, event_on: null },
      ...{ secrecy: 'none', lead_note: `约稿：${commission.topic}` },
    },
    ...{ kind: 'draft', body: [], authorIds: [actor.personId], files: [], actor, now },
    detail: { from: 'commission', commission: commission.id },
  });
  await insertItem(tx, { askingId: asking.id, manuscriptId, by: actor.personId, now });
  await say(call, at);
  await changeCommission(tx, commission.id);
  call.record(commission.id, null, { unit: asking.unit.name, manuscriptId });
  return { manuscriptId };
});

/** An item that is there already answers. */
export const linkItem = acts(contract.commissions.link, async call => {
  const { input, tx, actor, now } = call;
  const at = await openAsking(call, 'unit', whyNotWrite);
  if (isRefusal(at)) return at;
  const manuscript = await findManuscript(tx, input.manuscriptId, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const why = whyNotOwn(call, at, manuscript);
  if (why) return why;
  if (
    !(await insertItem(tx, { askingId: at.asking.id, manuscriptId: manuscript.id, by: actor.personId, now }))
  )
    return answersAnother();
  await say(call, at);
  await follow(tx, { manuscriptId: manuscript.id, by: actor.personId, now });
  return acted(call, at, { linked: manuscript.title });
});

export const unlinkItem = acts(contract.commissions.unlink, async call => {
  const { input, tx, actor, now } = call;
  const at = await openAsking(call, 'unit', ({ asking }) =>
    asking.items.some(item => item.id === input.manuscriptId) ? null : notLinked(),
  );
  if (isRefusal(at)) return at;
  const item = at.asking.items.find(each => each.id === input.manuscriptId)!;
  await deleteItem(tx, item.id);
  await follow(tx, { askingId: at.asking.id, commissionId: at.commission.id, by: actor.personId, now });
  return acted(call, at, { unlinked: item.name });
});

async function say({ tx, actor, now }: OnAsking, { asking }: At): Promise<void> {
  if (asking.answer !== 'asked') return;
  const by = { answered_by: actor.personId, answered_at: now.toISOString() };
  await changeAsking(tx, asking.id, { answer: 'accepted', ...by });
  await endDuty(tx, { key: answerKey(asking.id), by: actor.personId, act: 'commissions.write', now });
}

/** A unit answers with what it wrote itself, and whoever links it has a hand in it or heads the unit. */
function whyNotOwn(call: OnAsking, { asking }: At, manuscript: Manuscript): Refusal | null {
  if (manuscript.unit_id !== asking.unit.id) {
    return refuse('invalid', 'other_units_item', {
      zh: `《${manuscript.title}》是${manuscript.unit.name}的稿件，不能用来答复对${asking.unit.name}的约稿。`,
      en: `“${manuscript.title}” is an item of ${manuscript.unit.name} and cannot answer for ${asking.unit.name}.`,
    });
  }
  if (isWriter(manuscript, call.actor.personId)) return null;
  return call.may({ unitPath: manuscript.unit_path }, 'manuscript.read');
}

function notLinked(): Refusal {
  return refuse('wrong_state', 'not_linked', {
    zh: '这篇稿件没有用来答复这次约稿，可能已被取消关联。请刷新页面。',
    en: 'This item does not answer the commission; it may have been taken off. Reload the page.',
  });
}

function answersAnother(): Refusal {
  return refuse('conflict', 'answers_another', {
    zh: '这篇稿件已经用来答复另一次约稿。一篇稿件只答复一次，请先在那里取消关联。',
    en: 'This item answers another commission already. Take it off there first.',
  });
}
