import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { adoptionRoutes } from './adoptions/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { awardRoutes } from './awards/routes.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { createSecrecyNotes } from './checks/refused.ts';
import { checkRoutes } from './checks/routes.ts';
import { circularRoutes } from './circulars/routes.ts';
import type { Clock } from './clock.ts';
import { bookMissed } from './commissions/book-missed.ts';
import { commissionRoutes } from './commissions/routes.ts';
import type { Config } from './config.ts';
import { sealAudit } from './db/audit.ts';
import { connect, type Database } from './db/connect.ts';
import { forgetRequests } from './db/kept-requests.ts';
import { startDocumentReader } from './documents/document-reader.ts';
import { makeDuties } from './duties/make.ts';
import type { DueMoved } from './duties/move.ts';
import { recomputeDue } from './duties/recompute.ts';
import { actOnDue } from './duties/round.ts';
import { dutyRoutes } from './duties/routes.ts';
import { fairnessRoutes } from './fairness/routes.ts';
import { faultRoutes } from './faults/routes.ts';
import { feeRoutes } from './fees/routes.ts';
import { createVault, type Vault } from './fees/vault.ts';
import { diskFiles, sweepIncoming } from './files/disk.ts';
import type { Server } from './http/endpoint.ts';
import { createIdentity } from './http/identity.ts';
import { createLive } from './http/live.ts';
import { serve } from './http/serve.ts';
import { importRoutes } from './imports/routes.ts';
import { createImportRuns } from './imports/run.ts';
import { followAnswer } from './instructions/owe.ts';
import { instructionRoutes } from './instructions/routes.ts';
import { bookMissedLeads } from './leads/book-missed.ts';
import { leadRoutes } from './leads/routes.ts';
import type { Log } from './log.ts';
import { type Mail, openMail } from './mail/open.ts';
import { makeFindable } from './manuscripts/repeat-backfill.ts';
import { followReview } from './manuscripts/review-duty.ts';
import { manuscriptRoutes } from './manuscripts/routes.ts';
import { networkRoutes } from './network/routes.ts';
import { noticeChannels } from './notices/channels.ts';
import { calendarRoutesOf } from './notices/feed-routes.ts';
import { gatherDue } from './notices/gather.ts';
import { outsideOf } from './notices/outside.ts';
import { noticeRoutes } from './notices/routes.ts';
import { watchWays } from './notices/watch-ways.ts';
import type { Channel } from './outbox/delivery.ts';
import { sendDue, sweepOutbox } from './outbox/round.ts';
import { outletRoutes } from './outlets/routes.ts';
import { planRoutes } from './plans/routes.ts';
import { releaseRoutes } from './releases/routes.ts';
import { openMissingDuties } from './reviews/open-missing.ts';
import { reviewRoutes } from './reviews/routes.ts';
import { every, type Rounds } from './rounds.ts';
import { startSearchRounds } from './search/rounds.ts';
import { searchRoutes } from './search/routes.ts';
import { createAuth } from './session/auth.ts';
import { sessionRoutes } from './session/routes.ts';
import { setupRoutes } from './setup/routes.ts';
import { createSetupRun, type SetupRun } from './setup/run.ts';
import type { House } from './setup/scenes/stage.ts';
import { settleChanges } from './standings/rescore.ts';
import { rollOver } from './standings/roll-over.ts';
import { objectionRoutes, schemeRoutes, standingRoutes } from './standings/routes.ts';
import { trialRoutes } from './standings/trial/routes.ts';
import { createTrialRuns } from './standings/trial/run.ts';
import { getCounted } from './today/counted.ts';
import { sendDigests } from './today/digest.ts';
import { getToday } from './today/get.ts';
import { confirmUrgent, sendUrgent, urgentSent } from './today/urgent.ts';
import { writingRoutes } from './writing/routes.ts';

export type App = {
  http: FastifyInstance;
  server: Server;
  database: Database;
  setup: SetupRun;
  mail: Mail;
  close(): Promise<void>;
};

