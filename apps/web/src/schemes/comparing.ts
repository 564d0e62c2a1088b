import type { ComparedArticle, SchemeChange } from '@xinxuan/contract';

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
