import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';

declare module '../db/connect.ts' {
  interface Tables {
    revision_photos: {
      body_id: string;
      revision_id: string;
      position: number;
      file_id: string;
      caption: string;
    };
  }
}

export type KeptPhoto = { fileId: string; caption: string; name: string; size: number };

/** The photos of a version in their order; null for one from before versions kept them. */
export async function photosOfRevision(reader: Reader, revisionId: string): Promise<KeptPhoto[] | null> {
  const found = await sql<{ photos: KeptPhoto[] | null }>`
    select case when v.photos_kept then coalesce((select json_agg(json_build_object('fileId', f.file_id,
        'caption', f.caption, 'name', s.name, 'size', s.size) order by f.position)
      from revision_photos f join stored_files s on s.body_id = f.body_id and s.id = f.file_id
      where f.body_id = v.body_id and f.revision_id = v.id), '[]') end as photos
    from revisions v where v.body_id = ${reader.body} and v.id = ${revisionId}`.execute(reader.db);
  return found.rows[0]?.photos ?? null;
}

/** The photos of a manuscript as they are now, in their order. */
export async function photosNow(
  reader: Reader,
  manuscriptId: string,
): Promise<Pick<KeptPhoto, 'fileId' | 'caption'>[]> {
  return reader.db
    .selectFrom('manuscript_files')
    .select(['file_id as fileId', 'caption'])
    .where('body_id', '=', reader.body)
    .where('manuscript_id', '=', manuscriptId)
    .where('role', '=', 'photo')
    .orderBy('position')
    .execute();
}

/** Captions of its photos in their order. */
export async function photoCaptions(reader: Reader, manuscriptId: string): Promise<string[]> {
  return (await photosNow(reader, manuscriptId)).map(photo => photo.caption);
}

type OfVersion = { manuscriptId: string; revisionId: string };

/** A new version takes along the photos as they stand now. */
export async function takePhotosAlong(tx: Tx, of: OfVersion): Promise<void> {
  await sql`
    insert into revision_photos (body_id, revision_id, position, file_id, caption)
    select body_id, ${of.revisionId}, row_number() over (order by position) - 1, file_id, caption
    from manuscript_files
    where body_id = ${tx.body} and manuscript_id = ${of.manuscriptId} and role = 'photo'`.execute(tx.db);
}

/** The same for a version that is written into again. */
export async function takePhotosAnew(tx: Tx, of: OfVersion): Promise<void> {
  await sql`delete from revision_photos where body_id = ${tx.body} and revision_id = ${of.revisionId}`.execute(
    tx.db,
  );
  await takePhotosAlong(tx, of);
  await tx.db
    .updateTable('revisions')
    .set({ photos_kept: true })
    .where('body_id', '=', tx.body)
    .where('id', '=', of.revisionId)
    .where('photos_kept', '=', false)
    .execute();
}

/** Gives a manuscript the photos of a version again; its attachments and the file that it came from stay. */
export async function putPhotosBack(tx: Tx, of: OfVersion): Promise<void> {
  await sql`delete from manuscript_files
    where body_id = ${tx.body} and manuscript_id = ${of.manuscriptId} and role = 'photo'`.execute(tx.db);
  await sql`
    insert into manuscript_files (body_id, manuscript_id, file_id, role, caption, position)
    select body_id, ${of.manuscriptId}, file_id, 'photo', caption, position
    from revision_photos where body_id = ${tx.body} and revision_id = ${of.revisionId}`.execute(tx.db);
}