type Parts = { config: Config; database: pg.PoolConfig; clock: Clock; log: Log; webDist: string | null };

/** Puts every feature together over one database. The only file that imports them all. */
export async function createApp({ config, database: pool, clock, log, webDist }: Parts): Promise<App> {
  const database = connect({ ...pool, max: config.poolSize, prepare: config.prepare });
  const secret = readSecret(config.dataDir);
  const server: Server = {
    database,
    clock,
    log,
    live: createLive(),
    ...FOLLOWING,
    noteSecret: createSecrecyNotes(database, { secret, log }),
    files: diskFiles({ root: join(config.dataDir, 'files') }),
    documents: startDocumentReader(),
  };
  const vault = createVault(secret);
  const origin = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const session = { secret, hours: config.sessionHours, secure: origin.startsWith('https:'), origin };
  const auth = createAuth(database.pool, session);
  const identity = createIdentity(database, { secret, idleMinutes: config.sessionIdleMinutes });
  const house = (): House => ({ router, mail: mail.works, importRuns, sendDigests });
  const setup = createSetupRun({ until: config.demonstrationUntil, vault, house });
  const trials = createTrialRuns({ database: { ...pool, prepare: config.prepare } });
  const importRuns = createImportRuns();
  const mail = openMail(server, { secret, origin });
  const ways = { sealer: mail.works.sealer, origin, outside: outsideOf(config.insideNets) };
  const router = routerOf({ mail, auth, identity, setup, trials, importRuns, vault, ways });
  const http = await serve({
    router,
    server,
    identity,
    uploadLimitBytes: config.uploadLimitBytes,
    webDist,
    origins: config.publicUrl ? [config.publicUrl] : [],
  });
  calendarRoutesOf(http, server, origin);
  // Ways out of the system; a feature that brings one enters it here.
  const channels: Channel[] = [...mail.channels, ...noticeChannels(ways)];
  const searching = startSearchRounds(server);
  const rounds = startRounds(server, { files: join(config.dataDir, 'files'), channels });
  return {
    http,
    server,
    database,
    setup,
    mail,
    close: async () => {
      await http.close();
      await setup.stop();
      await trials.stop();
      await importRuns.stop();
      await searching.stop();
      await mail.watch.stop();
      await server.documents.close();
      for (const each of rounds) await each.stop();
      await database.close();
    },
  };
}

type Made = {
  mail: Mail;
  auth: ReturnType<typeof createAuth>;
  identity: ReturnType<typeof createIdentity>;
  setup: SetupRun;
  trials: ReturnType<typeof createTrialRuns>;
  importRuns: ReturnType<typeof createImportRuns>;
  vault: Vault;
  ways: Parameters<typeof noticeRoutes>[0];
};

/** Every endpoint of the contract with what answers it. */
function routerOf({ mail, auth, identity, setup, trials, importRuns, vault, ways }: Made) {
  return {
    session: sessionRoutes({ auth, identity }),
    setup: setupRoutes({ run: setup }),
    audit: auditRoutes({ sealer: ways.sealer }),
    calendar: calendarRoutes,
    duties: dutyRoutes,
    network: networkRoutes({ identity }),
    manuscripts: manuscriptRoutes({ sealer: ways.sealer }),
    mail: mail.routes,
    checks: checkRoutes,
    search: searchRoutes,
    writing: writingRoutes,
    reviews: reviewRoutes,
    outlets: outletRoutes,
    adoptions: adoptionRoutes,
    faults: faultRoutes,
    commissions: commissionRoutes,
    leads: leadRoutes,
    plans: planRoutes,
    releases: releaseRoutes,
    imports: importRoutes({ runs: importRuns }),
    instructions: instructionRoutes,
    standings: standingRoutes,
    trials: trialRoutes({ runs: trials }),
    objections: objectionRoutes,
    schemes: schemeRoutes,
    awards: awardRoutes,
    fees: feeRoutes({ vault }),
    fairness: fairnessRoutes,
    circulars: circularRoutes,
    notices: {
      ...noticeRoutes(ways),
      today: getToday,
      counted: getCounted,
      sendUrgent,
      urgent: urgentSent,
      confirm: confirmUrgent,
    },
  };
}

