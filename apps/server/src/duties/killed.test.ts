import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bureau, startBureau } from '../../test/bureau.ts';
import { passingFolder } from '../../test/passing-folder.ts';
import { type Embedded, startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { endDuty } from './end.ts';
import { openDuty } from './open.ts';

const NODE = fileURLToPath(new URL('../../test/duty-node.ts', import.meta.url));
const NODES = 2;
const KILLS = 10;
const EACH_ROUND = 30;
/** A minute of the duties lasts a second. */
const SPEED = 60;
const PLAN = [
  { minutes: -2, to: ['owner' as const] },
  { minutes: 0, to: ['owner' as const, 'unit_head' as const] },
  { minutes: 2, to: ['unit_head' as const] },
];

let folder: string;
let cluster: Embedded;
let bureau: Bureau;
let began: number;
const nodes: ChildProcess[] = [];
const clock = (): Date => new Date(began + (Date.now() - began) * SPEED);
const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

beforeAll(async () => {
  folder = passingFolder('duties');
  cluster = await startEmbedded({ dataDir: folder, log: () => undefined, use: 'shared' });
  await migrate(cluster.config);
  began = Date.now();
  const own = {
    config: cluster.config,
    connectionString: cluster.connectionString,
    drop: async () => undefined,
  };
  bureau = await startBureau(new Date(began).toISOString(), own);
});
afterAll(async () => {
  await Promise.all(nodes.map(end));
  await bureau.close();
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(cluster.directory, { recursive: true, force: true });
});

function start(index: number): void {
  const given = [NODE, cluster.connectionString, String(began), String(SPEED)];
  nodes[index] = spawn(process.execPath, given, { stdio: 'ignore' });
}

async function end(node: ChildProcess): Promise<void> {
  if (node.exitCode !== null || node.signalCode !== null) return;
  const gone = new Promise(resolve => node.once('exit', resolve));
  node.kill('SIGKILL');
  await gone;
}

function killDatabase(): void {
  const pid = readFileSync(join(cluster.directory, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0];
  process.kill(Number(pid), 'SIGKILL');
}

/** The act of a person who tries again while the database is away; the keys make the repetition harmless. */
async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries > 400) throw error;
      await pause(25);
    }
  }
}

it('two nodes and the database, killed at random: every step once, in order, none after the end', async () => {
  const writer = await bureau.addPerson('陆晓棠', { unitId: bureau.root, role: 'correspondent' });
  await bureau.addPerson('郭北辰', { unitId: bureau.root, role: 'unit_head' });
  const owner = { unitId: bureau.root, personId: writer };
  for (let index = 0; index < NODES; index++) start(index);
  const keys: string[] = [];
  const finish = async (round: number): Promise<void> => {
    for (const key of keys.filter((_, index) => index % 3 === round % 3 && randomInt(3) === 0))
      await persist(() => bureau.write(tx => endDuty(tx, { key, by: writer, act: 'x.y', now: clock() })));
  };
  for (let round = 0; round < KILLS; round++) {
    for (let n = 0; n < EACH_ROUND; n++) {
      const key = `${round}/${n}`;
      keys.push(key);
      const at = new Date(clock().getTime() + randomInt(60, 360) * 1000);
      const words = {
        subject: { kind: 'x', id: key },
        title: { zh: '待办', en: 'To do' },
        link: '/' as const,
      };
      await persist(() =>
        bureau.write(tx =>
          openDuty(tx, {
            kind: 'other',
            key,
            ...words,
            owner,
            due: { at },
            plan: PLAN,
            by: null,
            now: clock(),
          }),
        ),
      );
    }
    await pause(randomInt(100, 700));
    if (round % 3 === 2) killDatabase();
    else {
      const index = randomInt(NODES);
      const node = nodes[index];
      if (node) await end(node);
      start(index);
    }
    await finish(round);
  }
  const { db } = bureau.database;
  const waiting = () =>
    db.selectFrom('duties').select('id').where('next_at', 'is not', null).limit(1).executeTakeFirst();
  while (await persist(waiting)) await pause(200);

  const duties = await db.selectFrom('duties').selectAll().execute();
  const steps = await db.selectFrom('duty_steps').selectAll().orderBy('done_at').orderBy('step').execute();
  expect(duties).toHaveLength(KILLS * EACH_ROUND);
  expect(duties.filter(duty => duty.state === 'open').length).toBeGreaterThan(50);
  expect(duties.filter(duty => duty.state === 'done').length).toBeGreaterThan(20);
  for (const duty of duties) {
    const done = steps.filter(step => step.duty_id === duty.id);
    const order = done.map(step => step.step);
    expect(order).toEqual([...order].sort());
    for (const step of done) expect(step.done_at >= step.planned_at).toBe(true);
    const possible = PLAN.flatMap(({ minutes }, index) => {
      const at = Date.parse(duty.due_at) + minutes * 60_000;
      return at < Date.parse(duty.since) ? [] : [index];
    });
    if (duty.state === 'open') expect(order).toEqual(possible);
    else expect(possible.slice(0, order.length)).toEqual(order);
    for (const step of done) expect(duty.ended_at === null || step.done_at <= duty.ended_at).toBe(true);
  }
  const told = await db.selectFrom('notices').select('id').execute();
  expect(told).toHaveLength(steps.reduce((sum, step) => sum + step.person_ids.length, 0));
}, 180_000);
