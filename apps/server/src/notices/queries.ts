import type { Notice } from '@xinxuan/contract';
import type { Insertable } from 'kysely';
import type { Reader, Tables, Tx } from '../db/connect.ts';

export async function insertNotices(tx: Tx, rows: Insertable<Tables['notices']>[]): Promise<void> {
  await tx.db.insertInto('notices').values(rows).execute();
}

type Page = { page: number; pageSize: number; unread?: boolean | undefined };

/** A person's notices, newest first, with how many are unread. */
export async function listNotices(
  reader: Reader,
  personId: string,
  { page, pageSize, unread }: Page,
): Promise<{ rows: Notice[]; total: number; unread: number }> {
  const mine = reader.db
    .selectFrom('notices')
    .where('body_id', '=', reader.body)
    .where('person_id', '=', personId);
  const wanted = unread ? mine.where('read_at', 'is', null) : mine;
  const rows = await wanted
    .select([
      'id',
      'at',
      'kind',
      'zh',
      'en',
      'manuscript_id as manuscriptId',
      'adoption_id as adoptionId',
      'read_at as readAt',
    ])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  const total = await wanted.select(eb => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return { rows, total: Number(total.n), unread: await countUnread(reader, personId) };
}

export async function countUnread(reader: Reader, personId: string): Promise<number> {
  const row = await reader.db
    .selectFrom('notices')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('body_id', '=', reader.body)
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

export async function markRead(
  tx: Tx,
  personId: string,
  read: { ids: string[] | 'all'; now: Date },
): Promise<void> {
  await tx.db
    .updateTable('notices')
    .set({ read_at: read.now.toISOString() })
    .where('body_id', '=', tx.body)
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .$if(read.ids !== 'all', query => query.where('id', 'in', read.ids === 'all' ? [''] : [...read.ids, '']))
    .execute();
}
