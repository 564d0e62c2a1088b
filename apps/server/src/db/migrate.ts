import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, type ClientConfig } from 'pg';

/** One forward-only step of the schema: the file `NNNN_name.sql`. */
export interface Migration {
  number: number;
  name: string;
  sql: string;
  /** Of the text with Unix line ends, so that a checkout on Windows is the same migration. */
  sha256: string;
}

export type MigrationRefusalCode = 'misnumbered' | 'altered' | 'newer' | 'failed';

/** The schema cannot be brought up to date; nothing was changed by the step that failed. */
export class MigrationRefusal extends Error {
  readonly code: MigrationRefusalCode;

  constructor(code: MigrationRefusalCode, chinese: string, english: string) {
    super(`${chinese}\n${english}`);
    this.name = 'MigrationRefusal';
    this.code = code;
  }
}

export const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

/** Held by a transaction, not by a session, so that it works behind a connection pooler as well. */
const LOCK = 7_202_611_010;

export interface MigrateOptions {
  /** Another folder of migrations, for tests. */
  folder?: string;
  /** Stops after this number: a backup is loaded into the schema that it was taken from. */
  upTo?: number;
}

/**
 * Applies what is missing, one transaction per file, under an advisory lock: several servers may start at once.
 * @returns the names of the files applied now
 * @throws MigrationRefusal when an applied file was altered, the database is newer than the code, or a file fails
 */
export async function migrate(config: ClientConfig, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = readMigrations(options.folder);
  const wanted = migrations.slice(0, options.upTo);
  const client = new Client({ ...config, application_name: 'xinxuan migrate' });
  await client.connect();
  try {
    await inTransaction(client, () => createLedger(client));
    const applied: string[] = [];
    for (const migration of wanted) {
      if (await inTransaction(client, () => applyOnce(client, migrations, migration)))
        applied.push(migration.name);
    }
    if (migrations.length === 0) await inTransaction(client, () => appliedSoFar(client, migrations));
    return applied;
  } finally {
    await client.end();
  }
}

/** The migrations of a folder in order. @throws MigrationRefusal when the numbers are not 0001, 0002, … */
export function readMigrations(folder = MIGRATIONS): Migration[] {
  const files = readdirSync(folder).filter(file => file.endsWith('.sql'));
  return files.sort().map((file, index) => {
    const match = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(file);
    if (!match || Number(match[1]) !== index + 1) throw misnumbered(file, index + 1);
    const sql = readFileSync(join(folder, file), 'utf8')
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n');
    return { number: index + 1, name: file, sql, sha256: sha256(sql) };
  });
}

/** One hash for a whole schema: the key of a prepared test database, and a line in a backup. */
export function schemaHash(migrations: Migration[]): string {
  return sha256(migrations.map(({ name, sha256 }) => `${name} ${sha256}\n`).join(''));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function createLedger(client: Client): Promise<void> {
  await client.query(`create table if not exists schema_migrations (
    number integer primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now()
  )`);
}

/** Looks again under the lock: another server may have applied the file while we waited. */
async function applyOnce(client: Client, all: Migration[], migration: Migration): Promise<boolean> {
  const known = await appliedSoFar(client, all);
  if (known.has(migration.number)) return false;
  try {
    await client.query(migration.sql);
  } catch (error) {
    throw failed(migration, error);
  }
  await client.query('insert into schema_migrations (number, name, sha256) values ($1, $2, $3)', [
    migration.number,
    migration.name,
    migration.sha256,
  ]);
  return true;
}

async function appliedSoFar(client: Client, migrations: Migration[]): Promise<Set<number>> {
  const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
    'select number, name, sha256 from schema_migrations order by number',
  );
  for (const row of rows) {
    const migration = migrations[row.number - 1];
    if (!migration) throw newer(row.name);
    if (migration.sha256 !== row.sha256) throw altered(row.name, migration.name);
  }
  return new Set(rows.map(row => row.number));
}

async function inTransaction<Result>(client: Client, work: () => Promise<Result>): Promise<Result> {
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function misnumbered(file: string, expected: number): MigrationRefusal {
  const number = String(expected).padStart(4, '0');
  return new MigrationRefusal(
    'misnumbered',
    `数据库迁移文件 ${file} 编号不对,应为 ${number}_名称.sql(小写字母、数字、下划线),中间不得缺号或重号。`,
    `The migration ${file} is misnumbered: ${number}_name.sql (lower case, digits, underscores) is expected, without gaps or repeats.`,
  );
}

function newer(name: string): MigrationRefusal {
  return new MigrationRefusal(
    'newer',
    `数据库比程序新:库中已有迁移 ${name},本程序没有它。请使用较新的程序,或恢复旧的备份。`,
    `The database is newer than the program: it has the migration ${name}, which this program lacks. Use a newer program, or restore an older backup.`,
  );
}

function altered(applied: string, present: string): MigrationRefusal {
  return new MigrationRefusal(
    'altered',
    `迁移文件 ${present} 在执行之后被改动(执行时为 ${applied})。已执行的迁移不得修改:请还原文件,把改动写成新的迁移。`,
    `The migration ${present} was altered after it was applied (then ${applied}). Restore the file and put the change into a new migration.`,
  );
}

function failed(migration: Migration, cause: unknown): MigrationRefusal {
  const said = cause instanceof Error ? cause.message : String(cause);
  const position = cause instanceof Error && 'position' in cause ? Number(cause.position) : 0;
  const line = position > 0 ? `:${[...migration.sql].slice(0, position).join('').split('\n').length}` : '';
  return new MigrationRefusal(
    'failed',
    `迁移 ${migration.name}${line} 执行失败,已撤销:${said}`,
    `The migration ${migration.name}${line} failed and was rolled back: ${said}`,
  );
}
