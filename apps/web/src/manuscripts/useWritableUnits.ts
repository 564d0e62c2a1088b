import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/api.ts';
import { useMe } from '../session/me.ts';
import { writableUnits } from '../ui/writable.ts';

/** The units for which the person may write from the post in use; null until they are known. */
export function useWritableUnits(): ReadonlySet<string> | null {
  const me = useMe();
  const units = useQuery(api.network.units.list.queryOptions({ input: {}, staleTime: 300_000 }));
  return useMemo(
    () => (units.isPending ? null : writableUnits(me, units.data?.units ?? [])),
    [me, units.isPending, units.data],
  );
}
