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

/** The seal that keeps a document from being handed out: it holds words that were taken away. */
export async function sealOfFile(reader: Reader, id: string): Promise<{ by: string; reason: string } | null> {
  const found = await sql<{ by: string; reason: string }>`
    select p.name as by, s.reason from sealed_files f
    join seals s on s.body_id = f.body_id and s.id = f.seal_id and s.opened_at is null
    join people p on p.body_id = s.body_id and p.id = s.sealed_by
    where f.body_id = ${reader.body} and f.file_id = ${id} limit 1`.execute(reader.db);
  return found.rows[0] ?? null;
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
