import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import { answers } from '../http/endpoint.ts';
import type { Scope } from '../http/rights.ts';
import {
  both,
  type Condition,
  filterOf,
  insideOf,
  listRows,
  notIn,
  openTo,
  writtenBy,
} from './list-queries.ts';
import { findUnit } from './queries.ts';

export const list = answers(contract.manuscripts.list, async ({ input, reader, actor, now, scope }) => {
  const { page, pageSize, sort, mine, ...filter } = input;
  const parts = await partsOf(reader, {
    scope: scope(),
    ownUnit: actor.post?.unitId ?? '',
    person: actor.personId,
    mine,
    unitId: filter.unitId,
  });
  const asked = filterOf(filter);
  return listRows(reader, {
    parts: parts.map(part => [...part, ...asked]),
    order: sort,
    page,
    pageSize,
    day: dayOf(now),
  });
});

export type Seen = {
  scope: Scope;
  /** Of the unit of the actor's post: its drafts are open to the actor. */
  ownUnit: string;
  person: string;
  mine: boolean | undefined;
  unitId: string | undefined;
};

/** What the actor reaches, and apart from it what they wrote elsewhere; either part can use its own index. */
export async function partsOf(
  reader: Reader,
  { scope, ownUnit, person, mine, unitId }: Seen,
): Promise<Condition[][]> {
  const own = writtenBy(reader, person);
  if (mine) return [[own]];
  const open = openTo(ownUnit);
  const inside = insideOf(scope);
  if (!inside) return [[open], [own, notIn(open)]];
  const reached = both(inside, open);
  if (!unitId) return [[reached], [own, notIn(reached)]];
  const path = (await findUnit(reader, unitId))?.path ?? '';
  const within =
    scope.kind === 'below' ? path.startsWith(scope.path) : scope.kind === 'unit' && path === scope.path;
  return within ? [[open], [own, notIn(open)]] : [[own]];
}
