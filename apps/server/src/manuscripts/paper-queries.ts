import type {
  Block,
  LifeEvent,
  Redline,
  RevisionRow as RevisionShape,
  SecrecyMark,
  Manuscript as Shown,
} from '@xinxuan/contract';
import { sql } from 'kysely';
import type * as z from 'zod';
import type { Reader, Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { hashOf, wordsIn } from './paper.ts';
import { takePhotosAlong } from './photo-queries.ts';
import { saidOf } from './repeat-said-queries.ts';
import type { FileUse, RevisionKind, RevisionReason } from './tables.ts';

export type KeptFile = { fileId: string; role: FileUse; caption: string; name: string; size: number };

export type Paper = {
  body: Block[];
  deskText: Shown['deskText'];
  files: KeptFile[];
  life: LifeEvent[];
  repeats: (Shown['possibleRepeats'][number] & { unitPath: string; secrecy: SecrecyMark })[];
};

/** What is shown of a manuscript besides its state: text, pictures, life line, look-alikes. */
export async function loadPaper(
  reader: Reader,
  of: { id: string; revision_id: string; desk_revision_id: string | null },
): Promise<Paper> {
  const found = await sql<Paper>`
    select
      (select v.body from revisions v where v.body_id = ${reader.body} and v.id = ${of.revision_id}) as body,
      (select json_build_object('revisionId', v.id, 'title', v.title, 'body', v.body)
        from revisions v where v.body_id = ${reader.body} and v.id = ${of.desk_revision_id}) as "deskText",
      coalesce((select json_agg(json_build_object('fileId', f.file_id, 'role', f.role, 'caption', f.caption,
          'name', s.name, 'size', s.size) order by f.role, f.position)
        from manuscript_files f join stored_files s on s.body_id = f.body_id and s.id = f.file_id
        where f.body_id = ${reader.body} and f.manuscript_id = ${of.id}), '[]') as files,
      coalesce((select json_agg(json_build_object('id', e.id, 'at', e.at, 'kind', e.kind, 'role', e.role, 'detail', e.detail,
          'person', case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end,
          'unit', case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end) order by e.seq)
        from manuscript_events e
        left join people p on p.body_id = e.body_id and p.id = e.person_id
        left join units u on u.body_id = e.body_id and u.id = e.unit_id
        where e.body_id = ${reader.body} and e.manuscript_id = ${of.id}), '[]') as life,
      coalesce((select json_agg(json_build_object('id', o.id, 'title', o.title, 'unit', u.name, 'sharedPercent', q.shared_percent,
          'unitPath', o.unit_path, 'secrecy', o.secrecy, 'said', ${saidOf(sql.ref('q.body_id'), sql.ref('q.manuscript_id'), sql.ref('q.other_id'))})
          order by q.shared_percent desc, o.id)
        from manuscript_repeats q
        join manuscripts o on o.body_id = q.body_id and o.id = q.other_id and o.discarded_at is null
        join units u on u.body_id = o.body_id and u.id = o.unit_id
        where q.body_id = ${reader.body} and q.manuscript_id = ${of.id}), '[]') as repeats`.execute(
    reader.db,
  );
  return found.rows[0]!;
}

type Text = { title: string; body: Block[] };

type NewRevision = Text & {
  id?: string;
  manuscriptId: string;
  kind: RevisionKind;
  by: string;
  now: Date;
  reason?: RevisionReason;
  basedOn?: string | null;
  restoredFrom?: string | null;
  added?: number;
  removed?: number;
  redline?: Redline | null;
};

/** Keeps a new version, with the photos that the manuscript has at this moment. */
export async function insertRevision(
  tx: Tx,
  revision: NewRevision,
): Promise<{ id: string; number: number; words: number; hash: string }> {
  const id = revision.id ?? newId('revision', revision.now);
  const words = wordsIn(revision.body);
  const hash = hashOf(revision);
  const row = await tx.db
    .insertInto('revisions')
    .values({
      body_id: tx.body,
      id,
      manuscript_id: revision.manuscriptId,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from revisions
        where body_id = ${tx.body} and manuscript_id = ${revision.manuscriptId})`,
      kind: revision.kind,
      title: revision.title,
      body: JSON.stringify(revision.body),
      words,
      hash,
      created_by: revision.by,
      created_at: revision.now.toISOString(),
      reason: revision.reason ?? 'written',
      based_on: revision.basedOn ?? null,
      restored_from: revision.restoredFrom ?? null,
      added: revision.added ?? null,
      removed: revision.removed ?? null,
      redline: revision.redline ? JSON.stringify(revision.redline) : null,
      photos_kept: true,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  await takePhotosAlong(tx, { manuscriptId: revision.manuscriptId, revisionId: id });
  return { id, number: row.number, words, hash };
}

type Grown = Text & {
  redline?: Redline | null;
  writers?: string[];
  added?: number;
  removed?: number;
  now?: Date;
};

/** Rewrites a revision that nobody has signed; a sent one is never touched. */
export async function updateRevision(tx: Tx, id: string, grown: Grown): Promise<{ words: number }> {
  const words = wordsIn(grown.body);
  const changed = await tx.db
    .updateTable('revisions')
    .set({
      title: grown.title,
      body: JSON.stringify(grown.body),
      words,
      hash: hashOf(grown),
      ...(grown.redline !== undefined && { redline: grown.redline ? JSON.stringify(grown.redline) : null }),
      ...(grown.writers && { writers: grown.writers }),
      ...(grown.added !== undefined && { added: grown.added, removed: grown.removed ?? 0 }),
      ...(grown.now && { saved_at: grown.now.toISOString() }),
    })
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .where('kind', 'in', ['draft', 'review', 'desk'])
    .executeTakeFirst();
  if (changed.numUpdatedRows !== 1n) throw new Error(`revision ${id} is frozen`);
  return { words };
}

export async function freezeRevision(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable('revisions')
    .set({ kind: 'sent' })
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .execute();
}

export async function findText(
  reader: Reader,
  revisionId: string,
): Promise<(Text & { hash: string }) | null> {
  const row = await reader.db
    .selectFrom('revisions')
    .select(['title', 'body', 'hash'])
    .where('body_id', '=', reader.body)
    .where('id', '=', revisionId)
    .executeTakeFirst();
  return row ?? null;
}

type RevisionRow = z.infer<typeof RevisionShape>;

const REVISION = sql<RevisionRow>`
  v.id, v.number, v.kind, v.reason, v.title, v.words, v.hash, v.created_at as at, coalesce(v.saved_at, v.created_at) as "savedAt",
  json_build_object('id', p.id, 'name', p.name) as by,
  coalesce((select json_agg(json_build_object('id', w.id, 'name', w.name) order by w.name) from people w
    where w.body_id = v.body_id and w.id = any(v.writers)), '[]') as "with",
  case when v.added is not null then json_build_object('added', v.added, 'removed', v.removed) end as size,
  (select o.number from revisions o where o.body_id = v.body_id and o.id = v.restored_from) as "restoredFrom",
  case when v.photos_kept then (select count(*) from revision_photos f
    where f.body_id = v.body_id and f.revision_id = v.id) end as photos,
  case when v.sealed_at is not null then json_build_object('at', v.sealed_at, 'reason', v.seal_reason,
    'by', (select k.name from people k where k.body_id = v.body_id and k.id = v.sealed_by)) end as sealed`;

export async function listRevisions(reader: Reader, manuscriptId: string): Promise<RevisionRow[]> {
  const found = await sql<RevisionRow>`
    select ${REVISION} from revisions v join people p on p.body_id = v.body_id and p.id = v.created_by
    where v.body_id = ${reader.body} and v.manuscript_id = ${manuscriptId} order by v.number desc`.execute(
    reader.db,
  );
  return found.rows;
}

export async function findRevision(
  reader: Reader,
  of: { manuscriptId: string; revisionId: string },
): Promise<(RevisionRow & { body: Block[] }) | null> {
  const found = await sql<RevisionRow & { body: Block[] }>`
    select ${REVISION}, v.body from revisions v join people p on p.body_id = v.body_id and p.id = v.created_by
    where v.body_id = ${reader.body} and v.manuscript_id = ${of.manuscriptId} and v.id = ${of.revisionId}`.execute(
    reader.db,
  );
  return found.rows[0] ?? null;
}

export type FileToKeep = { fileId: string; role: FileUse; caption: string };

export async function listFiles(
  reader: Reader,
  manuscriptId: string,
): Promise<{ file_id: string; role: FileUse }[]> {
  return reader.db
    .selectFrom('manuscript_files')
    .select(['file_id', 'role'])
    .where('body_id', '=', reader.body)
    .where('manuscript_id', '=', manuscriptId)
    .execute();
}

/** Replaces photos and attachments; the Word file that it came from stays. */
export async function setFiles(tx: Tx, manuscriptId: string, files: FileToKeep[]): Promise<void> {
  await tx.db
    .deleteFrom('manuscript_files')
    .where('body_id', '=', tx.body)
    .where('manuscript_id', '=', manuscriptId)
    .where('role', '<>', 'source')
    .execute();
  await insertFiles(tx, manuscriptId, files);
}

export async function insertFiles(tx: Tx, manuscriptId: string, files: FileToKeep[]): Promise<void> {
  if (files.length === 0) return;
  await tx.db
    .insertInto('manuscript_files')
    .values(
      files.map(({ fileId, role, caption }, position) => ({
        body_id: tx.body,
        manuscript_id: manuscriptId,
        file_id: fileId,
        role,
        caption,
        position,
      })),
    )
    .execute();
}

export async function filesNamed(
  reader: Reader,
  ids: string[],
): Promise<{ id: string; type: string; uploaded_by: string | null }[]> {
  if (ids.length === 0) return [];
  return reader.db
    .selectFrom('stored_files')
    .select(['id', 'type', 'uploaded_by'])
    .where('body_id', '=', reader.body)
    .where('id', 'in', ids)
    .execute();
}

/** The same content under the same name that this person has kept already. */
export async function findOwnFile(
  reader: Reader,
  file: { sha256: string; name: string; uploaded_by: string },
): Promise<string | null> {
  const row = await reader.db
    .selectFrom('stored_files')
    .select('id')
    .where('body_id', '=', reader.body)
    .where('sha256', '=', file.sha256)
    .where('name', '=', file.name)
    .where('uploaded_by', '=', file.uploaded_by)
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
