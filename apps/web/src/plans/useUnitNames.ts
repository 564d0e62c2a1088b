import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';

/** The name of a unit; empty while the units are still on their way. */
export function useUnitNames(): (id: string) => string {
  const units = useQuery(api.network.units.list.queryOptions({ input: {}, staleTime: 300_000 }));
  const names = new Map((units.data?.units ?? []).map(unit => [unit.id, unit.name]));
  return id => names.get(id) ?? '';
}
