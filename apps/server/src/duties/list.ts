import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { showLife } from './life-views.ts';
import { listDuties, ratesOf } from './list-queries.ts';
import { findDuty, pathOf } from './queries.ts';
import { placeOf, showDuties } from './views.ts';

export const list = answers(contract.duties.list, async ({ input, ...call }) => {
  const { reader, actor, now, scope } = call;
  const { rows, total } = await listDuties(reader, { ...input, scope: scope(), actor, now });
  return { rows: await showDuties(call, rows), total };
});

export const get = answers(contract.duties.get, async ({ input, ...call }) => {
  const { reader, may } = call;
  const row = await findDuty(reader, { id: input.id });
  if (!row) return notFound('这项应办', 'duty');
  const out = may(placeOf(row, (await pathOf(reader, row.unit_id)) ?? ''));
  return out ?? showLife(call, row);
});

const LONGEST_DAYS = 400;

export const rates = answers(contract.duties.rates, async ({ input, reader, now, scope }) => {
  const reached = scope();
  const days = (Date.parse(input.to) - Date.parse(input.from)) / 86_400_000;
  if (days < 0 || days > LONGEST_DAYS) {
    const words = {
      zh: `起止日期颠倒，或超过 ${LONGEST_DAYS} 天。请改选一段日期。`,
      en: `The days are reversed, or more than ${LONGEST_DAYS}. Choose another stretch.`,
    };
    return refuse('invalid', 'stretch', { ...words, fields: { to: words } });
  }
  return { rows: await ratesOf(reader, reached, { ...input, now }) };
});
