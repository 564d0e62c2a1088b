import { contract } from '@xinxuan/contract';
import { honoursOf } from '../awards/honours.ts';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import { acts } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { lateCorrections } from '../standings/corrections/queries.ts';
import { groupsOf } from '../standings/get.ts';
import { type NamedPeriod, periodBefore, periodOf } from '../standings/period.ts';
import { findPeriod } from '../standings/periods/queries.ts';
import { type StandingRow, schemesInForce, standingRows } from '../standings/queries.ts';
import { view } from './circular.ts';
import { composeCircular, type Figures } from './compose.ts';
import {
  adoptionsByLevel,
  findCircular,
  findDraftOf,
  insertCircular,
  lockDrafting,
  topDesk,
} from './queries.ts';

/** A period has one draft at a time: who asks again, or at the same moment, gets the one that was begun. */
export const draft = acts(contract.circulars.draft, async ({ input, actor, tx, now, record }) => {
  await lockDrafting(tx, input.period);
  const begun = await findDraftOf(tx, input.period);
  if (begun) {
    record(begun.id, null, { period: input.period, title: begun.title, existed: true });
    return { ...view(begun, actor), existed: true };
  }
  const figures = await figuresOf(tx, periodOf(input.period), dayOf(now));
  const composed = composeCircular(figures);
  const [scheme] = (await schemesInForce(tx, periodOf(input.period).from, periodOf(input.period).to)).slice(
    -1,
  );
  const id = newId('circular', now);
  await insertCircular(tx, {
    body_id: tx.body,
    id,
    title: composed.title,
    number: '',
    period: input.period,
    scheme_id: scheme?.id ?? null,
    addressee: composed.addressee,
    body: composed.body,
    sign_off: composed.signOff,
    signed_on: figures.signedOn,
    state: 'draft',
    saved_by: actor.personId,
    saved_at: now.toISOString(),
    issued_by: null,
    issued_at: null,
    discarded_at: null,
    version: 0,
  });
  record(id, null, { period: input.period, title: composed.title });
  const circular = await findCircular(tx, id);
  return circular ? { ...view(circular, actor), existed: false } : notFound('通报', 'circular');
});

async function figuresOf(reader: Reader, period: NamedPeriod, today: string): Promise<Figures> {
  const state = await findPeriod(reader, period.key);
  const rowsOf = async ({ from, to }: NamedPeriod): Promise<StandingRow[]> =>
    standingRows(reader, { owners: 'unit', from, to });
  const rows = state.frozen?.unit.rows ?? (await rowsOf(period));
  const earlier = await rowsOf(periodOf(periodBefore(period.key)));
  const [scheme] = (await schemesInForce(reader, period.from, period.to)).slice(-1);
  const top = await topDesk(reader);
  const byLevel = await adoptionsByLevel(reader, period.from, period.to);
  const late = await lateCorrections(reader, { ...period, owners: 'unit' });
  const submittedBefore = total(earlier, 'submitted');
  return {
    period: period.key,
    bodyName: top.name,
    deskName: top.desk,
    schemeName: scheme?.name ?? null,
    groups: groupsOf(rows, scheme ?? null, 'unit').map(({ group, rows: members }) => ({
      name: group?.name ?? '',
      rows: members,
    })),
    submitted: total(rows, 'submitted'),
    counted: total(rows, 'counted'),
    adopted: byLevel.reduce((sum, each) => sum + each.items, 0),
    byLevel,
    before: submittedBefore > 0 ? { submitted: submittedBefore, adopted: total(earlier, 'adopted') } : null,
    late: late.map(each => ({ ...each, owner: each.owner_name })),
    honours: await honoursOf(reader, period.key),
    hash: state.hash,
    previousHash: state.previous_hash,
    signedOn: today,
  };
}

function total(rows: StandingRow[], figure: 'submitted' | 'counted' | 'adopted'): number {
  return rows.reduce((sum, row) => sum + row[figure], 0);
}
