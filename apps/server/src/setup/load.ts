import { setImmediate } from 'node:timers/promises';
import type { Role } from '@xinxuan/contract';
import type { PoolClient } from 'pg';
import { recordAudit } from '../db/audit.ts';
import type { Database, Tx } from '../db/connect.ts';
import { hashPassword } from '../session/auth.ts';
import { writeInBulk } from './bulk.ts';
import { flush } from './copy.ts';
import type { Dossier, Size, World } from './demonstration/model.ts';
import { playersOf } from './demonstration/sign-ins.ts';
import { demonstrationYear, type Year } from './demonstration/year.ts';
import { oweReviews } from './owed-reviews.ts';
import { analyse, hasBody, insertBody, lockSetup, takeTime } from './queries.ts';
import { emptySheets, LOADED_TABLES, putDossier, putRepeats, putWorld, type Sheets } from './rows.ts';

/** Everybody of the demonstration signs in with it, and need not change it. */
export const DEMONSTRATION_PASSWORD = 'xinxuan-2026';

export type SignIn = { role: Role; userName: string; password: string; name: string; unit: string };
/** Manuscripts done and to do, and rows written so far. */
export type Progress = { done: number; total: number; rows: number };

export type LoadOptions = {
  seed: number;
  size: Size;
  /** Last day of the records, a day of 2026. */
  until: string;
  now: Date;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
};

export type Loaded = { bodyId: string; bodyName: string; year: number; signIns: SignIn[] } & Counts;
type Counts = { rows: number; manuscripts: number };

/** The system has a body already; nothing was loaded. */
export class AlreadySetUp extends Error {}

/** Manuscripts per COPY, and after how many the event loop gets its turn. */
const CHUNK = 500;
const SLICE = 10;

/**
 * Loads a demonstration year into an empty database, in one transaction: all or nothing. Points are computed
 * afterwards (score.ts). @throws AlreadySetUp, and the signal's reason when it is aborted.
 */
export async function loadDemonstration(database: Database, options: LoadOptions): Promise<Loaded> {
  const { seed, size, until, now } = options;
  const year = demonstrationYear({ seed, size, until });
  const hash = await hashPassword(DEMONSTRATION_PASSWORD);
  const counts = await writeInBulk(database, year.world.bodyId, async (tx, client) => {
    await lockSetup(tx);
    if (await hasBody(tx)) throw new AlreadySetUp();
    await takeTime(tx);
    await insertBody(tx, { name: year.world.bodyName, demonstration: true, now });
    const counts = await new Loader({ tx, client }, year, options).run(hash);
    await oweReviews(tx, new Date(year.world.now));
    await noteInTrail(tx, now, { seed, size, until, ...counts });
    return counts;
  });
  await analyse(database, ['bodies', ...LOADED_TABLES]);
  const signIns = signInsOf(year.world);
  const { bodyId, bodyName } = year.world;
  return { bodyId, bodyName, year: Number(until.slice(0, 4)), ...counts, signIns };
}

async function noteInTrail(tx: Tx, now: Date, after: unknown): Promise<void> {
  const nobody = { personId: null, appointmentId: null, role: null, address: '' };
  await recordAudit(tx, { at: now, ...nobody, act: 'setup.begin', subjectId: tx.body, before: null, after });
}

/**
 * Turns records into rows and copies them chunk by chunk, so that a city needs no more memory than a district. While
 * the database takes one chunk in, the next is made; between slices the server answers its other requests.
 */
class Loader {
  readonly tx: Tx;
  readonly client: PoolClient;
  readonly year: Year;
  readonly options: LoadOptions;
  #sheets: Sheets = emptySheets();
  #writing: Promise<void> = Promise.resolve();
  #rows = 0;
  #done = 0;

  constructor(connection: { tx: Tx; client: PoolClient }, year: Year, options: LoadOptions) {
    this.tx = connection.tx;
    this.client = connection.client;
    this.year = year;
    this.options = options;
  }

  async run(hash: string): Promise<Counts> {
    const { world } = this.year;
    const total = this.year.count();
    const repeats: Dossier['repeats'] = [];
    putWorld(this.#sheets, world, { hash });
    for (const dossier of this.year.dossiers()) {
      putDossier(this.#sheets, world.bodyId, dossier);
      repeats.push(...dossier.repeats);
      this.#done += 1;
      if (this.#done % SLICE === 0) await setImmediate();
      if (this.#done % CHUNK === 0) await this.#handOver(total);
      // Without figures the checks of foreign keys read whole tables by whichever index begins with the body.
      if (this.#done === CHUNK) await this.#writing.then(() => analyse(this.tx, LOADED_TABLES));
    }
    await this.#handOver(total);
    putRepeats(this.#sheets, world.bodyId, repeats);
    await this.#handOver(total);
    await this.#writing;
    return { rows: this.#rows, manuscripts: this.#done };
  }

  /** Gives what has been put so far to the database, once it has taken in what it was given before. */
  async #handOver(total: number): Promise<void> {
    await this.#writing;
    this.options.signal?.throwIfAborted();
    this.options.onProgress?.({ done: this.#done, total, rows: this.#rows });
    const sheets = this.#sheets;
    this.#sheets = emptySheets();
    this.#writing = this.#copy(sheets);
    // The failure is met by whoever awaits next; until then it must not count as unhandled.
    this.#writing.catch(() => undefined);
  }

  async #copy(sheets: Sheets): Promise<void> {
    for (const table of LOADED_TABLES) this.#rows += await flush(this.client, sheets[table]);
  }
}

/** Name of the unit whose head and correspondent sign in. */
export function stageUnitOf(signIns: readonly SignIn[]): string {
  return signIns.find(each => each.role === 'unit_head')?.unit ?? '';
}

export function signInsOf(world: World): SignIn[] {
  return playersOf(world).map(({ role, person, unit }) => ({
    role,
    userName: person.userName,
    password: DEMONSTRATION_PASSWORD,
    name: person.name,
    unit: unit.name,
  }));
}
