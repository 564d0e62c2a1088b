import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { whyNotOwnFiles } from '../http/own-file.ts';
import { firstOf, notFound } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { findUnit } from '../network/place-queries.ts';
import { charge, USUAL_TERM } from './charge.ts';
import { whyNotDue, whyNotSeen, whyNotUnitOpen } from './lead.ts';
import { insertEvent, insertLead } from './queries.ts';
import { nameOf, tellUnit } from './tell-about.ts';
import { show } from './views.ts';

/** Anyone who may write records what was seen and names the unit that supplies the material (C3). */
export const recordLead = acts(contract.leads.record, async call => {
  const { input, actor, tx, now } = call;
  const from = await findUnit(tx, input.fromUnitId);
  if (!from) return notFound('登记单位', 'recording unit');
  const out = call.may({ unitPath: from.path });
  if (out) return out;
  const unit = await findUnit(tx, input.unitId);
  if (!unit) return notFound('责任单位', 'responsible unit');
  const why =
    firstOf(whyNotUnitOpen(unit), whyNotSeen(input.seenAt, now), whyNotDue(input.dueAt, now)) ??
    (await whyNotOwnFiles(tx, {
      ...{ ids: input.fileIds, personId: actor.personId },
      ...{ as: ['线索附件', 'file'], code: 'invalid' },
    }));
  if (why) return why;
  const id = newId('lead', now);
  const { what, place, source } = input;
  await insertLead(
    tx,
    {
      ...{ id, what, place, source, seen_at: input.seenAt, unit_id: unit.id },
      ...{ recorded_by: actor.personId, recorded_unit_id: from.id, recorded_at: now.toISOString() },
    },
    input.fileIds,
  );
  const due = input.dueAt === null ? USUAL_TERM : { at: new Date(input.dueAt) };
  const owed = await charge(tx, { lead: { id, round: 0 }, unit, due, by: actor.personId, now });
  await insertEvent(tx, { leadId: id, kind: 'recorded', by: actor.personId, text: unit.name, now });
  await tellUnit(
    call,
    { leadId: id, unitId: unit.id, owed },
    {
      kind: 'lead',
      zh: `请${unit.name}报送线索材料：${nameOf({ what })}`,
      en: `${unit.name} supplies material on a lead: ${nameOf({ what })}`,
    },
  );
  call.record(id, null, { what, place, unit: unit.name, dueAt: input.dueAt });
  return show(call, id);
});
