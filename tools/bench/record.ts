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
  let statements: Statement[] | null = null;
  app.database.pool.on('connect', client => {
    const queryable = client as unknown as Queryable;
    const original = queryable.query.bind(client);
    queryable.query = (...args) => {
      const [first, second] = args;
      const text = typeof first === 'string' ? first : (first as { text: string }).text;
      const values = Array.isArray(second) ? second : ((first as { values?: unknown[] }).values ?? []);
      if (!/audit_seals|scored_days|yearsToScore/.test(text) && !text.includes('pg_try_advisory'))
        statements?.push({ text, values });
      return original(...args);
    };
  });
  const headers = { authorization: `Bearer ${seeded.token}`, 'content-type': 'application/json' };
  const recordings: Recording[] = [];
  for (const operation of operations) {
    await app.http.inject({ ...request(operation, 3), headers });
    statements = [];
    const asked = request(operation, 1);
    const answer = await app.http.inject({ ...asked, headers });
    if (answer.statusCode !== 200) throw new Error(`${operation.name}: ${answer.statusCode} ${answer.body}`);
    recordings.push({
      name: operation.name,
      statements: withoutSealer(statements),
      answer: answer.body,
      asked: asked.url,
    });
    statements = null;
  }
  await app.close();
  return recordings;
}

function request(operation: Operation, turn: number) {
  const { method, path, body } = operation.next(turn);
  return { method, url: path, ...(body && { payload: body }) };
}

/** The sealer shares the pool; its transactions are not the request's. */
function withoutSealer(statements: Statement[]): Statement[] {
  return statements.filter(
    (statement, at) =>
      !(statement.text === 'begin' && statements[at + 1]?.text === 'commit') &&
      !(statement.text === 'commit' && statements[at - 1]?.text === 'begin'),
  );
}
