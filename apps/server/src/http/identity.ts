import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { dayOf } from '../clock.ts';
import { type ActorRow, endSession, findSession, findToken, touchSession, touchToken } from '../db/actors.ts';
import type { Database } from '../db/connect.ts';
import type { Actor, ActorPost } from './actor.ts';
import { type Refusal, refuse } from './refusal.ts';

const CACHED_MS = 3_000;
const CACHE_SIZE = 5_000;
const TOUCH_MS = 60_000;

export const SESSION_COOKIE = 'xinxuan.session_token';

export type Request = {
  cookie: string | undefined;
  bearer: string | undefined;
  post: string | undefined;
  address: string;
  now: Date;
};

export type Identity = {
  find(request: Request): Promise<Actor | Refusal>;
  /** Forget what is remembered of everybody: after changes of people, appointments or sessions. */
  forget(): void;
};

/** `at`: when the database was asked; `touched`: when it was last noted that the session is in use. */
type Remembered = { known: Known; at: number; touched: number };
type Known = { row: ActorRow; postId: string | null; ends: string | null; token: string | null };

/**
 * Who is behind a request. An answer is remembered for three seconds, so a change of rights made on another server
 * takes effect within that time; changes made here take effect at once.
 */
export function createIdentity(
  database: Database,
  options: { secret: string; idleMinutes: number },
): Identity {
  const remembered = new Map<string, Remembered>();

  async function look(request: Request): Promise<Known | Refusal | null> {
    const credential = request.bearer ? `bearer ${request.bearer}` : (request.cookie ?? '');
    if (!credential) return null;
    const at = request.now.getTime();
    const held = remembered.get(credential);
    if (held && isFresh(held, at)) return held.known;
    const found = request.bearer
      ? await byToken(database, request.bearer, request.now)
      : await bySession(credential, request.now);
    if (!found || 'refused' in found) {
      remembered.delete(credential);
      return found;
    }
    const touched = await touch(found, held?.touched ?? 0, request.now);
    if (remembered.size >= CACHE_SIZE) remembered.clear();
    remembered.set(credential, { known: found, at, touched });
    return found;
  }

  /** Notes at most once a minute that a session is in use; answers when that was last noted. */
  async function touch(known: Known, touched: number, now: Date): Promise<number> {
    if (now.getTime() - touched < TOUCH_MS) return touched;
    if (known.token) await touchSession(database, known.token, now);
    return now.getTime();
  }

  async function bySession(cookie: string, now: Date): Promise<Known | Refusal | null> {
    const token = unsign(cookie, options.secret);
    const row = token ? await findSession(database, token, now) : null;
    if (!row || !token) return null;
    if (now.getTime() - new Date(row.last_seen).getTime() > options.idleMinutes * 60_000) {
      await endSession(database, token);
      return idle(options.idleMinutes);
    }
    return { row, postId: null, ends: new Date(row.ends).toISOString(), token };
  }

  return {
    async find(request) {
      const known = await look(request);
      if (known && 'refused' in known) return known;
      if (!known) {
        return refuse('unauthenticated', 'no_session', {
          zh: '尚未登录，或登录已过期。请登录后再试。',
          en: 'You are not signed in, or your session has ended. Sign in and try again.',
        });
      }
      return actorOf(known, request);
    },
    forget: () => remembered.clear(),
  };
}

function idle(minutes: number): Refusal {
  return refuse('unauthenticated', 'idle', {
    zh: `您已超过 ${minutes} 分钟没有操作，为安全起见已自动退出。请重新登录，草稿都已保存。`,
    en: `You were signed out after ${minutes} minutes without activity. Sign in again; drafts were saved.`,
  });
}

const isFresh = (held: Remembered, at: number): boolean => Math.abs(at - held.at) < CACHED_MS;

async function byToken(database: Database, bearer: string, now: Date): Promise<Known | null> {
  const row = await findToken(database, hashToken(bearer), dayOf(now));
  if (!row) return null;
  await touchToken(database, row.token_id, now);
  return { row, postId: row.appointment_id, ends: null, token: null };
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function actorOf(known: Known, request: Request): Actor | Refusal {
  const { row } = known;
  const today = dayOf(request.now);
  const inTerm = (post: ActorPost): boolean =>
    post.fromOn <= today && (post.toOn === null || post.toOn >= today);
  const posts = row.posts.filter(post => inTerm(post) && (!known.postId || post.id === known.postId));
  const post = request.post ? posts.find(held => held.id === request.post) : posts[0];
  if (request.post && !post) {
    return refuse('forbidden', 'post_not_held', {
      zh: '所选任职不是您的，或已到期。请在右上角重新选择任职。',
      en: 'The chosen post is not yours or has ended. Choose another post at the top right.',
    });
  }
  return {
    personId: row.person_id,
    personName: row.name,
    userName: row.user_name,
    title: row.title,
    bodyId: row.body_id,
    bodyName: row.body_name,
    posts,
    post: post ?? null,
    mustChangePassword: row.must_change_password,
    sessionEnds: known.ends,
    sessionToken: known.token,
    address: request.address,
  };
}

/** The sign-in library's cookie is `token.signature`, HMAC-SHA-256 in base64. */
function unsign(cookie: string, secret: string): string | null {
  const dot = cookie.lastIndexOf('.');
  if (dot < 1) return null;
  const token = cookie.slice(0, dot);
  const given = Buffer.from(cookie.slice(dot + 1), 'base64');
  const right = createHmac('sha256', secret).update(token).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}
