import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Office } from './office.ts';

/** Tables of the database in any of whose columns, of whatever type, a text stands. */
export async function placesOf(office: Office, text: string): Promise<string[]> {
  const { db } = office.app.database;
  const tables = await sql<{ name: string }>`
    select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
    order by relname`.execute(db);
  const found: string[] = [];
  const hex = Buffer.from(text).toString('hex');
  for (const { name } of tables.rows) {
    const hit = await sql`
      select 1 from ${sql.table(name)} t where t::text like ${`%${text}%`} or t::text like ${`%${hex}%`} limit 1`.execute(
      db,
    );
    if (hit.rows.length > 0) found.push(name);
  }
  return found;
}

/** Stored files that hold a text in clear. */
export async function filesHolding(office: Office, text: string): Promise<string[]> {
  const files = await readdir(join(office.dataDir, 'files'), { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const file of files.filter(each => each.isFile())) {
    const content = await readFile(join(file.parentPath, file.name));
    if (content.includes(text)) found.push(file.name);
  }
  return found;
}
