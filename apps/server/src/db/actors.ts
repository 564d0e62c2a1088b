import type { Role } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Database } from './connect.ts';

export type ActorRow = {
  person_id: string;
  name: string;
  user_name: string;
  title: string;
  body_id: string;
  body_name: string;
  must_change_password: boolean;
  posts: {
    id: string;
    role: Role;
    unitId: string;
    unitName: string;
    unitPath: string;
    fromOn: string;
    toOn: string | null;
  }[];
};
export type SessionRow = ActorRow & { ends: string; last_seen: string };
export type TokenRow = ActorRow & { token_id: string; appointment_id: string };

const PERSON = sql`
  p.id as person_id, p.name, p.user_name, p.title, p.body_id, b.name as body_name, p.must_change_password,
  coalesce((select json_agg(json_build_object('id', a.id, 'role', a.role, 'unitId', u.id, 'unitName', u.name,
      'unitPath', u.path, 'fromOn', a.from_on, 'toOn', a.to_on) order by a.from_on, a.id)
    from appointments a join units u on u.body_id = a.body_id and u.id = a.unit_id
    where a.body_id = p.body_id and a.person_id = p.id), '[]') as posts`;

/** The person behind a live session, with every appointment ever held; the caller keeps those of today. */
export async function findSession(database: Database, token: string, now: Date): Promise<SessionRow | null> {
  const found = await sql<SessionRow>`
    select ${PERSON}, s."expiresAt" as ends, s.last_seen_at as last_seen
    from auth_sessions s
    join people p on p.auth_user_id = s."userId" and p.active
    join bodies b on b.id = p.body_id
    where s.token = ${token} and s."expiresAt" > ${now.toISOString()}`.execute(database.db);
  return found.rows[0] ?? null;
}

export async function touchSession(database: Database, token: string, now: Date): Promise<void> {
  await sql`update auth_sessions set last_seen_at = ${now.toISOString()} where token = ${token}`.execute(
    database.db,
  );
}

export async function endSession(database: Database, token: string): Promise<void> {
  await sql`delete from auth_sessions where token = ${token}`.execute(database.db);
}

/** The person and the single post that a machine's token stands for. */
export async function findToken(database: Database, hash: Buffer, today: string): Promise<TokenRow | null> {
  const found = await sql<TokenRow>`
    select ${PERSON}, t.id as token_id, t.appointment_id
    from api_tokens t
    join appointments ta on ta.body_id = t.body_id and ta.id = t.appointment_id
    join people p on p.body_id = ta.body_id and p.id = ta.person_id and p.active
    join bodies b on b.id = p.body_id
    where t.hash = ${hash} and t.revoked_at is null and t.expires_on >= ${today}`.execute(database.db);
  return found.rows[0] ?? null;
}

export async function touchToken(database: Database, id: string, now: Date): Promise<void> {
  await sql`update api_tokens set last_used_at = ${now.toISOString()} where id = ${id}`.execute(database.db);
}
