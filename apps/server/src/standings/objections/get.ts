import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import { answers } from '../../http/endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { findObjection, listObjectionRows } from './queries.ts';
import { rowView, view } from './views.ts';

export const getObjection = answers(contract.objections.get, async ({ input, reader, actor, now, may }) => {
  const objection = await findObjection(reader, input.id, dayOf(now));
  if (!objection) return notFound('异议', 'objection');
  const away = may({ unitPath: objection.unit_path });
  return away ?? view(reader, objection, actor);
});

export const listObjections = answers(contract.objections.list, async ({ input, reader, now, scope }) => {
  const found = await listObjectionRows(reader, { ...input, scope: scope(), today: dayOf(now) });
  return { rows: found.rows.map(rowView), total: found.total };
});
