import { bookMissed } from '../../commissions/book-missed.ts';
import type { Database } from '../../db/connect.ts';
import { attempt } from '../../db/lend.ts';
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
import { type Act, type Scene, Stage, type Wish } from './stage.ts';
import { texts } from './texts.ts';

const SCENES: Readonly<Record<string, Scene>> = {
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
};
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
      await playAll(stage);
      await liveUntil(tx, instantAt(wish.until, CUT));
      stage.now = instantAt(wish.until, CUT);
      await bookMissedThen(stage);
      // Points follow once, for all that the scenes have made of them: after each act they would take longer than the acts.
      await wish.server.settle(tx, stage.now);
    },
    () => false,
  );
}

/** Half past four, as in the records. */
const CUT = 990;

/** A scene that the program refuses, or that this machine cannot play, ends there; the others go on without it. */
async function playAll(stage: Stage): Promise<void> {
  const acts = Object.keys(SCENES)
    .flatMap(scene => actsOf(stage, scene))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const ended = new Set<string>();
  for (const { scene, at, does } of acts) {
    if (ended.has(scene)) continue;
    await liveUntil(stage.tx, at);
    stage.now = at;
    const failed = await attempt(stage.tx, does);
    if (!failed) continue;
    ended.add(scene);
    brokeOff(stage, scene, failed.error);
  }
}

function actsOf(stage: Stage, scene: string): (Act & { scene: string })[] {
  try {
    return SCENES[scene]!(stage).map(act => ({ ...act, scene }));
  } catch (error) {
    brokeOff(stage, scene, error);
    return [];
  }
}

function brokeOff({ server }: Stage, scene: string, error: unknown): void {
  server.log.error('a scene of the demonstration broke off', { scene, error });
}

/** What closed undone while the scenes were played becomes a fact. */
async function bookMissedThen({ server, now }: Stage): Promise<void> {
  await bookMissed(server.database, { now, settle: server.settle });
  await bookMissedLeads(server.database, { now, settle: server.settle });
}
