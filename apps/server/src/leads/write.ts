import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { releadFacts } from '../facts/relead.ts';
import { acts } from '../http/endpoint.ts';
import { isRefusal, notFound, refuse } from '../http/refusal.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { startManuscript } from '../manuscripts/start.ts';
import { findUnit } from '../network/place-queries.ts';
import { acted, openLead } from './act-on.ts';
import { follow } from './follow.ts';
import { whyNotWrite } from './lead.ts';
import { changeLead, insertEvent, putItem } from './queries.ts';
import { nameOf } from './tell-about.ts';

/** A draft on the lead, begun with what was seen; writing is saying yes. */
export const writeOnLead = acts(contract.leads.write, async call => {
  const { input, tx, actor, now } = call;
  const unit = await findUnit(tx, input.unitId);
  if (!unit) return notFound('撰稿单位', 'writing unit');
  const out = call.may({ unitPath: unit.path });
  if (out) return out;
  const lead = await openLead(call, open => whyNotWrite(open, unit.id, now));
  if (isRefusal(lead)) return lead;
  const manuscriptId = await startManuscript(tx, {
    columns: {
      ...{ unit_id: unit.id, unit_path: unit.path, channel: 'news', type: 'digest', genre: 'brief' },
      ...{ importance: 'ordinary', themes: [], title: nameOf(lead), event_on: dayOf(new Date(lead.seenAt)) },
      ...{ secrecy: 'none', lead_note: `线索：${nameOf(lead)}` },
    },
    stand: { lead_id: lead.id },
    ...{ kind: 'draft', body: [], authorIds: [actor.personId], files: [], actor, now },
    detail: { from: 'lead', lead: lead.id },
  });
  await changeLead(tx, lead.id, accepting(lead, unit.id));
  await insertEvent(tx, { leadId: lead.id, kind: 'linked', by: actor.personId, text: unit.name, now });
  call.record(lead.id, null, { unit: unit.name, manuscriptId });
  return { manuscriptId };
});

const accepting = (lead: { unit: { id: string }; answer: string }, unitId: string) =>
  lead.unit.id === unitId && lead.answer === 'asked' ? ({ answer: 'accepted' } as const) : {};

/** An item that is there already answers; what it has scored counts for the lead from now on (S3). */
export const linkItem = acts(contract.leads.link, async call => {
  const { input, tx, actor, now } = call;
  const manuscript = await findManuscript(tx, input.manuscriptId, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const out = call.may({ unitPath: manuscript.unit_path });
  if (out) return out;
  const lead = await openLead(call, open => whyNotWrite(open, manuscript.unit_id, now));
  if (isRefusal(lead)) return lead;
  if (manuscript.lead_id !== null) {
    return refuse('conflict', 'answers_another', {
      zh: `《${manuscript.title}》已经关联了一条线索。一篇稿件只完成一条线索，请先在那里取消关联。`,
      en: `“${manuscript.title}” answers a lead already. Take it off there first.`,
    });
  }
  await putItem(tx, manuscript.id, lead.id);
  const by = { by: actor.personId, now };
  await releadFacts(tx, { manuscriptId: manuscript.id, leadId: lead.id, ...by });
  await follow(tx, { manuscriptId: manuscript.id, ...by });
  const change = accepting(lead, manuscript.unit_id);
  return acted(call, lead, { kind: 'linked', text: `《${manuscript.title}》`, change });
});

export const unlinkItem = acts(contract.leads.unlink, async call => {
  const { input, tx, actor, now } = call;
  const manuscript = await findManuscript(tx, input.manuscriptId, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const out = call.may({ unitPath: manuscript.unit_path });
  if (out) return out;
  const lead = await openLead(call, open =>
    open.items.some(item => item.id === manuscript.id) ? null : notLinked(),
  );
  if (isRefusal(lead)) return lead;
  await putItem(tx, manuscript.id, null);
  const by = { by: actor.personId, now };
  await releadFacts(tx, { manuscriptId: manuscript.id, leadId: null, ...by });
  await follow(tx, { leadId: lead.id, ...by });
  return acted(call, lead, { kind: 'unlinked', text: `《${manuscript.title}》` });
});

function notLinked() {
  return refuse('wrong_state', 'not_linked', {
    zh: '这篇稿件没有关联这条线索，可能已被取消关联。请刷新页面。',
    en: 'This item does not answer the lead; it may have been taken off. Reload the page.',
  });
}
