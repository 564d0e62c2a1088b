import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { keepIndex } from '../src/search/keep-index.ts';
import type { Office } from './office.ts';

/** Everything written so far has been taken up, by us or by the server's own round, which may just be at it. */
export async function indexed({ app, time }: Pick<Office, 'app' | 'time'>): Promise<void> {
  for (;;) {
    await keepIndex(app.database, { now: time.now });
    const left = await sql<{ n: number }>`select count(*) as n from search_queue`.execute(app.database.db);
    if (left.rows[0]?.n === 0) return;
    await pause(10);
  }
}
