import { contract, type Today } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { listNotices } from '../notices/queries.ts';
import { type Asker, LISTS } from './lists.ts';
import { targetsOf } from './queries.ts';

const CHANGED = 12;

/** What waits for the actor in this post; each figure is the length of the list that it opens (D13). */
export const getToday = answers(contract.notices.today, async ({ reader, actor, now, scope }) => {
  scope();
  const asker = { reader, actor, now };
  const waiting: Today['waiting'] = [];
  for (const { kind, read } of LISTS) {
    const list = await read(asker);
    if (list && list.count > 0) waiting.push({ kind, ...list });
  }
  return { waiting, changed: await changedFor(asker), progress: await progressOf(asker) };
});

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
