import type { Unit } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import type { ReadCall } from '../../http/endpoint.ts';
import { can, firstOf } from '../../http/refusal.ts';
import { type ClosingFacts, NOTHING_OPEN, whyNotAddBelow, whyNotClose } from '../unit.ts';
import { closingFacts, findUnits, type UnitLine } from './queries.ts';

export type Asker = Pick<ReadCall<never>, 'may' | 'reader' | 'now'>;

export function unitView(line: UnitLine, { may, now }: Asker, facts: ClosingFacts): Unit {
  const here = may({ unitPath: line.path }, 'network.manage');
  return {
    id: line.id,
    parentId: line.parent_id,
    name: line.name,
    shortName: line.short_name,
    aliases: line.aliases,
    kind: line.kind,
    group: line.group_id === null ? null : { id: line.group_id, name: line.group_name ?? '' },
    deskName: line.desk_name,
    openedOn: line.opened_on,
    closedOn: line.closed_on,
    depth: line.depth,
    version: line.version,
    correspondents: line.correspondents,
    can: {
      change: can(here),
      close: can(firstOf(here, whyNotClose(line, dayOf(now), facts))),
      addBelow: can(firstOf(here, whyNotAddBelow(line))),
    },
  };
}

/** The unit as it stands now, after an act on it. */
export async function showUnit(call: Asker, id: string): Promise<Unit> {
  const [line] = await findUnits(call.reader, { day: dayOf(call.now), all: true, id });
  if (!line) throw new Error(`unit ${id} is gone in its own transaction`);
  const facts = await closingFacts(call.reader, id);
  return unitView(line, call, facts.get(id) ?? NOTHING_OPEN);
}
