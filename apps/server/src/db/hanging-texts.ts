import { type RawBuilder, sql } from 'kysely';
import type { Reader, Tx } from './connect.ts';

/** One place of the database where words can stand: a column of a row. */
export type TextPlace = {
  table: string;
  key: Record<string, string | number>;
  column: string;
  json: boolean;
};
export type StandingText = TextPlace & { value: unknown };

type Known = {
  name: string;
  keys: string[];
  texts: { name: string; json: boolean }[];
  /** Columns that name a manuscript. */
  naming: string[];
};
type Link = { child: string; column: string; parent: string };

/** Derived rows are made anew by themselves; the trail is a chain, and covered apart (`audit-covers.ts`). */
const LEFT_ALONE = new Set([
  'audit_entries',
  'audit_seals',
  'seals',
  'sealed_pieces',
  'sealed_files',
  'manuscript_fingerprints',
  'manuscript_shingles',
]);
/** What a fact says in words; the rest of it is counted. */
const WORDS_OF_FACTS = new Set(['label', 'note', 'void_reason']);
/** Names of a manuscript that are no foreign keys. */
const NAMING: ReadonlySet<string> = new Set(['manuscript_id', 'subject_id']);
/** Columns of names, hashes and words of fixed lists. */
const NO_TEXT =
  /(?:^|_)(?:id|by|hash|digest|sha256|key|kind|state|role|side|rule|rules|path|channel|type|genre|way|clause|for|step|decision|answer|destination)$/;

/**
 * Every text column that hangs on a manuscript, whatever table it is in: its own row, rows that name it, rows that hang
 * on those by a foreign key, the message it came by, and the answers kept for repeated requests. Read from the catalogue,
 * so that a table added later is met as well.
 */
export async function textsHangingOn(reader: Reader, manuscriptId: string): Promise<StandingText[]> {
  const { tables, links } = await catalogue(reader);
  const found: StandingText[] = [];
  for (const { table, where } of hangingOn(tables, links, manuscriptId)) {
    if (table.texts.length === 0) continue;
    const rows = await sql<Record<string, unknown>>`
      select ${sql.join([...table.keys, ...table.texts.map(each => each.name)].map(name => sql.ref(`t0.${name}`)))}
      from ${sql.table(table.name)} t0 where t0.body_id = ${reader.body} and (${where('t0')})`.execute(
      reader.db,
    );
    for (const row of rows.rows) {
      const key = Object.fromEntries(table.keys.map(name => [name, row[name] as string | number]));
      for (const { name, json } of table.texts)
        if (row[name] !== null) found.push({ table: table.name, key, column: name, json, value: row[name] });
    }
  }
  return found;
}

/** Keys that acts name as their subject. */
const SUBJECTS = ['id', 'file_id'];

/** The manuscript and whatever hangs on it, by id: what an act on one of them is about. */
export async function idsHangingOn(reader: Reader, manuscriptId: string): Promise<string[]> {
  const { tables, links } = await catalogue(reader);
  const ids = hangingOn(tables, links, manuscriptId).flatMap(({ table, where }) =>
    table.keys
      .filter(key => SUBJECTS.includes(key))
      .map(
        key => sql`select ${at('t0', key)}::text as id from ${sql.table(table.name)} t0
          where t0.body_id = ${reader.body} and (${where('t0')})`,
      ),
  );
  const found = await sql<{ id: string }>`${sql.join(ids, sql` union `)}`.execute(reader.db);
  return found.rows.map(({ id }) => id);
}

