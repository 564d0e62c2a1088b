import { ORPCError } from '@orpc/client';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

type SessionLost = (why: 'signed_out' | 'password') => void;

/**
 * Reads are kept for half a minute and asked again when the window is looked at. `send` already repeats what
 * nobody answered, so nothing is retried here. A lost session leads to the sign-in, wherever it is noticed.
 */
export function createQueries(onSessionLost: SessionLost): QueryClient {
  const onError = (error: unknown) => {
    if (!(error instanceof ORPCError)) return;
    if (error.code === 'unauthenticated' || error.code === 'UNAUTHORIZED') onSessionLost('signed_out');
    if (error.code === 'password_change_required') onSessionLost('password');
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 30_000, retry: false, refetchOnWindowFocus: true, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
