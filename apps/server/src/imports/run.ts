import { recordAudit } from '../db/audit.ts';
import { isContended, type Tx, violatedUnique } from '../db/connect.ts';
import { type Actor, authorOf } from '../http/actor.ts';
import type { Server } from '../http/endpoint.ts';
import { whyNotHere } from '../http/rights.ts';
import { tell } from '../notices/tell.ts';
import { BUILT } from './built-upon.ts';
import { problem } from './problems.ts';
import { backTo, beat, changeImport, type Full, findImport, savepoint } from './queries.ts';
import { readFileRow } from './read-files.ts';
import { changeRow, countKept, nextRows, nextToUndo, obstacles, type Row } from './row-queries.ts';
import { type Taken, takeAsDraft, takeAsHistory } from './take-row.ts';
import { undoRow } from './undo-row.ts';

type Work = 'reading' | 'taking' | 'undoing';
export type ImportRuns = {
  /** Goes on with what the state of the import says, beside the requests; safe to ask twice. */
  begin(server: Server, order: { actor: Actor; importId: string }): void;
  /** Ends with all work under way; it never fails. */
  finished(): Promise<void>;
  /** Lets the piece under way end and takes up no other. */
  stop(): Promise<void>;
};

/** Rows of one transaction: short enough for others to get between, long enough to work out points seldom. */
const BATCH = 250;

export function createImportRuns(): ImportRuns {
  const underWay = new Map<string, Promise<void>>();
  let stopped = false;
  const finished = async (): Promise<void> => void (await Promise.all(underWay.values()));
  return {
    begin: (server, { actor, importId }) => {
      if (underWay.has(importId) || stopped) return;
      const run = new ImportRun(server, actor, importId);
      const ended = run
        .work(() => stopped)
        .catch((error: unknown) => server.log.error('an import broke off', { import: importId, error }))
        .finally(() => underWay.delete(importId));
      underWay.set(importId, ended);
    },
    finished,
    stop: async () => {
      stopped = true;
      await finished();
    },
  };
}

class ImportRun {
  readonly #server: Server;
  readonly #actor: Actor;
  readonly #id: string;

  constructor(server: Server, actor: Actor, id: string) {
    this.#server = server;
    this.#actor = actor;
    this.#id = id;
  }

  /** Piece after piece, until there is none left or somebody has stopped it. */
  async work(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const of = await findImport(this.#server.database.reader(this.#actor.bodyId), this.#id);
      const goesOn = of && (await this.#piece(of));
      if (!goesOn) return;
    }
  }

  #piece(of: Full): Promise<boolean> {
    if (of.state === 'reading') return this.#read();
    if (of.state === 'taking') return this.#batch(of, 'ready');
    if (of.state === 'undoing') return this.#batch(of, 'taken');
    return Promise.resolve(false);
  }

