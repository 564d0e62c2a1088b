import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { firstOf, notFound } from '../http/refusal.ts';
import { whyNotTake, whyNotTakenAs } from './import.ts';
import { changeImport, findImport, lockImport } from './queries.ts';
import type { ImportRuns } from './run.ts';
import { standingOf, viewOf } from './views.ts';

/** Begins to take in what is ready, and answers at once; the work is done beside, and asked after through `get`. */
export const take = (runs: ImportRuns) =>
  acts(contract.imports.take, async ({ input, actor, tx, now, may, record, afterwards, server }) => {
    const of = await lockImport(tx, input.id);
    if (!of) return notFound('导入', 'import');
    const standing = standingOf(of);
    const why = firstOf(
      may({ unitPath: of.unit_path }),
      whyNotTake(standing, now),
      whyNotTakenAs(standing, input.as),
    );
    if (why) return why;
    await changeImport(tx, of.id, { state: 'taking', taken_as: input.as, beat_at: now.toISOString() });
    record(of.id, { state: of.state }, { as: input.as, rows: standing.ready });
    afterwards(() => runs.begin(server, { actor, importId: of.id }));
    return viewOf(tx, (await findImport(tx, of.id))!, { now });
  });
