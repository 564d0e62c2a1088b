import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client, type ClientConfig } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { DumpedSequence, DumpedTable, SchemaLevel } from './dump.ts';
import { migrate, readMigrations } from './migrate.ts';

export type LoadRefusalCode = 'not-empty' | 'unknown-schema';

/** The database cannot take the dump; nothing was written. */
export class LoadRefusal extends Error {
  readonly code: LoadRefusalCode;

  constructor(code: LoadRefusalCode, chinese: string, english: string) {
    super(`${chinese}\n${english}`);
    this.name = 'LoadRefusal';
    this.code = code;
  }
}

export interface Load {
  schema: SchemaLevel;
  sequences: DumpedSequence[];
  /** Brings every table, with its rows as they were dumped. */
  tables(write: (table: DumpedTable, rows: Readable) => Promise<void>): Promise<void>;
}

/**
 * Brings an empty database to the schema of the dump, loads all rows in one transaction, then applies the
 * migrations that are newer than the dump. Foreign keys are checked when all rows are in.
 * @throws LoadRefusal when the database is not empty, or the dump is of a schema that this program does not know
 */
export async function loadDump(config: ClientConfig, load: Load): Promise<void> {
  refuseUnknownSchema(load.schema);
  await withClient(config, client => refuseUsed(client, load.schema));
  await migrate(config, { upTo: load.schema.length });
  await withClient(config, client => inTransaction(client, () => loadRows(client, load)));
  await migrate(config);
}

function refuseUnknownSchema(schema: SchemaLevel): void {
  const known = readMigrations();
  const stranger = schema.find(({ number, sha256 }) => known[number - 1]?.sha256 !== sha256);
  if (!stranger) return;
  throw new LoadRefusal(
    'unknown-schema',
    `备份来自另一版本的程序:本程序没有迁移 ${stranger.name},或其内容不同。请用当时的或更新的程序恢复。`,
    `The backup comes from another version of the program: this one lacks the migration ${stranger.name}, or has it with another content. Restore with the program of then, or a newer one.`,
  );
}

/** Empty means: without tables, or prepared to exactly this level and without a single row. */
async function refuseUsed(client: Client, schema: SchemaLevel): Promise<void> {
  const tables = await tableNames(client);
  if (tables.length === 0) return;
  const { rows } = await client.query<{ level: number | null }>(
    'select max(number) as level from schema_migrations',
  );
  const used: string[] = [];
  for (const table of tables.filter(name => name !== 'schema_migrations')) {
    const found = await client.query(`select from ${client.escapeIdentifier(table)} limit 1`);
    if (found.rowCount) used.push(table);
  }
  if (used.length === 0 && rows[0]?.level === schema.length) return;
  const what = used.length > 0 ? used.slice(0, 3).join(', ') : 'schema_migrations';
  throw new LoadRefusal(
    'not-empty',
    `目标数据库不是空库(已有 ${what})。为免覆盖,没有恢复。请另用 --data 指定新的数据文件夹,或另建空库。`,
    `The database is not empty (it has ${what}), so nothing was restored over it. Name a new data folder with --data, or make an empty database.`,
  );
}

async function tableNames(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
      where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by relname`,
  );
  return rows.map(row => row.name);
}

async function loadRows(client: Client, load: Load): Promise<void> {
  const tables = (await tableNames(client)).filter(name => name !== 'schema_migrations');
  const quoted = tables.map(name => client.escapeIdentifier(name));
  const foreignKeys = await foreignKeysOf(client);
  for (const table of quoted) await client.query(`alter table ${table} disable trigger user`);
  if (quoted.length > 0) await client.query(`truncate ${quoted.join(', ')}`);
  for (const { drop } of foreignKeys) await client.query(drop);
  await load.tables(async ({ name, columns }, rows) => {
    const list = columns.map(column => client.escapeIdentifier(column)).join(', ');
    const into = `copy ${client.escapeIdentifier(name)} (${list}) from stdin (format csv, header match)`;
    await pipeline(rows, client.query(copyFrom(into)));
  });
  await renumberAudit(client);
  for (const { add } of foreignKeys) await client.query(add);
  for (const table of quoted) await client.query(`alter table ${table} enable trigger user`);
  for (const { name, value, isCalled } of load.sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [
      client.escapeIdentifier(name),
      value,
      isCalled,
    ]);
  }
}

/**
 * The audit chain follows transaction numbers, and those of the old cluster mean nothing here: they may lie above
 * all that this one will give out for years. PostgreSQL gives out none below 3, so sealed entries get 1, others 2.
 */
async function renumberAudit(client: Client): Promise<void> {
  await client.query(`update audit_seals set txid = '1'::xid8`);
  await client.query(`update audit_entries e set txid =
    case when exists (select from audit_seals s where s.entry_id = e.id) then '1'::xid8 else '2'::xid8 end`);
}

/** Owners may drop and add these; switching triggers of the system off would need a superuser. */
async function foreignKeysOf(client: Client): Promise<{ drop: string; add: string }[]> {
  const { rows } = await client.query<{ drop: string; add: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
        format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`,
  );
  return rows;
}

async function withClient<Result>(
  config: ClientConfig,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ ...config, application_name: 'xinxuan restore', options: '-c timezone=UTC' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