  async #read(): Promise<boolean> {
    const reader = this.#server.database.reader(this.#actor.bodyId);
    const [row] = await nextRows(reader, this.#id, { state: 'waiting', limit: 1 });
    if (!(await this.#write(tx => this.#beat(tx, 'reading')))) return false;
    if (!row) {
      await this.#write(tx => this.#end(tx, 'reading', 'ready'));
      return false;
    }
    const reaches = (unitPath: string): boolean => !whyNotHere(this.#actor, 'import.manage', { unitPath });
    await readFileRow({ server: this.#server, actor: this.#actor, importId: this.#id, reaches }, row);
    return true;
  }

  /** Some rows in one transaction, with their points and an entry of the audit trail. */
  #batch(of: Full, state: 'ready' | 'taken'): Promise<boolean> {
    const work: Work = state === 'ready' ? 'taking' : 'undoing';
    return this.#write(async tx => {
      const now = this.#server.clock();
      if (!(await this.#beat(tx, work))) return false;
      const rows = await (work === 'taking'
        ? nextRows(tx, this.#id, { state, limit: BATCH })
        : nextToUndo(tx, this.#id, BATCH));
      if (rows.length === 0) {
        await (work === 'taking' ? this.#end(tx, work, 'done') : this.#endUndoing(tx, of));
        return false;
      }
      if (work === 'taking') for (const row of rows) await this.#takeOrLeave(tx, of, row);
      else await this.#undo(tx, of, rows);
      await this.#server.settle(tx, now);
      await recordAudit(tx, {
        at: now,
        ...authorOf(this.#actor),
        ...{ act: `imports.${work === 'taking' ? 'take' : 'undo'}`, subjectId: this.#id, before: null },
        after: { rows: rows.length, first: rows[0]!.number, last: rows.at(-1)!.number },
      });
      return true;
    });
  }

  /** A row that another import has brought meanwhile, or that the database refuses, stays behind alone, and says so. */
  async #takeOrLeave(tx: Tx, of: Full, row: Row): Promise<void> {
    await savepoint(tx, 'row_begins');
    try {
      await this.#take(tx, of, row);
    } catch (error) {
      // Nothing is wrong with the row: the whole piece is tried again.
      if (isContended(error)) throw error;
      await backTo(tx, 'row_begins');
      const met = violatedUnique(error) === 'import_rows_once';
      if (!met)
        this.#server.log.error('a row of an import was left', { import: this.#id, row: row.number, error });
      const why = met ? problem('taken_before', { field: 'title' }) : writingFailed();
      const problems = [...row.problems, why];
      const state = met ? 'repeated' : 'wrong';
      await changeRow(tx, { importId: this.#id, number: row.number }, { state, problems });
    }
  }

  async #take(tx: Tx, of: Full, row: Row): Promise<void> {
    const now = this.#server.clock();
    const taking = { tx, actor: this.#actor, now, importId: this.#id, importName: of.name };
    const taken = await (of.taken_as === 'draft' ? takeAsDraft(taking, row) : takeAsHistory(taking, row));
    await changeRow(tx, { importId: this.#id, number: row.number }, changeBy(taken, row));
  }

  /** What was worked on while the undoing ran stays, and its row says why. */
  async #undo(tx: Tx, of: Full, rows: readonly Row[]): Promise<void> {
    const now = this.#server.clock();
    const numbers = rows.map(row => row.number);
    const built = new Map(
      (await obstacles(tx, this.#id, numbers)).map(each => [each.manuscript_id, BUILT[each.what]!]),
    );
    for (const row of rows) {
      const kept = row.manuscript_id === null ? undefined : built.get(row.manuscript_id);
      const at = { importId: this.#id, number: row.number };
      if (kept) {
        const why = problem('kept_in', { field: 'title', value: kept.zh, taken: kept.en });
        await changeRow(tx, at, { problems: [...row.problems, why] });
      } else {
        await undoRow({ tx, actor: this.#actor, now }, row, of.undo_reason ?? '');
        await changeRow(tx, at, { state: 'undone' });
      }
    }
  }

  /** An import of which something had to be left is not undone: it can be undone once more when that is dealt with. */
  async #endUndoing(tx: Tx, of: Full): Promise<void> {
    const now = this.#server.clock();
    const left = await countKept(tx, this.#id);
    await this.#end(tx, 'undoing', left > 0 ? 'done' : 'undone');
    if (left === 0) return;
    await changeImport(tx, this.#id, { undone_at: null, undone_by: null, undo_reason: null });
    await tell(tx, {
      personIds: [this.#actor.personId],
      kind: 'import_kept',
      zh: `撤销导入“${of.name}”时，有 ${left} 件因为刚刚有人办理而没有撤回，原因写在每一行。处理后可以再撤销一次。`,
      en: `${left} of “${of.name}” ${left === 1 ? 'was' : 'were'} not taken back, because somebody had just worked on ${left === 1 ? 'it' : 'them'}; each row says why. Deal with that, then undo once more.`,
      link: `/imports/${this.#id}`,
      now,
    });
  }

  #beat(tx: Tx, state: Work): Promise<boolean> {
    return beat(tx, this.#id, { state, now: this.#server.clock() });
  }

  async #end(tx: Tx, from: Work, state: 'ready' | 'done' | 'undone'): Promise<void> {
    const now = this.#server.clock();
    if (await beat(tx, this.#id, { state: from, now })) await changeImport(tx, this.#id, { state });
  }

  #write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#server.database.write(this.#actor.bodyId, work, () => false);
  }
}

function writingFailed() {
  const value = '写入时出错，这一行没有导入。请检查这一行的内容，或联系管理员查看服务器日志。';
  const taken =
    'Writing failed and the row was not taken in. Check the row, or have the server log looked at.';
  return problem('not_booked', { field: 'title', value, taken });
}

function changeBy(taken: Taken, row: Row) {
  if (taken.state !== 'taken') return { state: taken.state, problems: [...row.problems, taken.problem] };
  const { manuscriptId, adoptionId, made } = taken;
  return {
    state: 'taken' as const,
    manuscript_id: manuscriptId,
    adoption_id: adoptionId,
    made_manuscript: made,
  };
}
