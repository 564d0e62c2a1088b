import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { firstOf, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { whyNotUndo } from './import.ts';
import { changeImport, findImport, lockImport } from './queries.ts';
import { type Obstacle, obstacles } from './row-queries.ts';
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

const WORDS: Record<string, { zh: string; en: string }> = {
  adopted: { zh: '之后又登记了刊播', en: 'has another adoption since' },
  changed: { zh: '之后被修改或办理过', en: 'was changed or dealt with since' },
  merged: { zh: '有其他稿件并入', en: 'had another item merged into it' },
  fee: { zh: '已列入稿酬发放表', en: 'stands on a list of fees' },
};

function builtUpon(found: Obstacle[]): Refusal {
  const told = (language: 'zh' | 'en') => (each: Obstacle) =>
    language === 'zh'
      ? `《${each.title}》${WORDS[each.what]!.zh}`
      : `“${each.title}” ${WORDS[each.what]!.en}`;
  const more = found.length >= 20;
  return refuse('wrong_state', 'built_upon', {
    zh: `不能整体撤销，因为在这批内容上已有后续办理：${found.slice(0, 5).map(told('zh')).join('；')}${found.length > 5 ? `；等 ${more ? '20 项以上' : `${found.length} 项`}` : ''}。请先处理这些，再撤销导入。`,
    en: `The import cannot be undone, because something was built on it: ${found.slice(0, 5).map(told('en')).join('; ')}${found.length > 5 ? `; ${more ? 'more than 20' : found.length} in all` : ''}. Deal with that first.`,
    details: { manuscripts: found.map(each => ({ id: each.manuscript_id, what: each.what })) },
  });
}
