import type { WrittenText } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tables, Tx } from '../db/connect.ts';
import type { TextPlace } from '../db/hanging-texts.ts';

export type SealRow = {
  id: string;
  manuscript_id: string;
  revision_was: string | null;
};

type NewSeal = {
  id: string;
  manuscriptId: string;
  by: string;
  reason: string;
  revisionWas: string | null;
  words: Buffer;
  now: Date;
};

export async function insertSeal(tx: Tx, seal: NewSeal): Promise<void> {
  await tx.db
    .insertInto('seals')
    .values({
      body_id: tx.body,
      id: seal.id,
      manuscript_id: seal.manuscriptId,
      sealed_by: seal.by,
      sealed_at: seal.now.toISOString(),
      reason: seal.reason,
      revision_was: seal.revisionWas,
      words: seal.words,
    })
    .execute();
}

/** The seal that holds a version closed; null for one that was closed before seals covered copies. */
export async function findSealOf(reader: Reader, revisionId: string): Promise<SealRow | null> {
  const found = await sql<SealRow>`
    select s.id, s.manuscript_id, s.revision_was from revisions v join seals s on s.body_id = v.body_id and s.id = v.seal_id
    where v.body_id = ${reader.body} and v.id = ${revisionId} and s.opened_at is null`.execute(reader.db);
  return found.rows[0] ?? null;
}

export async function endSeal(tx: Tx, id: string, by: { personId: string; now: Date }): Promise<void> {
  await tx.db
    .updateTable('seals')
    .set({ opened_by: by.personId, opened_at: by.now.toISOString() })
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .execute();
  await tx.db.deleteFrom('sealed_pieces').where('body_id', '=', tx.body).where('seal_id', '=', id).execute();
}

export type Version = WrittenText & {
  id: string;
  number: number;
  kind: string;
  hash: string;
  captions: string[];
  photoIds: string[];
};

/** Versions that are still open to reading. */
export async function openVersions(reader: Reader, manuscriptId: string): Promise<Version[]> {
  const found = await sql<Version>`
    select v.id, v.number, v.kind, v.title, v.body, v.hash,
      array(select f.caption from revision_photos f where f.body_id = v.body_id and f.revision_id = v.id
        order by f.position) as captions,
      array(select f.file_id from revision_photos f where f.body_id = v.body_id and f.revision_id = v.id) as "photoIds"
    from revisions v
    where v.body_id = ${reader.body} and v.manuscript_id = ${manuscriptId} and v.sealed_at is null
    order by v.number`.execute(reader.db);
  return found.rows;
}

type Closing = { by: string; reason: string; now: Date; sealId: string };

/** Marks versions as closed to reading, or as open again. */
export async function setSeals(tx: Tx, revisionIds: readonly string[], seal: Closing): Promise<void> {
  await tx.db
    .updateTable('revisions')
    .set({
      sealed_at: seal.now.toISOString(),
      sealed_by: seal.by,
      seal_reason: seal.reason,
      seal_id: seal.sealId,
    })
    .where('body_id', '=', tx.body)
    .where('id', 'in', revisionIds)
    .execute();
}

/** Opens the versions of a seal, or the one that was closed without; answers their numbers. */
export async function clearSeals(
  tx: Tx,
  of: { sealId: string | null; revisionId: string },
): Promise<number[]> {
  const rows = await tx.db
    .updateTable('revisions')
    .set({ sealed_at: null, sealed_by: null, seal_reason: null, seal_id: null })
    .where('body_id', '=', tx.body)
    .where(eb => (of.sealId ? eb('seal_id', '=', of.sealId) : eb('id', '=', of.revisionId)))
    .returning('number')
    .execute();
  return rows.map(row => row.number).sort((a, b) => a - b);
}

/**
 * Versions of an opened seal in which another seal still covers words stay closed, under that one, with the documents
 * that were closed with them; answers their ids. The pieces of the opened seal are gone already.
 */
export async function handOver(tx: Tx, opened: SealRow): Promise<string[]> {
  const kept = await sql<{ id: string; to: string }>`
    update revisions v set seal_id = s.id, sealed_at = s.sealed_at, sealed_by = s.sealed_by, seal_reason = s.reason
    from seals s where v.body_id = ${tx.body} and v.seal_id = ${opened.id} and s.body_id = v.body_id and s.id = (
      select p.seal_id from sealed_pieces p join seals o on o.body_id = p.body_id and o.id = p.seal_id
      where p.body_id = v.body_id and o.manuscript_id = v.manuscript_id and o.opened_at is null
        and (p.place->>'table' = 'revision_photos' and p.place->'key'->>'revision_id' = v.id
          or p.place->>'table' = 'revisions' and p.place->'key'->>'id' = v.id
            and p.place->>'column' in ('title', 'body'))
      order by o.sealed_at, o.id limit 1)
    returning v.id, s.id as to`.execute(tx.db);
  for (const { id, to } of kept.rows) {
    await sql`insert into sealed_files (body_id, seal_id, file_id)
      select body_id, ${to}, file_id from sealed_files where body_id = ${tx.body} and seal_id = ${opened.id}
      on conflict do nothing`.execute(tx.db);
    if (id === opened.revision_was)
      await sql`update seals set revision_was = coalesce(revision_was, ${id})
        where body_id = ${tx.body} and id = ${to}`.execute(tx.db);
  }
  return kept.rows.map(({ id }) => id);
}

