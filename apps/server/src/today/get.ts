import { contract, type Today } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { listNotices } from '../notices/queries.ts';
import { type Asker, listsOf } from './lists.ts';
import { nextAbout } from './next.ts';
import { targetsOf } from './queries.ts';

const CHANGED = 12;

/** What waits for the actor in this post; each figure is the length of the list that it opens (D13). */
export const getToday = answers(contract.notices.today, async ({ reader, actor, now, scope }) => {
  scope();
  const asker = { reader, actor, now };
  return {
    waiting: await waitingFor(asker),
    changed: await changedFor(asker),
    progress: await progressOf(asker),
  };
});

/** Every list with something in it, each item with what happens if nothing is done. */
export async function waitingFor(asker: Asker): Promise<Today['waiting']> {
  const lists = await listsOf(asker);
  const ids = lists.flatMap(({ list }) =>
    list.first.filter(item => item.next === undefined).map(item => item.id),
  );
  const about = await nextAbout(asker.reader, { personId: asker.actor.personId, ids });
  return lists.map(({ kind, list }) => ({
    ...{ kind, count: list.count, overdue: list.overdue },
    first: list.first.map(item => ({
      ...item,
      dueAt: item.dueAt ?? about.get(item.id)?.dueAt ?? null,
      next: item.next ?? about.get(item.id)?.next ?? null,
    })),
  }));
}

async function changedFor({ reader, actor }: Asker): Promise<Today['changed']> {
  const { rows } = await listNotices(reader, actor.personId, { page: 1, pageSize: CHANGED });
  return rows.map(({ id, at, kind, zh, en, manuscriptId }) => ({
    id,
    at,
    kind,
    manuscript: manuscriptId ? { id: manuscriptId, title: '' } : null,
    zh,
    en,
  }));
}

/** Targets running today, of the person and of the unit of the post. */
async function progressOf({ reader, actor, now }: Asker): Promise<Today['progress']> {
  return targetsOf(reader, { personId: actor.personId, unitId: actor.post?.unitId ?? '', day: dayOf(now) });
}
