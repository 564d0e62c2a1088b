import type { Readable } from 'node:stream';
import { Client, type ClientConfig } from 'pg';
import { to as copyTo } from 'pg-copy-streams';

/** Where the schema of a dump stands: the migrations applied, with their hashes. */
export type SchemaLevel = { number: number; name: string; sha256: string }[];

/** One table of a dump; the columns are those that can be written back, generated ones left out. */
export interface DumpedTable {
  name: string;
  columns: string[];
}

export interface DumpedSequence {
  name: string;
  value: string;
  isCalled: boolean;
}

/** One consistent state of the database, read at one moment, however long the reading takes. */
export interface Snapshot {
  schema: SchemaLevel;
  tables: DumpedTable[];
  sequences: DumpedSequence[];
  /** The rows as CSV with a header line, in UTF-8; an empty field is null, a quoted one an empty text. */
  rowsOf(table: DumpedTable): Readable;
  /** The stored files that the rows speak of: lower-case hexadecimal SHA-256. */
  files(): Promise<string[]>;
  close(): Promise<void>;
}

const SCHEMA = `select number, name, sha256 from schema_migrations order by number`;

/** What is commented as derived is made anew from the rest, and would be the larger part of a backup. */
const TABLES = `select c.relname as name,
    array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
    and c.relname <> 'schema_migrations' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    and obj_description(c.oid, 'pg_class') is distinct from 'derived'
  group by c.relname order by c.relname`;

const SEQUENCES = `select sequencename as name, coalesce(last_value, start_value)::text as value,
    last_value is not null as "isCalled"
  from pg_sequences where schemaname = 'public' order by sequencename`;

/** Opens a snapshot: repeatable read, so that rows written meanwhile are wholly in it or wholly out. */
export async function openSnapshot(config: ClientConfig): Promise<Snapshot> {
  const client = new Client({ ...config, application_name: 'xinxuan backup', options: '-c timezone=UTC' });
  await client.connect();
  await client.query('begin isolation level repeatable read read only');
  return {
    schema: (await client.query<SchemaLevel[number]>(SCHEMA)).rows,
    tables: (await client.query<DumpedTable>(TABLES)).rows,
    sequences: (await client.query<DumpedSequence>(SEQUENCES)).rows,
    rowsOf: ({ name, columns }) => {
      const list = columns.map(column => client.escapeIdentifier(column)).join(', ');
      return client.query(
        copyTo(`copy ${client.escapeIdentifier(name)} (${list}) to stdout (format csv, header true)`),
      );
    },
    files: async () => {
      const { rows } = await client.query<{ sha256: string }>(
        'select distinct sha256 from stored_files order by sha256',
      );
      return rows.map(row => row.sha256);
    },
    close: () => client.end(),
  };
}
