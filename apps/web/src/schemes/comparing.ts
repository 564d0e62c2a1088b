import type { ComparedArticle, PrintedTable, SchemeChange } from '@xinxuan/contract';

/** Changes of one article under one another, in the order of the document. */
export function byArticle(changes: readonly SchemeChange[]): { place: string; changes: SchemeChange[] }[] {
  const groups: { place: string; changes: SchemeChange[] }[] = [];
  for (const change of changes) {
    const group = groups.find(({ place }) => place === change.place);
    if (group) group.changes.push(change);
    else groups.push({ place: change.place, changes: [change] });
  }
  return groups;
}

/** Articles that the reader wants to see. */
export function shownArticles(
  articles: readonly ComparedArticle[],
  onlyChanged: boolean,
): readonly ComparedArticle[] {
  return onlyChanged ? articles.filter(({ changes }) => changes.length > 0) : articles;
}

/** The address of an article on the page. */
export function anchorOf(place: string): string {
  return `article-${place.replace(':', '-')}`;
}

/** A sentence in three: what both begin with, what is otherwise, what both end with. Words are not cut. */
export function parted(text: string, other: string | undefined): [string, string, string] {
  if (other === undefined) return ['', text, ''];
  if (text === other) return [text, '', ''];
  const [own, its] = [wordsOf(text), wordsOf(other)];
  const most = Math.min(own.length, its.length);
  let start = 0;
  while (start < most && own[start] === its[start]) start++;
  let end = 0;
  while (end < most - start && own.at(-1 - end) === its.at(-1 - end)) end++;
  const stop = own.length - end;
  return [own.slice(0, start).join(''), own.slice(start, stop).join(''), own.slice(stop).join('')];
}

/** Latin words and numbers whole, anything else sign by sign. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{Script=Latin}\d.]+|./gsu) ?? [];
}

/** The text of the same cell in the other version's table; undefined where there is none. */
export function cellOf(table: PrintedTable | undefined, row: number, column: number) {
  return table?.rows[row]?.[column]?.text;
}
