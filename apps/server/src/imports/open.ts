import { contract, type ImportKind } from '@xinxuan/contract';
import { acts, actsOn, type WriteCall } from '../http/endpoint.ts';
import { ownDocument } from '../http/own-file.ts';
import { isRefusal, notFound, type Refusal } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { findImport, findMapping, insertImport } from './queries.ts';
import { headSignature, readHead, settingsFor, sheetViewOf } from './sheet.ts';
import type { Settings } from './tables.ts';
import { viewOf } from './views.ts';

export const openHistory = actsOn(
  contract.imports.openHistory,
  async ({ input, actor, reader, server }) => {
    const file = await ownDocument(reader, { id: input.fileId, personId: actor.personId });
    if (isRefusal(file)) return file;
    const head = await readHead({ server, owner: actor.personId }, file, {});
    return isRefusal(head) ? head : { file, head };
  },
  async (call, { file, head }) => {
    const remembered = await findMapping(call.tx, headSignature(head));
    const settings = settingsFor(head, remembered);
    const begun = { kind: 'history' as const, name: file.name, state: 'mapping' as const, settings };
    const id = await begin(call, { ...begun, fileId: file.id, sha256: file.sha256 });
    if (isRefusal(id)) return id;
    const made = (await findImport(call.tx, id))!;
    return viewOf(call.tx, made, { now: call.now, sheet: sheetViewOf(head, settings) });
  },
);

export const openFolder = acts(contract.imports.openFolder, async call => {
  const begun = { kind: 'folder' as const, name: call.input.name, state: 'ready' as const };
  const id = await begin(call, { ...begun, settings: null, fileId: null, sha256: null });
  if (isRefusal(id)) return id;
  return viewOf(call.tx, (await findImport(call.tx, id))!, { now: call.now });
});

type New = {
  kind: ImportKind;
  name: string;
  state: 'mapping' | 'ready';
  settings: Settings | null;
  fileId: string | null;
  sha256: string | null;
};
type Call = Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now' | 'may' | 'record'>;

/** It stands where the person does who begins it. */
async function begin({ tx, actor, now, may, record }: Call, fresh: New): Promise<string | Refusal> {
  const { post } = actor;
  if (!post) return notFound('任职', 'post');
  const away = may({ unitPath: post.unitPath });
  if (away) return away;
  const id = newId('import', now);
  await insertImport(tx, {
    ...{ body_id: tx.body, id, kind: fresh.kind, name: fresh.name, state: fresh.state },
    ...{ unit_id: post.unitId, unit_path: post.unitPath },
    ...{ started_by: actor.personId, started_at: now.toISOString() },
    ...{ file_id: fresh.fileId, sha256: fresh.sha256, taken_as: null, beat_at: null },
    settings: fresh.settings && JSON.stringify(fresh.settings),
    ...{ undone_at: null, undone_by: null, undo_reason: null },
  });
  record(id, null, { kind: fresh.kind, name: fresh.name });
  return id;
}
