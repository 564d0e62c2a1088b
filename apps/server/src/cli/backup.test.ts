import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sealAudit } from '../db/audit.ts';
import { connect, type Database } from '../db/connect.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../db/template.ts';
import { verifyAudit } from '../db/verify-audit.ts';
import { diskFiles } from '../files/disk.ts';
import { fileEntry, readArchive } from './archive.ts';
import { backUp } from './backup.ts';
import { checkArchive, restore } from './restore.ts';

const now = new Date('2026-03-02T01:00:00Z');
const photo = randomBytes(300_000);
const photoHash = createHash('sha256').update(photo).digest('hex');

let folder: string;
let source: TestDatabase;
let target: TestDatabase;
let archive: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xinxuan-backup-'));
  archive = join(folder, 'backup.tar');
  [source, target] = await Promise.all([createTestDatabase(), createEmptyDatabase()]);
  await storeOf('old').put(Readable.from([photo]), { maxBytes: 1_000_000 });
  await run(source, FILLING);
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([source.drop(), target.drop()]);
});

/** Everything that is easily lost on the way: nulls, empty texts, quotes, line breaks, arrays, JSON, microseconds. */
const FILLING = `
  insert into bodies (id, name, created_at) values ('b', '某局', '2026-01-01 08:00:00.123456+08');
  insert into units (body_id, id, parent_id, name, short_name, aliases, kind, desk_name, path, depth, opened_on) values
    ('b', 'u2', null, '局', '', '{}', 'bureau', null, 'u2/', 0, '2020-01-01'),
    ('b', 'u1', 'u2', '一科,"二"科', E'换\\n行', '{甲,"乙 丙",NULL}', 'section', '', 'u2/u1/', 1, '2020-02-29');
  insert into settings (body_id, key, value) values ('b', 'k', '{"a": [1, "é\\n\\"", null]}');
  insert into audit_entries (body_id, at, address, act) values ('b', '2026-01-01 08:00:00.000001+08', '::1', 'begin');
  insert into stored_files values ('b', 'f', '${photoHash}', 300000, 'image/jpeg', '照片.jpg', null, now());`;

const storeOf = (name: string) => diskFiles({ root: join(folder, name) });
const takeBackup = () => backUp({ database: source.config, files: storeOf('old'), archive, now });
const restoreInto = (database: TestDatabase) =>
  restore({ database: database.config, files: storeOf('new'), archive });
const wordsOf = (promise: Promise<unknown>) =>
  promise.then(
    () => '',
    (error: Error) => error.message,
  );

async function run(database: TestDatabase, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(database.config);
  await client.connect();
  try {
    return (await client.query(sql)).rows ?? [];
  } finally {
    await client.end();
  }
}

async function contentOf(database: TestDatabase): Promise<Record<string, unknown>> {
  const parts = (await tablesOf(database)).map(name => {
    const transactions = name.startsWith('audit_') ? ` - 'txid'` : '';
    return `select '${name}' as name, (select coalesce(jsonb_agg(to_jsonb(t)${transactions} order by t::text), '[]') from "${name}" t) as rows`;
  });
  const found = await run(database, parts.join(' union all '));
  return Object.fromEntries(found.map(({ name, rows }) => [name, rows]));
}

async function tablesOf(database: TestDatabase): Promise<string[]> {
  const rows = await run(
    database,
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
      and relname <> 'schema_migrations' order by 1`,
  );
  return rows.map(row => String(row['name']));
}

async function constraintsOf(database: TestDatabase) {
  return run(
    database,
    `select conrelid::regclass::text as "table", conname, convalidated, pg_get_constraintdef(oid) as definition
      from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
  );
}

it('restores every row, file and constraint as they were', async () => {
  const made = await takeBackup();
  expect(made.files).toEqual([photoHash]);
  await restoreInto(target);
  const restored = await contentOf(target);
  expect(restored).toEqual(await contentOf(source));
  expect(restored['units']).toHaveLength(2);
  expect(await constraintsOf(target)).toEqual(await constraintsOf(source));
  const file = await storeOf('new').open(photoHash);
  const parts = file ? await file.stream.toArray() : [];
  expect(Buffer.concat(parts).equals(photo)).toBe(true);
});

it('goes on counting where the old database stopped, and stays append-only', async () => {
  await takeBackup();
  await restoreInto(target);
  const added = await run(
    target,
    `insert into audit_entries (body_id, at, address, act) values ('b', now(), '::1', 'next') returning id::int`,
  );
  expect(added).toEqual([{ id: 2 }]);
  await expect(run(target, 'delete from audit_entries')).rejects.toThrow('append-only');
});

/** The sealer waits for older transactions, and those of other databases of the cluster count as well. */
async function sealOf(database: Database, count: number): Promise<void> {
  let sealed = 0;
  const sealMore = async () => {
    sealed += await sealAudit(database);
    return sealed;
  };
  await expect.poll(sealMore, { timeout: 20_000 }).toBe(count);
}

