import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { UPLOADED, whyNotOwnFiles } from '../http/own-file.ts';
import { firstOf, notFound, refuse } from '../http/refusal.ts';
import { whyNotChange } from './import.ts';
import { changeImport, findImport, lockImport } from './queries.ts';
import { insertFileRows } from './row-queries.ts';
import type { ImportRuns } from './run.ts';
import { standingOf, viewOf } from './views.ts';

const MOST_FILES = 2_000;

/** Adds uploaded documents; they are read one after the other beside the requests. */
export const addFiles = (runs: ImportRuns) =>
  acts(contract.imports.addFiles, async ({ input, actor, tx, now, may, record, afterwards, server }) => {
    const of = await lockImport(tx, input.id);
    if (of?.kind !== 'folder') return notFound('导入', 'import');
    const why = firstOf(may({ unitPath: of.unit_path }), whyNotChange(standingOf(of)));
    if (why) return why;
    const all = Object.values(of.counts).reduce((sum, n) => sum + n, 0) + input.files.length;
    if (all > MOST_FILES) {
      return refuse('too_large', 'too_many_files', {
        zh: `一次最多导入 ${MOST_FILES} 个文件。请分几次导入。`,
        en: `At most ${MOST_FILES} files come in at once. Split them into several imports.`,
      });
    }
    const foreign = await whyNotOwnFiles(tx, {
      ...{ ids: input.files.map(file => file.fileId), personId: actor.personId },
      ...{ as: UPLOADED, code: 'wrong_state' },
    });
    if (foreign) return foreign;
    await insertFileRows(tx, of.id, input.files);
    await changeImport(tx, of.id, { state: 'reading', beat_at: now.toISOString() });
    record(of.id, null, { files: input.files.length });
    afterwards(() => runs.begin(server, { actor, importId: of.id }));
    return viewOf(tx, (await findImport(tx, of.id))!, { now });
  });
