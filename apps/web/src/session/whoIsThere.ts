import { ORPCError } from '@orpc/client';
import type { QueryClient } from '@tanstack/react-query';
import type { Me } from '@xinxuan/contract';
import { api } from '../api/api.ts';
import { actAs, actingPost } from '../api/post.ts';
import { type Place, paths } from '../paths.ts';

/** Null when a person is signed in and may go on; otherwise where they have to go first. */
export async function whoIsThere(queries: QueryClient, href: string): Promise<Place | null> {
  try {
    const me = await askMe(queries);
    if (me.mustChangePassword) return paths.password();
    return null;
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    if (error.code === 'password_change_required') return paths.password();
    if (error.status !== 401) throw error;
    const state = await queries.fetchQuery(api.session.state.queryOptions());
    if (!state.setUp) return paths.firstRun();
    return paths.signIn(href === '/' ? {} : { to: href });
  }
}

/** A remembered post may have ended, or belong to who sat here before: then the server's choice holds. */
async function askMe(queries: QueryClient): Promise<Me> {
  try {
    return await queries.ensureQueryData(api.session.me.queryOptions());
  } catch (error) {
    if (!(error instanceof ORPCError) || error.status !== 403 || !actingPost()) throw error;
    actAs(null);
    return await queries.fetchQuery(api.session.me.queryOptions());
  }
}
