import { type Refusal, refuse } from '../http/refusal.ts';
import type { Obstacle } from './row-queries.ts';

/** What may have been done with an item since it came in, as the end of a sentence about it. */
export const BUILT: Record<string, { zh: string; en: string }> = {
  adopted: { zh: '之后又登记了刊播', en: 'has another adoption since' },
  changed: { zh: '之后被修改或办理过', en: 'was changed or dealt with since' },
  merged: { zh: '有其他稿件并入', en: 'had another item merged into it' },
  fee: { zh: '已列入稿酬发放表', en: 'stands on a list of fees' },
};

/** The refusal that names what stands in the way of undoing an import. */
export function builtUpon(found: Obstacle[]): Refusal {
  const told = (language: 'zh' | 'en') => (each: Obstacle) =>
    language === 'zh'
      ? `《${each.title}》${BUILT[each.what]!.zh}`
      : `“${each.title}” ${BUILT[each.what]!.en}`;
  const more = found.length >= 20;
  return refuse('wrong_state', 'built_upon', {
    zh: `不能整体撤销，因为在这批内容上已有后续办理：${found.slice(0, 5).map(told('zh')).join('；')}${found.length > 5 ? `；等 ${more ? '20 项以上' : `${found.length} 项`}` : ''}。请先处理这些，再撤销导入。`,
    en: `The import cannot be undone, because something was built on it: ${found.slice(0, 5).map(told('en')).join('; ')}${found.length > 5 ? `; ${more ? 'more than 20' : found.length} in all` : ''}. Deal with that first.`,
    details: { manuscripts: found.map(each => ({ id: each.manuscript_id, what: each.what })) },
  });
}
