import type { AwardRound } from '@xinxuan/contract';
import type { Reader } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { notFound, type Refusal } from '../http/refusal.ts';
import { candidatesOf, findRound } from './queries.ts';
import { roundView } from './views.ts';

export const noRound = (): Refusal => notFound('这次评选', 'selection');

/** The selection as it stands now: the last step of every act on it. */
export async function showRound(reader: Reader, id: string, actor: Actor): Promise<AwardRound | Refusal> {
  const round = await findRound(reader, id);
  return round ? roundView(round, await candidatesOf(reader, id), actor) : noRound();
}