type NewPiece = { place: TextPlace; content: Buffer; leftHash: string };

export async function insertPieces(tx: Tx, sealId: string, pieces: readonly NewPiece[]): Promise<void> {
  for (const [index, { place, content, leftHash }] of pieces.entries()) {
    await tx.db
      .insertInto('sealed_pieces')
      .values({
        body_id: tx.body,
        seal_id: sealId,
        number: index + 1,
        place: JSON.stringify(place),
        content,
        left_hash: leftHash,
      })
      .execute();
  }
}

export type PieceRow = {
  seal_id: string;
  number: number;
  place: TextPlace;
  content: Buffer;
  left_hash: string;
};

const PIECE = sql`p.seal_id, p.number, p.place, p.content, p.left_hash`;

export async function listPieces(reader: Reader, sealId: string): Promise<PieceRow[]> {
  const found = await sql<PieceRow>`select ${PIECE} from sealed_pieces p
    where p.body_id = ${reader.body} and p.seal_id = ${sealId} order by p.number`.execute(reader.db);
  return found.rows;
}

/** What any seal has covered at these places, each place as it was named when it was kept. */
export async function piecesAt(reader: Reader, places: readonly TextPlace[]): Promise<PieceRow[]> {
  const found = await sql<PieceRow>`select ${PIECE} from sealed_pieces p
    where p.body_id = ${reader.body}
      and p.place in (select jsonb_array_elements(${JSON.stringify(places)}::jsonb))
    order by p.seal_id, p.number`.execute(reader.db);
  return found.rows;
}

/** Notes what is left at a place now, for every seal that covers words there. */
export async function setLeft(tx: Tx, pieces: readonly PieceRow[], leftHash: string): Promise<void> {
  for (const { seal_id, number } of pieces) {
    await tx.db
      .updateTable('sealed_pieces')
      .set({ left_hash: leftHash })
      .where('body_id', '=', tx.body)
      .where('seal_id', '=', seal_id)
      .where('number', '=', number)
      .execute();
  }
}

/** The document that the text came from, and attachments whose text, as the search has read it, is `holding`. */
export async function filesToClose(
  reader: Reader,
  of: { manuscriptId: string; source: boolean; holding: (text: string) => boolean },
): Promise<string[]> {
  const found = await sql<{ id: string; role: string; text: string }>`
    select f.file_id as id, f.role, coalesce(s.text, '') as text from manuscript_files f
    left join search_files s on s.body_id = f.body_id and s.file_id = f.file_id
    where f.body_id = ${reader.body} and f.manuscript_id = ${of.manuscriptId} and f.role <> 'photo'`.execute(
    reader.db,
  );
  return found.rows
    .filter(({ role, text }) => (role === 'source' && of.source) || of.holding(text))
    .map(({ id }) => id);
}

export async function closeFiles(tx: Tx, sealId: string, fileIds: readonly string[]): Promise<void> {
  for (const fileId of new Set(fileIds)) {
    await tx.db
      .insertInto('sealed_files')
      .values({ body_id: tx.body, seal_id: sealId, file_id: fileId })
      .execute();
  }
}

/** Facts of a manuscript that a closed period has counted: its hash was made on their labels. */
export async function factsInClosings(reader: Reader, manuscriptId: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select f.id from facts f where f.body_id = ${reader.body} and f.manuscript_id = ${manuscriptId}
      and exists (select 1 from closing_sections c where c.body_id = f.body_id and c.section = 'facts'
        and position('"' || f.id || '"' in c.content) > 0)`.execute(reader.db);
  return found.rows.map(({ id }) => id);
}

type NamedFact = Pick<
  Tables['facts'],
  'id' | 'kind' | 'on_day' | 'unit_id' | 'person_ids' | 'manuscript_id' | 'label'
>;

export async function factsNamed(reader: Reader, ids: readonly string[]): Promise<NamedFact[]> {
  if (ids.length === 0) return [];
  return reader.db
    .selectFrom('facts')
    .select(['id', 'kind', 'on_day', 'unit_id', 'person_ids', 'manuscript_id', 'label'])
    .where('body_id', '=', reader.body)
    .where('id', 'in', ids)
    .execute();
}
