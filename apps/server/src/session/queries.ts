import { sql } from 'kysely';
import type { Database, Reader, Tx } from '../db/connect.ts';
import type { PersonRow } from '../network/tables.ts';

declare module '../db/connect.ts' {
  interface Tables {
    auth_users: {
      id: string;
      name: string;
      email: string;
      emailVerified: boolean;
      username: string;
      displayUsername: string;
    };
    auth_accounts: { id: string; accountId: string; providerId: string; userId: string; password: string };
    auth_sessions: { id: string; token: string; userId: string; expiresAt: string; last_seen_at: string };
  }
}

export async function findByUserName(database: Database, userName: string): Promise<PersonRow | null> {
  const row = await database.db
    .selectFrom('people')
    .selectAll()
    .where('user_name', '=', userName.toLowerCase())
    .where('active', '=', true)
    .executeTakeFirst();
  return row ?? null;
}

/** Counts a failure; the fifth in a row locks the account until `lockUntil`. */
export async function countFailure(
  tx: Tx,
  personId: string,
  at: { limit: number; lockUntil: Date },
): Promise<boolean> {
  const row = await tx.db
    .updateTable('people')
    .set(eb => ({
      failed_sign_ins: sql<number>`case when failed_sign_ins + 1 >= ${at.limit} then 0 else failed_sign_ins + 1 end`,
      locked_until: eb
        .case()
        .when('failed_sign_ins', '>=', at.limit - 1)
        .then(at.lockUntil.toISOString())
        .else(eb.ref('locked_until'))
        .end(),
    }))
    .where('body_id', '=', tx.body)
    .where('id', '=', personId)
    .returning(['failed_sign_ins'])
    .executeTakeFirst();
  return row?.failed_sign_ins === 0;
}

export async function clearFailures(tx: Tx, personId: string): Promise<void> {
  await tx.db
    .updateTable('people')
    .set({ failed_sign_ins: 0, locked_until: null })
    .where('body_id', '=', tx.body)
    .where('id', '=', personId)
    .execute();
}

export async function passwordHash(
  reader: Reader,
  personId: string,
): Promise<{ authUserId: string; hash: string } | null> {
  const row = await reader.db
    .selectFrom('people')
    .innerJoin('auth_accounts', 'auth_accounts.userId', 'people.auth_user_id')
    .select(['auth_accounts.userId', 'auth_accounts.password'])
    .where('people.body_id', '=', reader.body)
    .where('people.id', '=', personId)
    .where('auth_accounts.providerId', '=', 'credential')
    .executeTakeFirst();
  return row ? { authUserId: row.userId, hash: row.password } : null;
}

/** Sets the password and ends every other session of the person. */
export async function setPassword(
  tx: Tx,
  person: { id: string; authUserId: string },
  to: { hash: string; mustChange: boolean; keepSession: string | null },
): Promise<void> {
  await tx.db
    .updateTable('auth_accounts')
    .set({ password: to.hash })
    .where('userId', '=', person.authUserId)
    .where('providerId', '=', 'credential')
    .execute();
  await tx.db
    .updateTable('people')
    .set({ must_change_password: to.mustChange, failed_sign_ins: 0, locked_until: null })
    .where('body_id', '=', tx.body)
    .where('id', '=', person.id)
    .execute();
  await tx.db
    .deleteFrom('auth_sessions')
    .where('userId', '=', person.authUserId)
    .$if(to.keepSession !== null, query => query.where('token', '<>', to.keepSession ?? ''))
    .execute();
}

/** Gives a person the means to sign in. The e-mail of the account is synthetic: people sign in by user name. */
export async function insertAccount(
  tx: Tx,
  person: { id: string; userName: string; name: string },
  account: { hash: string; mustChange: boolean },
): Promise<void> {
  const authUserId = `usr_${person.id.slice(4)}`;
  await tx.db
    .insertInto('auth_users')
    .values({
      id: authUserId,
      name: person.name,
      email: `${person.userName}@accounts.invalid`,
      emailVerified: false,
      username: person.userName,
      displayUsername: person.userName,
    })
    .execute();
  await tx.db
    .insertInto('auth_accounts')
    .values({
      id: `acc_${person.id.slice(4)}`,
      accountId: authUserId,
      providerId: 'credential',
      userId: authUserId,
      password: account.hash,
    })
    .execute();
  await tx.db
    .updateTable('people')
    .set({ auth_user_id: authUserId, must_change_password: account.mustChange })
    .where('body_id', '=', tx.body)
    .where('id', '=', person.id)
    .execute();
}

/** The account follows the person's name and user name. */
export async function renameAccount(
  tx: Tx,
  authUserId: string,
  to: { userName: string; name: string },
): Promise<void> {
  await tx.db
    .updateTable('auth_users')
    .set({
      name: to.name,
      email: `${to.userName}@accounts.invalid`,
      username: to.userName,
      displayUsername: to.userName,
    })
    .where('id', '=', authUserId)
    .execute();
}

/** Signs a person out everywhere. */
export async function endEverySession(tx: Tx, authUserId: string): Promise<void> {
  await tx.db.deleteFrom('auth_sessions').where('userId', '=', authUserId).execute();
}

export async function endSessions(tx: Tx, token: string): Promise<void> {
  await tx.db.deleteFrom('auth_sessions').where('token', '=', token).execute();
}

export async function theBody(
  database: Database,
): Promise<{ id: string; name: string; demonstration: boolean } | null> {
  const row = await database.db
    .selectFrom('bodies')
    .select(['id', 'name', 'demonstration'])
    .executeTakeFirst();
  return row ?? null;
}
