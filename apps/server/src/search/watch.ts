import { SEARCH_COUNTED } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Database } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { scopeOf } from '../http/rights.ts';
import { tell } from '../notices/tell.ts';
import { searchOf } from './find.ts';
import { findIn } from './find-queries.ts';
import { questionOf } from './question.ts';
import {
  type Due,
  dueNotices,
  markTold,
  newFor,
  noteFinds,
  seenUntil,
  type Watching,
  watching,
} from './saved-queries.ts';

/** A daily notice goes out from this hour on, in the office's time. */
const DAILY_FROM_HOUR = 8;
const never = (): boolean => false;

/**
 * Asks saved searches about what was indexed since they were last asked, each with the rights that its post has now, and
 * tells what is new: at once, or once a day. One that cannot be asked or told is told to `failed`; the others go on.
 * @returns the bodies in which somebody was told
 */
export async function watchSearches(
  database: Database,
  { now, failed }: { now: Date; failed: (searchId: string, error: unknown) => void },
): Promise<Set<string>> {
  const day = dayOf(now);
  for (const each of await watching(database.db, day))
    await askAgain(database, each, now).catch(error => failed(each.id, error));
  const told = new Set<string>();
  for (const due of await dueNotices(database.db, day, hourOf(now) >= DAILY_FROM_HOUR))
    await database
      .write(due.bodyId, tx => tellOf(tx, due, now), never)
      .then(() => told.add(due.bodyId))
      .catch(error => failed(due.id, error));
  return told;
}

async function askAgain(database: Database, watch: Watching, now: Date): Promise<void> {
  const actor = actorOf(watch, now);
  const scope = scopeOf(actor, 'manuscript.read');
  await database.write(
    watch.bodyId,
    async tx => {
      if (scope) {
        const { q, ...filter } = watch.question;
        const search = await searchOf(
          tx,
          { question: questionOf(q), filter },
          { actor, scope, day: dayOf(now) },
        );
        const found = await findIn(
          tx,
          { ...search, filters: [...search.filters, ...newFor(watch)] },
          { time: null, before: null, changedAfter: watch.seenUntil, most: SEARCH_COUNTED },
        );
        await noteFinds(tx, watch.id, { ids: found.hits.map(hit => hit.id), now });
      }
      await seenUntil(tx, watch.id, watch.newest);
    },
    never,
  );
}

/** Whoever saved it, in the post in which it was saved. */
function actorOf(watch: Watching, now: Date): Actor {
  const post = {
    id: watch.post,
    role: watch.role,
    unitId: watch.unitId,
    unitName: '',
    unitPath: watch.unitPath,
    fromOn: dayOf(now),
    toOn: null,
  };
  return {
    personId: watch.person,
    personName: '',
    userName: '',
    title: '',
    bodyId: watch.bodyId,
    bodyName: '',
    posts: [post],
    post,
    mustChangePassword: false,
    sessionEnds: null,
    sessionToken: null,
    address: '',
  };
}

async function tellOf(tx: Parameters<typeof tell>[0], due: Due, now: Date): Promise<void> {
  const marked = new Set(await markTold(tx, due, dayOf(now)));
  const finds = due.finds.filter(each => marked.has(each.id));
  const [first] = finds;
  if (!first) return;
  const one = finds.length === 1;
  await tell(tx, {
    personIds: [due.person],
    kind: 'saved_search',
    zh: one
      ? `常用搜索“${due.name}”有新稿件：《${first.title}》（${first.unit}）。`
      : `常用搜索“${due.name}”有 ${finds.length} 篇新稿件：《${first.title}》（${first.unit}）等。`,
    en: one
      ? `Your saved search “${due.name}” has a new item: “${first.title}” (${first.unit}).`
      : `Your saved search “${due.name}” has ${finds.length} new items, among them “${first.title}” (${first.unit}).`,
    ...(one ? { manuscriptId: first.id } : { link: '/search' }),
    now,
  });
}

/** In Asia/Shanghai, as everything that has a day. */
function hourOf(now: Date): number {
  return (now.getUTCHours() + 8) % 24;
}
