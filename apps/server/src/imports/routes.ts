import { addFiles } from './add-files.ts';
import { cancel } from './cancel.ts';
import { get, list, rows } from './get.ts';
import { map } from './map.ts';
import { marked } from './marked.ts';
import { openFolder, openHistory } from './open.ts';
import type { ImportRuns } from './run.ts';
import { saveRow } from './save-row.ts';
import { take } from './take.ts';
import { undo } from './undo.ts';

export function importRoutes({ runs }: { runs: ImportRuns }) {
  return {
    list,
    get,
    rows,
    openHistory,
    map,
    marked,
    openFolder,
    addFiles: addFiles(runs),
    saveRow,
    take: take(runs),
    cancel,
    undo: undo(runs),
  };
}
