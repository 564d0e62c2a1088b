import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, paragraph } from '../../server/test/draft.ts';
import { freePort } from '../../server/test/free-port.ts';
import { PASSWORD, type PersonName, userNameOf } from '../../server/test/office.ts';
import { newVisitor, openStage, type Stage, signIn, type Visitor } from './stage.ts';
import { bodyOf, typeAt } from './writing.ts';

const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const OFFLINE_MS = 30_000;

let stage: Stage;
let port: number;
let server: ChildProcess | undefined;
let id: string;

beforeAll(async () => {
  stage = await openStage(new Date().toISOString());
  const item = await arrivedFrom(stage.office, {
    title: '两人同时修改',
    body: [paragraph('市容科整治占道经营。'), paragraph('街面恢复整洁。')],
    eventOn: null,
  });
  id = item.id;
  port = await freePort();
  await startServer();
});
afterAll(async () => {
  await end('SIGTERM');
  await stage.close();
});

function addressOf({ host, port: databasePort, user, password, database }: pg.PoolConfig): string {
  const address = new URL(`postgres://localhost:${databasePort ?? 5432}/${database}`);
  address.username = user ?? '';
  if (typeof password === 'string') address.password = password;
  if (host?.startsWith('/')) address.searchParams.set('host', host);
  else address.hostname = host ?? '127.0.0.1';
  return address.href;
}

/** A server of its own over the same database, which can be killed without the test. */
async function startServer(): Promise<void> {
  const { connectionString, ...parts } = stage.office.app.database.pool.options;
  const address = connectionString ?? addressOf(parts);
  server = spawn(process.execPath, [MAIN, '--port', String(port), '--data', stage.office.dataDir], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATABASE_URL: address },
  });
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/session/state`).catch(() => null);
    if (answer?.ok) return;
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const process = server;
  if (!process || process.exitCode !== null || process.signalCode !== null) return;
  const gone = new Promise(resolve => process.once('exit', resolve));
  process.kill(signal);
  await gone;
}

async function enter(person: PersonName): Promise<Visitor> {
  const visitor = await newVisitor(stage.browser, { url: `http://127.0.0.1:${port}`, now: new Date() });
  await signIn(visitor.page, { userName: userNameOf(person), password: PASSWORD });
  await visitor.page.goto(`/manuscripts/${id}/text`);
  return visitor;
}

test('two write, one is cut off for half a minute, the server is killed meanwhile: both end with all words of both', async () => {
  const [editor, chief] = await Promise.all([enter('editor'), enter('chief')]);
  await Promise.all([typeAt(editor.page, '整治', '集中'), typeAt(chief.page, '街面', '周边')]);
  await editor.context.setOffline(true);
  const cut = Date.now();
  await Promise.all([typeAt(editor.page, '占道', '夜间'), typeAt(chief.page, '占道', '流动')]);
  await typeAt(chief.page, '恢复', '很快');
  await end('SIGKILL');
  await Promise.all([typeAt(editor.page, '整洁', '干净'), typeAt(chief.page, '恢复', '全部')]);
  await chief.page.getByText('连接不上').waitFor();
  await startServer();
  await typeAt(chief.page, '市容科', '区');
  // Nothing tells the end of half a minute but the clock: this is the time that the promise names.
  await editor.page.waitForTimeout(Math.max(0, OFFLINE_MS - (Date.now() - cut)));
  await editor.context.setOffline(false);
  const words = ['区市容科', '集中', '夜间', '流动', '周边', '很快', '全部', '干净整洁'];
  for (const { page } of [editor, chief])
    for (const word of words)
      await expect.poll(() => bodyOf(page), { timeout: 40_000, message: word }).toContain(word);
  expect(await bodyOf(editor.page)).toBe(await bodyOf(chief.page));
  const held = await (await stage.office.as('editor')).writing.open({ id });
  const text = held.body.map(block => (block.kind === 'paragraph' ? block.text : '')).join('\n');
  expect(text).toBe(await bodyOf(chief.page));
  const bare = words.reduce(
    (rest, word) => rest.replace(word.replace('市容科', '').replace('整洁', ''), ''),
    text,
  );
  expect(bare).toBe('市容科整治占道经营。\n街面恢复整洁。');
  const by = new Set(held.redline?.marks.map(mark => mark.by.name));
  expect([...by].sort()).toEqual(['柏青', '齐思远'].sort());
});
