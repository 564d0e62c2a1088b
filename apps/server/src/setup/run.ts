import type { Can } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { isDiskFull, isUnavailable } from '../db/connect.ts';
import type { Vault } from '../fees/vault.ts';
import type { Server } from '../http/endpoint.ts';
import { can, refuse } from '../http/refusal.ts';
import { addDays, FIRST_DAY, LAST_DAY } from './demonstration/days.ts';
import { DEFAULT_UNTIL, demonstrationYear } from './demonstration/year.ts';
import { addDraftScheme } from './draft-scheme.ts';
import { addHonours } from './honours.ts';
import { type Loaded, loadDemonstration, type SignIn, signInsOf, stageUnitOf } from './load.ts';
import { addRecurringDuties } from './recurring-duties.ts';
import { playScenes } from './scenes/play.ts';
import type { House } from './scenes/stage.ts';
import { scoreLoadedYear } from './score.ts';
import { settleLoadedPeriods } from './settle-periods.ts';
import { watchLoadedQuarters } from './watch.ts';

const SEED = 2026;

/** How far the demonstration body is; read by the page that waits for it. */
export type SetupState = { running: boolean; done: number; total: number; signIns: SignIn[]; failed: Can };

export type SetupRun = {
  readonly state: SetupState;
  /** Who may sign in to the demonstration, one person for each role; the same at every start. */
  signIns(): SignIn[];
  /** Starts loading in the background and answers who may sign in when it is done. */
  start(server: Server, now: Date): SignIn[];
  /** Ends with the load under way, if there is one; it never fails. */
  finished(): Promise<void>;
  /** Breaks the load off; nothing of it stays. */
  stop(): Promise<void>;
};

const AT_REST: SetupState = { running: false, done: 0, total: 0, signIns: [], failed: null };

type Wish = {
  /** Last day of the records; by default the day before the first start, so that open work is fresh. */
  until: string | null;
  /** Seals the invented payee data; without it there is none. */
  vault?: Vault;
  /** The doors through which the scenes of the newsroom are played; without them there are none. */
  house?: () => House;
};

export function createSetupRun({ until, vault, house }: Wish): SetupRun {
  let state = AT_REST;
  let underWay: Promise<void> = Promise.resolve();
  let breaking = new AbortController();

  async function load(server: Server, now: Date, lastDay: string): Promise<void> {
    try {
      const options = { seed: SEED, size: 'district', until: lastDay, now, signal: breaking.signal } as const;
      const onProgress = ({ done, total }: { done: number; total: number }): void => {
        state = { ...state, done, total };
      };
      const loaded = await loadDemonstration(server.database, { ...options, onProgress });
      await liveOn(server, loaded, { until: lastDay, now, vault, house }).catch((error: unknown) =>
        server.log.error('scoring the demonstration failed', { error }),
      );
      state = { ...state, running: false, done: state.total };
    } catch (error) {
      if (!breaking.signal.aborted) server.log.error('loading the demonstration failed', { error });
      state = { ...AT_REST, failed: can(whyFailed(error)) };
    }
  }

  return {
    get state() {
      return state;
    },
    signIns: () =>
      signInsOf(demonstrationYear({ seed: SEED, size: 'district', until: until ?? DEFAULT_UNTIL }).world),
    start: (server, now) => {
      const lastDay = until ?? untilFor(dayOf(now));
      const signIns = signInsOf(demonstrationYear({ seed: SEED, size: 'district', until: lastDay }).world);
      state = { ...AT_REST, running: true, total: 1, signIns };
      breaking = new AbortController();
      underWay = load(server, now, lastDay);
      return signIns;
    },
    finished: () => underWay,
    stop: () => {
      breaking.abort();
      return underWay;
    },
  };
}

type Living = { until: string; now: Date; vault: Vault | undefined; house: Wish['house'] | undefined };

/** What the loaded year leads to: points, closed quarters, awards, the scenes of the newsroom and what recurs. */
async function liveOn(server: Server, loaded: Loaded, { until, now, vault, house }: Living): Promise<void> {
  const { database } = server;
  const { bodyId, bodyName, year, signIns } = loaded;
  const of = { bodyId, year, now };
  await scoreLoadedYear(database, of);
  await settleLoadedPeriods(database, { ...of, until, stageUnit: stageUnitOf(signIns) });
  await addHonours(database, { ...of, vault: vault ?? null });
  await watchLoadedQuarters(database, of);
  await addDraftScheme(database, of);
  const players = signIns.map(each => each.userName);
  if (house) await playScenes(database, { bodyId, bodyName, until, players, server, house: house() });
  await addRecurringDuties(database, { bodyId, until, now });
}

/** The day before `today` within the year that the records know; a usual day where that year has hardly begun. */
export function untilFor(today: string): string {
  const yesterday = addDays(today, -1);
  if (yesterday > LAST_DAY) return LAST_DAY;
  return yesterday < addDays(FIRST_DAY, 60) ? DEFAULT_UNTIL : yesterday;
}

function whyFailed(error: unknown) {
  if (isDiskFull(error)) {
    return refuse('disk_full', 'disk_full', {
      zh: '服务器磁盘已满，演示数据没有载入。请清理空间后重试。',
      en: "The server's disk is full, so the demonstration was not loaded. Free space, then try again.",
    });
  }
  if (isUnavailable(error)) {
    return refuse('unavailable', 'database_away', {
      zh: '数据库连接中断，演示数据没有载入。请稍后重试。',
      en: 'The database went away, so the demonstration was not loaded. Try again shortly.',
    });
  }
  return refuse('wrong_state', 'load_failed', {
    zh: '演示数据载入失败，数据库保持原样。请查看服务器日志后重试。',
    en: 'Loading the demonstration failed and the database is as it was. Look at the server log, then try again.',
  });
}
