import { readdir } from 'node:fs/promises';
import type { RefusalData } from '@xinxuan/contract';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { type Office, refusalOf } from './office.ts';

export type Kept = { rows: Record<string, number>; files: string[] };

/** Written behind everybody's back, whatever is asked: seals of the audit chain, days that were scored, the index. */
const BEHIND = ['audit_seals', 'scored_days', 'search_texts', 'search_days', 'search_queue', 'search_files'];

/** What the server holds: the number of rows of every table, and every file in its folder, half ones too. */
export async function keptBy(office: Office): Promise<Kept> {
  const { db } = office.app.database;
  const tables = await sql<{ name: string }>`select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`.execute(db);
  const names = tables.rows.map(({ name }) => name).filter(name => !BEHIND.includes(name));
  const counts = names.map(name => sql`select ${name}::text as name, count(*) as n from ${sql.table(name)}`);
  const counted = await sql<{ name: string; n: number }>`${sql.join(counts, sql` union all `)}`.execute(db);
  const found = await readdir(office.dataDir, { recursive: true, withFileTypes: true });
  return {
    rows: Object.fromEntries(counted.rows.map(({ name, n }) => [name, n])),
    files: found
      .filter(entry => entry.isFile())
      .map(entry => entry.name)
      .sort(),
  };
}

/** Runs what has to leave nothing behind, and holds the server to it. */
export async function keepingNothing<T>(office: Office, work: () => Promise<T>): Promise<T> {
  const before = await keptBy(office);
  const result = await work();
  expect(await keptBy(office)).toEqual(before);
  return result;
}

const HAN = /\p{Script=Han}.*[。！？]$/su;
const ENGLISH = /[A-Za-z]{2,} [a-z]+ .*[.!?]$/su;

/** A refusal is a sentence in each language, complete, without holes or words of a program. */
export function expectWords(said: { zh: string; en: string }): void {
  expect(said.zh).toMatch(HAN);
  expect(said.en).toMatch(ENGLISH);
  expect(`${said.zh}${said.en}`).not.toMatch(/[{}]|undefined|null|NaN|Error:|at \w+ \(/u);
}

export type Expected = { status: number; code: string; reason: string; zh: RegExp[]; en: RegExp[] };

/** Refused, for this reason, in words that say what it was and what to do, and nothing of it kept. */
export async function refusedWhole(
  office: Office,
  call: () => Promise<unknown>,
  { zh, en, ...expected }: Expected,
): Promise<Awaited<ReturnType<typeof refusalOf>>> {
  const refusal = await keepingNothing(office, () => refusalOf(call()));
  expect(refusal).toMatchObject(expected);
  expectWords(refusal);
  for (const words of zh) expect(refusal.zh).toMatch(words);
  for (const words of en) expect(refusal.en).toMatch(words);
  return refusal;
}

export type Sent = { status: number; headers: Headers; id: string; code: string; data: RefusalData };

/** A plain upload by the writer, refused or not. */
export async function upload(
  office: Office,
  { name, content, headers = {} }: { name: string; content: Uint8Array; headers?: Record<string, string> },
): Promise<Sent> {
  const form = new FormData();
  form.set('file', new File([content as Uint8Array<ArrayBuffer>], name));
  const answer = await fetch(`${office.url}/api/files`, {
    method: 'POST',
    body: form,
    headers: { ...(await office.headers('writer')), ...headers },
  });
  const body = (await answer.json()) as Pick<Sent, 'id' | 'code' | 'data'>;
  return { status: answer.status, headers: answer.headers, ...body };
}
