import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { passingFolder } from '../../test/passing-folder.ts';
import { connect, type Database } from '../db/connect.ts';
import { createTestDatabase, type TestDatabase } from '../db/template.ts';
import { newId } from '../ids.ts';
import { queueDelivery } from './queue.ts';

const WORKER = fileURLToPath(new URL('./worker-for-tests.ts', import.meta.url));
const NODES = 2;
const KILLS = 12;
const MATTERS = 40;
const LEASE_MS = 400;

let test: TestDatabase;
let database: Database;
let folder: string;
const nodes: ChildProcess[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
  database = connect(test.config);
  folder = passingFolder('outbox');
});
afterAll(async () => {
  await Promise.all(nodes.map(end));
  await database.close();
  await test.drop();
  rmSync(folder, { recursive: true, force: true });
});

function start(index: number): void {
  const given = [WORKER, test.connectionString, join(folder, 'sent'), String(LEASE_MS)];
  nodes[index] = spawn(process.execPath, given, { stdio: 'ignore' });
}

async function end(node: ChildProcess): Promise<void> {
  if (node.exitCode !== null || node.signalCode !== null) return;
  const gone = new Promise(resolve => node.once('exit', resolve));
  node.kill('SIGKILL');
  await gone;
}

const sentLines = (): string[] => {
  const file = join(folder, 'sent');
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
};
const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

async function ended(): Promise<boolean> {
  const open = await database.db
    .selectFrom('outbox')
    .select('id')
    .where('state', '<>', 'sent')
    .limit(1)
    .executeTakeFirst();
  return open === undefined;
}

it('two nodes killed at random lose nothing, keep the order of each matter and repeat only what they held', async () => {
  const body = newId('body', new Date());
  await database.db
    .insertInto('bodies')
    .values({ id: body, name: '区局', demonstration: false, created_at: new Date().toISOString() })
    .execute();
  for (let index = 0; index < NODES; index++) start(index);
  let queued = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    for (let n = 0; n < MATTERS; n++) {
      const about = `dut_${n}`;
      const now = new Date();
      const payload = { title: { zh: '稿件待审核', en: 'To review' }, link: '/' };
      await database.write(
        body,
        tx =>
          queueDelivery(tx, {
            channel: 'mail',
            receiver: 'per_1',
            payload,
            about,
            dedupeKey: `${n}/${kill}`,
            now,
          }),
        () => false,
      );
      queued += 1;
    }
    await pause(randomInt(50, 400));
    const index = randomInt(NODES);
    const node = nodes[index];
    if (node) await end(node);
    start(index);
  }
  while (!(await ended())) await pause(100);

  const rows = await database.db.selectFrom('outbox').select(['id', 'about']).orderBy('seq').execute();
  expect(rows).toHaveLength(queued);
  const lines = sentLines();
  const first = [...new Set(lines)];
  for (let n = 0; n < MATTERS; n++) {
    const of = (line: string): boolean => line.startsWith(`dut_${n} `);
    const wanted = rows.filter(row => row.about === `dut_${n}`).map(row => `${row.about} ${row.id}`);
    expect(first.filter(of)).toEqual(wanted);
  }
  // At most what a killed node had in hand, sixteen at a time, left twice.
  expect(lines.length - first.length).toBeLessThanOrEqual(KILLS * 16);
}, 120_000);
