import { sql } from 'kysely';
import type { Reader, Tx } from './connect.ts';

declare module './connect.ts' {
  interface Tables {
    stored_files: {
      body_id: string;
      id: string;
      sha256: string;
      size: number;
      type: string;
      name: string;
      uploaded_by: string | null;
      uploaded_at: string;
    };
  }
}

export type FileRow = {
  id: string;
  sha256: string;
  size: number;
  type: string;
  name: string;
  uploaded_by: string | null;
};

export async function findFile(reader: Reader, id: string): Promise<FileRow | null> {
  const row = await reader.db
    .selectFrom('stored_files')
    .select(['id', 'sha256', 'size', 'type', 'name', 'uploaded_by'])
    .where('body_id', '=', reader.body)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export type FileSeal = {
  by: string;
  reason: string;
  /** The document itself was closed, and not only another one of the same content. */
  itself: boolean;
};

/** Seals that hold, with the content of each document that they close, and who closed it. */
const CLOSED = sql`sealed_files c
    join seals s on s.body_id = c.body_id and s.id = c.seal_id and s.opened_at is null
    join stored_files o on o.body_id = c.body_id and o.id = c.file_id
    join people p on p.body_id = s.body_id and p.id = s.sealed_by`;

/**
 * The seal that keeps a document from being handed out: it holds words that were taken away. So does every copy of it,
 * whatever it is called, but where another manuscript or a lead shows the same: that is sealed there (0761).
 */
export async function sealOfFile(reader: Reader, id: string): Promise<FileSeal | null> {
  const found = await sql<FileSeal>`
    select p.name as by, s.reason, c.file_id = f.id as itself from ${CLOSED}
    join stored_files f on f.body_id = o.body_id and f.sha256 = o.sha256
    where f.body_id = ${reader.body} and f.id = ${id} and (c.file_id = f.id or not exists (
      select 1 from manuscript_files m where m.body_id = f.body_id and m.file_id = f.id
        and m.manuscript_id <> s.manuscript_id
      union all select 1 from revision_photos r join revisions v on v.body_id = r.body_id and v.id = r.revision_id
        where r.body_id = f.body_id and r.file_id = f.id and v.manuscript_id <> s.manuscript_id
      union all select 1 from lead_files l where l.body_id = f.body_id and l.file_id = f.id))
    order by itself desc, s.sealed_at, s.id limit 1`.execute(reader.db);
  return found.rows[0] ?? null;
}

/** The same for taking a document anew: whether any that holds the same is closed, wherever else it is shown. */
export async function sealOfCopies(reader: Reader, id: string): Promise<FileSeal | null> {
  const found = await sql<FileSeal>`
    select p.name as by, s.reason, c.file_id = f.id as itself from ${CLOSED}
    join stored_files f on f.body_id = o.body_id and f.sha256 = o.sha256
    where f.body_id = ${reader.body} and f.id = ${id}
    order by itself desc, s.sealed_at, s.id limit 1`.execute(reader.db);
  return found.rows[0] ?? null;
}

/** What is closed by seals that hold, by the SHA-256 of its content (hexadecimal): it does not come in again. */
export async function closedContents(
  reader: Reader,
  { only = null }: { only?: string | null } = {},
): Promise<ReadonlySet<string>> {
  const found = await sql<{ sha256: string }>`
    select distinct o.sha256 from ${CLOSED}
    where c.body_id = ${reader.body} and ${only === null ? sql`true` : sql`o.sha256 = ${only}`}`.execute(
    reader.db,
  );
  return new Set(found.rows.map(({ sha256 }) => sha256));
}

/** Which content each of several documents has. */
export async function contentsOf(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.db
    .selectFrom('stored_files')
    .select(['id', 'sha256'])
    .where('body_id', '=', reader.body)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]));
}

export async function insertFile(tx: Tx, file: FileRow & { at: Date }): Promise<void> {
  const { at, ...row } = file;
  await tx.db
    .insertInto('stored_files')
    .values({ body_id: tx.body, ...row, uploaded_at: at.toISOString() })
    .execute();
}

/** Whether any row, of whichever body, names this content. */
export async function isNamed(db: Reader['db'], sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom('stored_files')
    .select('id')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row !== undefined;
}

export type FilePlace = {
  right:
    | 'manuscript.read'
    | 'adoption.read'
    | 'objection.read'
    | 'instruction.read'
    | 'lead.read'
    | 'mail.read';
  unit_path: string;
  persons: string[];
  /** Of a draft, which is its unit's own. */
  own_unit_only: boolean;
};

/** Where a file is in use: whoever may see one of these things may see the file. */
export async function placesOfFile(reader: Reader, id: string): Promise<FilePlace[]> {
  const found = await sql<FilePlace>`
    select 'manuscript.read' as right, m.unit_path,
      array(select a.person_id from manuscript_authors a where a.body_id = m.body_id and a.manuscript_id = m.id)
      || array(select r.reviewer_id from reviews r where r.body_id = m.body_id and r.manuscript_id = m.id)
      || m.created_by as persons, m.state = 'draft' as own_unit_only
    from (select f.body_id, f.manuscript_id from manuscript_files f
      where f.body_id = ${reader.body} and f.file_id = ${id}
      -- Photos of earlier versions, which are compared and restored.
      union select v.body_id, v.manuscript_id from revision_photos f
      join revisions v on v.body_id = f.body_id and v.id = f.revision_id
      where f.body_id = ${reader.body} and f.file_id = ${id}) f
    join manuscripts m on m.body_id = f.body_id and m.id = f.manuscript_id
    union all
    select 'adoption.read', a.unit_path, array[a.claimed_by], false
    from adoption_evidence e join adoptions a on a.body_id = e.body_id and a.id = e.adoption_id
    where e.body_id = ${reader.body} and e.file_id = ${id}
    union all
    select 'objection.read', u.path, array[o.raised_by], false
    from objection_files f join objections o on o.body_id = f.body_id and o.id = f.objection_id
    join units u on u.body_id = o.body_id and u.id = o.unit_id
    where f.body_id = ${reader.body} and f.file_id = ${id}
    union all
    select 'mail.read', '', '{}', false
    from mail_attachments a where a.body_id = ${reader.body} and a.file_id = ${id}
    union all
    select 'lead.read', u.path, array[l.recorded_by], false
    from lead_files f join leads l on l.body_id = f.body_id and l.id = f.lead_id
    join units u on u.body_id = l.body_id and u.id = l.unit_id
    where f.body_id = ${reader.body} and f.file_id = ${id}
    union all
    select 'instruction.read', m.unit_path, array[i.recorded_by], false
    from instructions i join manuscripts m on m.body_id = i.body_id and m.id = i.manuscript_id
    where i.body_id = ${reader.body} and i.file_id = ${id}
    union all
    select 'instruction.read', u.path, '{}', false
    from instructions i join instruction_receivers r on r.body_id = i.body_id and r.instruction_id = i.id
    join units u on u.body_id = r.body_id and u.id = r.unit_id
    where i.body_id = ${reader.body} and i.file_id = ${id}`.execute(reader.db);
  return found.rows;
}
