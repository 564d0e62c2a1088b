import { ORPCError } from '@orpc/client';
import type { QueryClient } from '@tanstack/react-query';
import type { Me } from '@xinxuan/contract';
import { api, client } from '../api/api.ts';
import { actAs, actingPost } from '../api/post.ts';
import { type Place, paths } from '../paths.ts';

const PHONE = '(max-width: 767px)';

/** Whether somebody holds this device, so that there is a page for them without network. */
async function openableHere(): Promise<boolean> {
  const { heldNow } = await import('../device/useKeeping.ts');
  return heldNow().catch(() => false);
}

/** Null when a person is signed in and may go on; otherwise where they have to go first. */
export async function whoIsThere(queries: QueryClient, href: string): Promise<Place | null> {
  if (!globalThis.navigator.onLine && (await openableHere())) return paths.field();
  try {
    const me = await askMe(queries);
    if (me.mustChangePassword) return paths.password();
    return null;
  } catch (error) {
    if (!(error instanceof ORPCError)) {
      if (matchMedia(PHONE).matches && (await openableHere())) return paths.field();
      throw error;
    }
    if (error.code === 'password_change_required') return paths.password();
    if (error.status !== 401) throw error;
    const state = await queries.fetchQuery(api.session.state.queryOptions());
    if (!state.setUp) return paths.firstRun();
    return paths.signIn(href === '/' ? {} : { to: href });
  }
}

/**
 * Asked past the cache, because nobody being there is an answer here and no lost session.
 * A remembered post may have ended, or belong to who sat here before: then the server's choice holds.
 */
async function askMe(queries: QueryClient): Promise<Me> {
  const key = api.session.me.queryKey();
  const known = queries.getQueryData(key);
  if (known) return known;
  const me = await client.session.me().catch((error: unknown) => {
    if (!(error instanceof ORPCError) || error.status !== 403 || !actingPost()) throw error;
    actAs(null);
    return client.session.me();
  });
  queries.setQueryData(key, me);
  return me;
}
