import { AsyncLocalStorage } from 'node:async_hooks';
import { createApp } from '../../apps/server/src/app.ts';
import { systemClock } from '../../apps/server/src/clock.ts';
import { readConfig } from '../../apps/server/src/config.ts';
import { createLog } from '../../apps/server/src/log.ts';
import type { Operation } from './operations.ts';
import type { Seeded } from './seed.ts';

export type Statement = { text: string; values: unknown[] };
/** The SQL of one request, in order, and the answer that was given. */
export type Recording = { name: string; statements: Statement[]; answer: string; asked: string };

type Queryable = { query: (...args: unknown[]) => unknown };

/**
 * Runs each operation once on the product and writes down the SQL it sends, so that the bare server can send the very
 * same. A warm-up request first takes the look-up of the token out of it.
 */
export async function record(
  database: string,
  dataDir: string,
  { seeded, operations }: { seeded: Seeded; operations: Operation[] },
): Promise<Recording[]> {
  const app = await createApp({
    config: { ...readConfig([], {}), dataDir },
    database: { connectionString: database },
    clock: systemClock,
    log: createLog(line => console.error(line), 'warn'),
    webDist: null,
  });
  // The rounds that follow by themselves share the pool; only what a request sends is written down.
  const within = new AsyncLocalStorage<Statement[]>();
  app.database.pool.on('connect', client => {
    const queryable = client as unknown as Queryable;
    const original = queryable.query.bind(client);
    queryable.query = (...args) => {
      const [first, second] = args;
      const text = typeof first === 'string' ? first : (first as { text: string }).text;
      const values = Array.isArray(second) ? second : ((first as { values?: unknown[] }).values ?? []);
      within.getStore()?.push({ text, values });
      return original(...args);
    };
  });
  const headers = { authorization: `Bearer ${seeded.token}`, 'content-type': 'application/json' };
  const recordings: Recording[] = [];
  for (const operation of operations) {
    await app.http.inject({ ...request(operation, 3), headers });
    const statements: Statement[] = [];
    const asked = request(operation, 1);
    const answer = await within.run(statements, async () => await app.http.inject({ ...asked, headers }));
    if (statements.length === 0) throw new Error(`${operation.name}: no statement was seen`);
    if (answer.statusCode !== 200) throw new Error(`${operation.name}: ${answer.statusCode} ${answer.body}`);
    recordings.push({ name: operation.name, statements, answer: answer.body, asked: asked.url });
  }
  await app.close();
  return recordings;
}

function request(operation: Operation, turn: number) {
  const { method, path, body } = operation.next(turn);
  return { method, url: path, ...(body && { payload: body }) };
}
