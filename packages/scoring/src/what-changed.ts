/** Why an account is not what it was: two runs of scoring compared line by line. */
import { explain, type Language } from './explain.ts';
import type { Line } from './ledger.ts';

export type LineChange = {
  kind: 'new' | 'gone' | 'changed';
  before?: Line;
  after?: Line;
  /** Facts that the later line rests on and the earlier one did not, and the other way round. */
  factsAdded: string[];
  factsRemoved: string[];
};

/** Lines that came, went, or count otherwise than before. Lines are matched by id; unchanged ones are not told. */
export function whatChanged(before: readonly Line[], after: readonly Line[]): LineChange[] {
  const earlier = new Map(before.map(line => [line.id, line]));
  const later = new Map(after.map(line => [line.id, line]));
  const changes: LineChange[] = [];
  for (const line of after) {
    const old = earlier.get(line.id);
    if (!old) changes.push({ kind: 'new', after: line, factsAdded: line.factIds, factsRemoved: [] });
    else if (countsOtherwise(old, line)) {
      changes.push({
        kind: 'changed',
        before: old,
        after: line,
        factsAdded: without(line.factIds, old.factIds),
        factsRemoved: without(old.factIds, line.factIds),
      });
    }
  }
  for (const line of before) {
    if (!later.has(line.id))
      changes.push({ kind: 'gone', before: line, factsAdded: [], factsRemoved: line.factIds });
  }
  return changes;
}

function countsOtherwise(a: Line, b: Line): boolean {
  return a.points !== b.points || a.status !== b.status || explain(a, 'zh') !== explain(b, 'zh');
}

function without(ids: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return ids.filter(id => !known.has(id));
}

/** "由 60 变为 0：同稿已按省级长篇计 110，取最高，本条计 0". */
export function explainChange({ kind, before, after }: LineChange, language: Language): string {
  const zh = language === 'zh';
  if (kind === 'new' && after)
    return zh
      ? `新增 ${after.points}：${explain(after, 'zh')}`
      : `new, ${after.points}: ${explain(after, 'en')}`;
  if (kind === 'gone' && before)
    return zh
      ? `撤去 ${before.points}：${explain(before, 'zh')}`
      : `gone, ${before.points}: ${explain(before, 'en')}`;
  if (!before || !after) return '';
  return zh
    ? `由 ${before.points} 变为 ${after.points}：${explain(after, 'zh')}`
    : `from ${before.points} to ${after.points}: ${explain(after, 'en')}`;
}
