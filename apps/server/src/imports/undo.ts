import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { firstOf, notFound } from '../http/refusal.ts';
import { builtUpon } from './built-upon.ts';
import { whyNotUndo } from './import.ts';
import { changeImport, findImport, lockImport } from './queries.ts';
import { forgetKept, obstacles } from './row-queries.ts';
import type { ImportRuns } from './run.ts';
import { standingOf, viewOf } from './views.ts';

/** Begins to take a whole import back, unless something was built on it. */
export const undo = (runs: ImportRuns) =>
  acts(contract.imports.undo, async ({ input, actor, tx, now, may, record, afterwards, server }) => {
    const of = await lockImport(tx, input.id);
    if (!of) return notFound('导入', 'import');
    const why = firstOf(may({ unitPath: of.unit_path }), whyNotUndo(standingOf(of), now));
    if (why) return why;
    const inTheWay = of.state === 'undoing' ? [] : await obstacles(tx, of.id);
    if (inTheWay.length > 0) return builtUpon(inTheWay);
    await forgetKept(tx, of.id);
    await changeImport(tx, of.id, {
      ...{ state: 'undoing', beat_at: now.toISOString() },
      ...{ undone_at: now.toISOString(), undone_by: actor.personId, undo_reason: input.reason },
    });
    record(
      of.id,
      { state: of.state, rows: standingOf(of).taken },
      { state: 'undoing', reason: input.reason },
    );
    afterwards(() => runs.begin(server, { actor, importId: of.id }));
    return viewOf(tx, (await findImport(tx, of.id))!, { now });
  });