/** Writes one place anew; append-only tables let it pass while words are being sealed or opened again. */
export async function writeText(
  tx: Tx,
  { table, key, column, json }: TextPlace,
  value: unknown,
): Promise<void> {
  await sql`select set_config('xinxuan.sealing', 'on', true)`.execute(tx.db);
  const content = json && value !== null ? sql`${JSON.stringify(value)}::jsonb` : sql`${value}`;
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${content} where ${keyed(tx, key)}`.execute(
    tx.db,
  );
  await sql`select set_config('xinxuan.sealing', 'off', true)`.execute(tx.db);
}

/** What stands at a place now; undefined when its row is gone. */
export async function readText(reader: Reader, { table, key, column }: TextPlace): Promise<unknown> {
  const found = await sql<{ value: unknown }>`
    select ${sql.ref(column)} as value from ${sql.table(table)} where ${keyed(reader, key)}`.execute(
    reader.db,
  );
  return found.rows[0]?.value;
}

function keyed(reader: Reader, key: TextPlace['key']) {
  const parts = Object.entries(key).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  return sql.join([sql`body_id = ${reader.body}`, ...parts], sql` and `);
}

function mayHoldWords(table: string, column: string): boolean {
  return table === 'facts' ? WORDS_OF_FACTS.has(column) : !NO_TEXT.test(column);
}

type Condition = RawBuilder<unknown>;
/** The rows of a table that hang on the manuscript, under an alias. */
type Where = (alias: string) => Condition;

/** Breadth first from the manuscript, each table once, by the shortest way. */
function hangingOn(tables: Map<string, Known>, links: Link[], id: string): { table: Known; where: Where }[] {
  const found = new Map<string, Where>(named(tables, id));
  let depth = 0;
  // A map goes on over what is added to it meanwhile.
  for (const [parent, above] of found) {
    if (parent === 'manuscripts') continue;
    const over = `p${++depth}`;
    for (const link of links.filter(each => each.parent === parent && !found.has(each.child))) {
      found.set(
        link.child,
        alias => sql`exists (select 1 from ${sql.table(parent)} ${sql.ref(over)}
          where ${at(over, 'body_id')} = ${at(alias, 'body_id')} and ${at(over, 'id')} = ${at(alias, link.column)}
            and (${above(over)}))`,
      );
    }
  }
  return [...found].flatMap(([name, where]) => {
    const table = tables.get(name);
    return table ? [{ table, where }] : [];
  });
}

/** The manuscript, rows that name it, and where its words come in or were answered. */
function named(tables: Map<string, Known>, id: string): [string, Where][] {
  const naming = [...tables.values()].filter(table => table.naming.length > 0);
  return [
    ['manuscripts', alias => sql`${at(alias, 'id')} = ${id}`],
    ...naming.map(({ name, naming }): [string, Where] => [
      name,
      alias =>
        sql.join(
          naming.map(column => sql`${at(alias, column)} = ${id}`),
          sql` or `,
        ),
    ]),
    [
      'mail_messages',
      alias => sql`exists (select 1 from mail_manuscripts x where x.body_id = ${at(alias, 'body_id')}
        and x.message_id = ${at(alias, 'id')} and x.manuscript_id = ${id})`,
    ],
    [
      'search_files',
      alias => sql`exists (select 1 from manuscript_files x where x.body_id = ${at(alias, 'body_id')}
        and x.file_id = ${at(alias, 'file_id')} and x.manuscript_id = ${id})`,
    ],
    ['stored_files', alias => sql`${at(alias, 'id')} in (${filesOf(alias, id)})`],
    [
      'idempotency_keys',
      alias => sql`(position(${id} in ${at(alias, 'response')}::text) > 0 or exists (
        select 1 from (${filesOf(alias, id)}) f (file_id) where position(f.file_id in ${at(alias, 'response')}::text) > 0))`,
    ],
    ['outbox', alias => sql`position(${id} in ${at(alias, 'payload')}::text) > 0`],
  ];
}

/** Ids of the files that a manuscript or a version of it holds, that it came with, and that were handed in about it. */
function filesOf(alias: string, id: string): Condition {
  return sql`select x.file_id from manuscript_files x
    where x.body_id = ${at(alias, 'body_id')} and x.manuscript_id = ${id}
    union select x.file_id from revision_photos x join revisions v on v.body_id = x.body_id and v.id = x.revision_id
    where x.body_id = ${at(alias, 'body_id')} and v.manuscript_id = ${id}
    union select x.file_id from mail_attachments x
      join mail_manuscripts m on m.body_id = x.body_id and m.message_id = x.message_id
    where x.body_id = ${at(alias, 'body_id')} and m.manuscript_id = ${id}
    union select x.file_id from adoption_evidence x join adoptions a on a.body_id = x.body_id and a.id = x.adoption_id
    where x.body_id = ${at(alias, 'body_id')} and a.manuscript_id = ${id}
    union select x.file_id from instructions x
    where x.body_id = ${at(alias, 'body_id')} and x.manuscript_id = ${id}`;
}

function at(alias: string, column: string): Condition {
  return sql.ref(`${alias}.${column}`);
}

/** Tables of the bodies with their text columns, and their foreign keys among each other. */
async function catalogue(reader: Reader): Promise<{ tables: Map<string, Known>; links: Link[] }> {
  const columns = await sql<{ table: string; name: string; type: string; key: boolean }>`
    select c.relname as table, a.attname as name, t.typname as type,
      coalesce(a.attnum = any(k.conkey), false) as key
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    join pg_type t on t.oid = a.atttypid
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
      and obj_description(c.oid, 'pg_class') is distinct from 'derived'
      and exists (select 1 from pg_attribute b where b.attrelid = c.oid and b.attname = 'body_id')
    order by c.relname, a.attnum`.execute(reader.db);
  const links = await sql<Link>`
    select c.relname as child, a.attname as column, p.relname as parent
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[2]
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and array_length(k.conkey, 1) = 2
    order by c.relname, a.attname`.execute(reader.db);
  const tables = new Map<string, Known>();
  for (const { table, name, type, key } of columns.rows) {
    if (LEFT_ALONE.has(table)) continue;
    const known = tables.get(table) ?? { name: table, keys: [], texts: [], naming: [] };
    tables.set(table, known);
    if (key && name !== 'body_id') known.keys.push(name);
    const toOne = links.rows.find(each => each.child === table && each.column === name);
    if (toOne?.parent === 'manuscripts' || NAMING.has(name)) known.naming.push(name);
    else if (!key && !toOne && mayHoldWords(table, name) && (type === 'text' || type === 'jsonb'))
      known.texts.push({ name, json: type === 'jsonb' });
  }
  return { tables, links: links.rows };
}
