import { contract, type ImportState } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { firstOf, notFound } from '../http/refusal.ts';
import { whyNotCancel } from './import.ts';
import { changeImport, findImport, lockImport } from './queries.ts';
import { standingOf, viewOf } from './views.ts';

/** Stops an import between two pieces of its work; what is taken in by then stays, and can be undone. */
export const cancel = acts(contract.imports.cancel, async ({ input, tx, now, may, record }) => {
  const of = await lockImport(tx, input.id);
  if (!of) return notFound('导入', 'import');
  const why = firstOf(may({ unitPath: of.unit_path }), whyNotCancel(standingOf(of)));
  if (why) return why;
  // Reading that is stopped leaves what has been read to be gone on with; anything else ends here.
  const state: ImportState = of.state === 'reading' ? 'ready' : 'cancelled';
  await changeImport(tx, of.id, { state });
  record(of.id, { state: of.state }, { state });
  return viewOf(tx, (await findImport(tx, of.id))!, { now });
});
