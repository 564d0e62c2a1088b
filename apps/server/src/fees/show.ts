import type { FeeList } from '@xinxuan/contract';
import type { Reader } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { notFound, type Refusal } from '../http/refusal.ts';
import { sharesOf } from './item-queries.ts';
import { findList } from './queries.ts';
import { listView } from './views.ts';

export const noList = (): Refusal => notFound('发放表', 'payment list');

/** The list as it stands now: the last step of every act on it. */
export async function showList(reader: Reader, id: string, actor: Actor): Promise<FeeList | Refusal> {
  const list = await findList(reader, id);
  return list ? listView(list, await sharesOf(reader, id), actor) : noList();
}
