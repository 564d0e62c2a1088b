import { ORPCError } from '@orpc/client';
import type { DraftFields, Manuscript } from '@xinxuan/contract';
import { client } from '../api/api.ts';
import { draftOf, fieldsOf } from './draft.ts';
import { manuscriptWords } from './words.ts';

/** The same shape as a refusal of the server, so that the form shows it at its field. */
export function noUnit(): ORPCError<string, unknown> {
  const zh = manuscriptWords.zh['save.no_unit'];
  const sentence = { zh, en: manuscriptWords.en['save.no_unit'] };
  return new ORPCError('invalid', {
    status: 422,
    data: { reason: 'no_unit', ...sentence, fields: { unitId: sentence } },
  });
}

type Beginning = {
  sourceFileId: string | null;
  draftKey: string;
  /** An earlier try may have reached the server without its answer reaching us. */
  again: boolean;
  /** Learns of the manuscript even when it then turns out to have been changed elsewhere. */
  onBegun: (manuscript: Manuscript) => void;
};

/** Begins a manuscript, once under its key: after a lost answer the words of now go over those of the first try. */
export async function begin(
  fields: DraftFields,
  { sourceFileId, draftKey, again, onBegun }: Beginning,
): Promise<Manuscript> {
  const begun = await client.manuscripts.create({ ...fields, sourceFileId, draftKey });
  onBegun(begun);
  if (!again || JSON.stringify(fieldsOf(draftOf(begun))) === JSON.stringify(fields)) return begun;
  if (begun.version > 0) throw changedElsewhere();
  return client.manuscripts.save({ ...fields, id: begun.id, version: begun.version });
}

function changedElsewhere(): ORPCError<string, unknown> {
  const sentence = { zh: manuscriptWords.zh['save.conflict'], en: manuscriptWords.en['save.conflict'] };
  return new ORPCError('stale', { status: 409, data: { reason: 'stale', ...sentence } });
}
