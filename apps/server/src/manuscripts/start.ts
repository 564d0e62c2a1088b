import type { Block } from '@xinxuan/contract';
import type { Tx } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { newId } from '../ids.ts';
import type { columnsOf } from './draft-fields.ts';
import { wordsIn } from './paper.ts';
import { type FileToKeep, insertFiles, insertRevision } from './paper-queries.ts';
import { insertAuthors, insertManuscript } from './queries.ts';
import type { ManuscriptColumns, RevisionKind } from './tables.ts';
import { trace } from './trace.ts';

type New = {
  columns: ReturnType<typeof columnsOf>;
  /** Where it starts, when that is not a draft in the writer's hands. */
  stand?: Partial<ManuscriptColumns>;
  kind: RevisionKind;
  body: Block[];
  authorIds: string[];
  files: FileToKeep[];
  actor: Actor;
  now: Date;
  detail: Record<string, unknown>;
};

/** Enters a new manuscript with its first text, authors, files and the first line of its life. */
export async function startManuscript(tx: Tx, start: New): Promise<string> {
  const { actor, now, columns, body } = start;
  const id = newId('manuscript', now);
  const revisionId = newId('revision', now);
  await insertManuscript(tx, {
    ...blank(actor, now),
    ...columns,
    body_id: tx.body,
    id,
    revision_id: revisionId,
    words: wordsIn(body),
    ...start.stand,
  });
  const text = { id: revisionId, title: columns.title, body, manuscriptId: id };
  await insertFiles(tx, id, start.files);
  await insertRevision(tx, { ...text, kind: start.kind, by: actor.personId, now });
  await insertAuthors(tx, id, start.authorIds);
  await trace(tx, { manuscriptId: id, kind: 'created', actor, now, detail: start.detail });
  return id;
}

function blank(actor: Actor, now: Date) {
  const at = now.toISOString();
  return {
    state: 'draft',
    lead_id: null,
    desk_revision_id: null,
    round: 0,
    holder_person_id: actor.personId,
    holder_role: actor.post?.role ?? null,
    holder_unit_id: null,
    held_since: at,
    due_at: null,
    late: false,
    decline_reason: null,
    decline_note: null,
    merged_into: null,
    forwarded_from: null,
    created_by: actor.personId,
    created_at: at,
    updated_at: at,
    submitted_at: null,
    at_desk_at: null,
    decided_at: null,
    discarded_at: null,
    version: 0,
  } as const;
}
