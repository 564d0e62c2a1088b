import { useSuspenseQuery } from '@tanstack/react-query';
import type { Me, Right } from '@xinxuan/contract';
import { api } from '../api/api.ts';

/** The signed-in person; only below the frame, which is drawn once `me` is known. */
export function useMe(): Me {
  return useSuspenseQuery(api.session.me.queryOptions({ staleTime: 5 * 60_000 })).data;
}

export function useRight(right: Right): boolean {
  return useMe().rights.includes(right);
}
