import { bookMissed } from '../../commissions/book-missed.ts';
import type { Database, Tx } from '../../db/connect.ts';
import { instantAt } from '../../deadlines/days.ts';
import { bookMissedLeads } from '../../leads/book-missed.ts';
import { addDays, FIRST_DAY } from '../demonstration/days.ts';
import { liveUntil } from '../live-until.ts';
import { takeTime } from '../queries.ts';
import { checks } from './checks.ts';
import { commissions } from './commissions.ts';
import { imported } from './imported.ts';
import { instructions } from './instructions.ts';
import { leads } from './leads.ts';
import { letters } from './letters.ts';
import { notices } from './notices.ts';
import { plan } from './plan.ts';
import { releases } from './releases.ts';
import { repeats } from './repeats.ts';
import { Stage, type Wish } from './stage.ts';
import { texts } from './texts.ts';

/** One thing that happens at its time. */
export type Act = { at: Date; does(): Promise<unknown> };
export type Scene = (stage: Stage) => Act[];

const SCENES: readonly Scene[] = [
  plan,
  commissions,
  leads,
  instructions,
  releases,
  texts,
  checks,
  repeats,
  letters,
  imported,
  notices,
];
/** The scenes look back over weeks; a shorter year has nothing that they could tell. */
const LEAST_DAYS = 60;

/**
 * Lets the newsroom live: commissions, leads, the plan, instructions, releases, letters, imports and what is said about
 * texts, each act at its own time and by the program's own acts, with the reminders that follow from them in between.
 */
export async function playScenes(
  database: Database,
  { bodyId, ...wish }: Wish & { bodyId: string },
): Promise<void> {
  if (wish.until < addDays(FIRST_DAY, LEAST_DAYS)) return;
  await database.write(
    bodyId,
    async tx => {
      await takeTime(tx);
      const stage = await Stage.open(tx, wish);
      const acts = SCENES.flatMap(scene => scene(stage)).sort((a, b) => a.at.getTime() - b.at.getTime());
      for (const act of acts) await happen(stage, act);
      await happen(stage, { at: instantAt(wish.until, CUT), does: () => settleMissed(tx, stage) });
    },
    () => false,
  );
}

/** Half past four, as in the records. */
const CUT = 990;

async function happen(stage: Stage, { at, does }: Act): Promise<void> {
  await liveUntil(stage.tx, at);
  stage.now = at;
  await does();
}

/** What closed undone while the scenes were played becomes a fact. */
async function settleMissed(_: Tx, { server, now }: Stage): Promise<void> {
  await bookMissed(server.database, { now, settle: server.settle });
  await bookMissedLeads(server.database, { now, settle: server.settle });
}
