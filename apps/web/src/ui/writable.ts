import type { Me, Unit } from '@xinxuan/contract';

/** The units for which a person may write from the post in use. */
export function writableUnits(
  { post, writesFor }: Pick<Me, 'post' | 'writesFor'>,
  units: readonly Unit[],
): Set<string> {
  if (!post || !writesFor) return new Set();
  if (writesFor === 'body') return new Set(units.map(unit => unit.id));
  const found = new Set([post.unit.id]);
  if (writesFor === 'unit') return found;
  const below = Map.groupBy(units, unit => unit.parentId);
  // a set hands out what is added while it is walked
  for (const id of found) for (const unit of below.get(id) ?? []) found.add(unit.id);
  return found;
}
