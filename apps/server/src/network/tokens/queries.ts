import type { Role } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../db/connect.ts';
import { within } from '../../db/within.ts';
import type { Scope } from '../../http/rights.ts';

export type TokenLine = {
  id: string;
  name: string;
  person: { id: string; name: string };
  post: { role: Role; unit: { id: string; name: string } };
  createdAt: string;
  lastUsedAt: string | null;
  expiresOn: string;
  revoked: boolean;
};

/** Newest first; revoked ones stay on record. */
export async function findTokens(reader: Reader, scope: Scope): Promise<TokenLine[]> {
  const found = await sql<TokenLine>`
    select t.id, t.name, json_build_object('id', p.id, 'name', p.name) as person,
      json_build_object('role', a.role, 'unit', json_build_object('id', u.id, 'name', u.name)) as post,
      t.created_at as "createdAt", t.last_used_at as "lastUsedAt", t.expires_on as "expiresOn",
      t.revoked_at is not null as revoked
    from api_tokens t
    join appointments a on a.body_id = t.body_id and a.id = t.appointment_id
    join people p on p.body_id = a.body_id and p.id = a.person_id
    join units u on u.body_id = a.body_id and u.id = a.unit_id
    where t.body_id = ${reader.body} and ${within(scope, 'u.path')} order by t.created_at desc, t.id desc`.execute(
    reader.db,
  );
  return found.rows;
}

export async function insertToken(
  tx: Tx,
  token: { id: string; name: string; appointmentId: string; hash: Buffer; at: Date; expiresOn: string },
): Promise<void> {
  await tx.db
    .insertInto('api_tokens')
    .values({
      body_id: tx.body,
      id: token.id,
      name: token.name,
      appointment_id: token.appointmentId,
      hash: token.hash,
      created_at: token.at.toISOString(),
      expires_on: token.expiresOn,
      last_used_at: null,
      revoked_at: null,
    })
    .execute();
}

/** The path of the unit that the token's post stands at. */
export async function unitPathOfToken(reader: Reader, id: string): Promise<string | null> {
  const found = await sql<{ path: string }>`
    select u.path from api_tokens t
    join appointments a on a.body_id = t.body_id and a.id = t.appointment_id
    join units u on u.body_id = a.body_id and u.id = a.unit_id
    where t.body_id = ${reader.body} and t.id = ${id}`.execute(reader.db);
  return found.rows[0]?.path ?? null;
}

/** Revoking twice keeps the first moment. */
export async function revokeToken(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.db
    .updateTable('api_tokens')
    .set(eb => ({
      revoked_at: eb.fn.coalesce('revoked_at', eb.cast<string>(eb.val(at.toISOString()), 'timestamptz')),
    }))
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .execute();
}