it('keeps the audit chain whole and lets it grow', async () => {
  const old = connect(source.config);
  await sealOf(old, 1);
  await run(
    source,
    `insert into audit_entries (body_id, at, address, act) values ('b', now(), '::1', 'unsealed')`,
  );
  await old.close();
  await takeBackup();
  await restoreInto(target);
  await run(
    target,
    `insert into audit_entries (body_id, at, address, act) values ('b', now(), '::1', 'new')`,
  );
  const fresh = connect(target.config);
  await sealOf(fresh, 2);
  const report = await verifyAudit(fresh);
  await fresh.close();
  expect(report).toMatchObject({ entries: 3, sealed: 3, broken: [] });
});

it('is of one moment although people go on writing', async () => {
  const writing = new Client(source.config);
  await writing.connect();
  let writes = 0;
  let stop = false;
  const loop = (async () => {
    while (!stop) {
      await writing.query(
        `with one as (insert into settings (body_id, key, value) values ('b', $1, '1') returning key)
          insert into assessment_groups (body_id, id, name) select 'b', key, key from one`,
        [`w${writes}`],
      );
      writes += 1;
    }
  })();
  await expect.poll(() => writes).toBeGreaterThan(5);
  await takeBackup();
  stop = true;
  await loop;
  await writing.end();
  await restoreInto(target);
  const [counts] = await run(
    target,
    `select (select count(*)::int from settings where key like 'w%') as settings,
      (select count(*)::int from assessment_groups) as groups`,
  );
  expect(counts?.['settings']).toBeGreaterThan(5);
  expect(counts?.['groups']).toBe(counts?.['settings']);
});

it('refuses a database that holds anything, and leaves it alone', async () => {
  await takeBackup();
  await restoreInto(target);
  await run(target, `update bodies set name = '改名'`);
  expect(await wordsOf(restoreInto(target))).toContain('不是空库');
  expect(await run(target, 'select name from bodies')).toEqual([{ name: '改名' }]);
});

it('restores into a database that was only prepared', async () => {
  await takeBackup();
  const prepared = await createTestDatabase();
  await restoreInto(prepared);
  expect(await contentOf(prepared)).toEqual(await contentOf(source));
  await prepared.drop();
});

const offsetOf = (text: string) => readFileSync(archive).indexOf(text);
const damages: [string, () => void][] = [
  ['cut short', () => truncateSync(archive, Math.floor(readFileSync(archive).length / 2))],
  ['cut before its manifest', () => truncateSync(archive, offsetOf('manifest.json'))],
  ['of other words', () => writeFileSync(archive, 'not a backup at all')],
  ['empty', () => writeFileSync(archive, '')],
  ['changed in a photo', () => flip(offsetOf(fileEntry(photoHash)) + 512 + 1000)],
  ['changed in a table', () => flip(offsetOf('tables/units.csv.gz') + 512 + 20)],
];

function flip(offset: number): void {
  const bytes = readFileSync(archive);
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  writeFileSync(archive, bytes);
}

it.each(damages)('restores nothing from a backup that is %s', async (_, damage) => {
  await takeBackup();
  damage();
  expect(await wordsOf(restoreInto(target))).toContain('已损坏');
  expect(await tablesOf(target)).toEqual([]);
  expect(() => readdirSync(join(folder, 'new'))).toThrow('ENOENT');
});

it('refuses a backup of a schema that this program does not know', async () => {
  await run(source, `update schema_migrations set sha256 = repeat('0', 64) where number = 1`);
  await takeBackup();
  expect(await wordsOf(restoreInto(target))).toContain('0001_');
  expect(await tablesOf(target)).toEqual([]);
});

it('says which files are missing from the store, and keeps the rest', async () => {
  await storeOf('old').remove(photoHash);
  expect((await takeBackup()).missingFiles).toEqual([photoHash]);
  expect((await checkArchive(archive)).tables.length).toBeGreaterThan(20);
});

it('never overwrites a backup that is being written, and leaves no half one', async () => {
  writeFileSync(`${archive}.part`, 'another');
  await expect(takeBackup()).rejects.toThrow('EEXIST');
  expect(readdirSync(folder).sort()).toEqual(['backup.tar.part', 'old']);
});

it('holds tables as compressed CSV with a header, for other programs', async () => {
  await takeBackup();
  const texts = new Map<string, Buffer>();
  await readArchive(archive, async (entry, content) => {
    texts.set(entry, Buffer.concat(await content.toArray()));
  });
  const units = gunzipSync(texts.get('tables/units.csv.gz') ?? '').toString('utf8');
  expect(units.split('\n')[0]).toMatch(/^body_id,id,parent_id,name,/);
  expect(units).toContain('"一科,""二""科"');
  expect([...texts.keys()].at(-1)).toBe('manifest.json');
});