/** Every feature that keeps a copy of a duty's due time beside the duty. */
const dueMoved: DueMoved = async (tx, moved) => {
  await followReview(tx, moved);
  await followAnswer(tx, moved);
};
/** What follows from acts in their own transaction. */
const FOLLOWING = { settle: settleChanges, dueMoved };

/** Signs the session cookies; made once and kept beside the data, readable by its owner alone. */
function readSecret(dataDir: string): string {
  const path = join(dataDir, 'secret');
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  return readFileSync(path, 'utf8').trim();
}

const SEAL_EVERY_MS = 500;
const SCORE_EVERY_MS = 5 * 60_000;

const SEND_EVERY_MS = 1000;
const REMIND_EVERY_MS = 5000;
const MAKE_EVERY_MS = 60_000;
const WATCH_EVERY_MS = 60_000;
const SWEEP_EVERY_MS = 3_600_000;
const FIND_EVERY_MS = 3_600_000;
/** No upload takes longer: what is older in the waiting folder was left by a process that was killed. */
const UPLOAD_WITHIN_MS = 24 * 3_600_000;

/** What follows by itself, in the order in which it is ended: the last score is sealed as well. */
function startRounds(
  { database, clock, log, settle }: Server,
  { files, channels }: { files: string; channels: readonly Channel[] },
): Rounds[] {
  const sweep = async (): Promise<void> => {
    await sweepIncoming(files, clock().getTime() - UPLOAD_WITHIN_MS);
    await sweepOutbox(database, clock());
    await forgetRequests(database, clock());
  };
  const alarm = async (_: unknown, dead: { id: string; channel: string; error: string }): Promise<void> =>
    log.error('a delivery was given up', { delivery: dead.id, channel: dead.channel, error: dead.error });
  const gather = async (): Promise<void> => void (await gatherDue(database, clock));
  const watch = (): Promise<void> => watchWays(database, clock);
  const digest = async (): Promise<void> => void (await sendDigests(database, clock));
  const sendBy = (channel: Channel) => async (): Promise<void> =>
    void (await sendDue(database, { channels: [channel], clock, alarm }));
  const remind = async (): Promise<void> => {
    await recomputeDue(database, { clock, dueMoved });
    await actOnDue(database, clock);
    await bookMissed(database, { now: clock(), settle });
    await bookMissedLeads(database, { now: clock(), settle });
  };
  const make = async (): Promise<void> => {
    await makeDuties(database, clock);
    await openMissingDuties(database, clock);
  };
  const score = async (): Promise<void> => void (await rollOver(database, clock()));
  const find = async (): Promise<void> => void (await makeFindable(database));
  const seal = async (): Promise<void> => {
    while ((await sealAudit(database)) > 0);
  };
  return [
    every({ ms: SWEEP_EVERY_MS, what: 'sweeping what killed uploads left', log, work: sweep }),
    every({ ms: FIND_EVERY_MS, what: 'making loaded texts findable', log, work: find }),
    every({ ms: SCORE_EVERY_MS, what: 'scoring a new day', log, work: score }),
    every({ ms: MAKE_EVERY_MS, what: 'making duties', log, work: make }),
    every({ ms: REMIND_EVERY_MS, what: 'acting on what is due', log, work: remind }),
    every({ ms: WATCH_EVERY_MS, what: 'watching the ways out', log, work: watch }),
    every({ ms: WATCH_EVERY_MS, what: 'sending the digest of the day', log, work: digest }),
    every({ ms: REMIND_EVERY_MS, what: 'gathering notices', log, work: gather }),
    // A round for each: a way out that answers slowly keeps nothing waiting but its own.
    ...channels.map(each =>
      every({ ms: SEND_EVERY_MS, what: 'sending what waits', log, work: sendBy(each) }),
    ),
    every({ ms: SEAL_EVERY_MS, what: 'sealing the audit trail', log, work: seal }),
  ];
}
