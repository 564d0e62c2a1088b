import type { AwardRound } from '@xinxuan/contract';
import type { Reader } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { notFound, type Refusal } from '../http/refusal.ts';
import { candidatesOf, findRound, type RoundFull } from './queries.ts';
import { whyNotChange, whyNotDecideUpon } from './round.ts';
import { whyNotSettledAtGlance } from './settled.ts';
import { roundView } from './views.ts';

export const noRound = (): Refusal => notFound('这次评选', 'selection');

/** The selection as it stands now: the last step of every act on it. */
export async function showRound(reader: Reader, id: string, actor: Actor): Promise<AwardRound | Refusal> {
  const round = await findRound(reader, id);
  return round ? viewOf(reader, round, actor) : noRound();
}

export async function viewOf(reader: Reader, round: RoundFull, actor: Actor): Promise<AwardRound> {
  const mayGoOn = whyNotChange(round, actor) === null || whyNotDecideUpon(round, actor) === null;
  const unsettled = mayGoOn ? await whyNotSettledAtGlance(reader, round) : null;
  return roundView(round, await candidatesOf(reader, round.id), { actor, unsettled });
}
