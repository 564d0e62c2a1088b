import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type Office, startOffice } from '../../test/office.ts';
import { chained, comment, commentsOn, recorded, withVersions } from '../../test/versions.ts';
import { textsHangingOn } from '../db/hanging-texts.ts';
import { barring } from '../text/covered-words.ts';

/** Words that overlap each other, so that one seal sets its bars inside, beside and across those of another. */
const WORDS = ['甄甲样', '甲样乙本', '样乙', '乙本丙例', '丙例丁', 'kxaybq', 'Aybqz'];
const ALL = '甄甲样乙本丙例丁（Kxaybqz）';
/** The last one holds, and says none of them. */
const TEXTS = [
  `找${ALL}。`,
  '找甲样乙本，登记在册三十户。',
  '找乙本丙例丁，共登记在册四十五户，逐户答复。',
  '逐户登记在册，共五十户，全部办结。',
];

type Act =
  | { kind: 'seal'; version: number; words: string[] }
  | { kind: 'undo'; version: number }
  | { kind: 'say'; from: number; to: number }
  | { kind: 'chain' };

const version = fc.nat({ max: TEXTS.length - 2 });
const some = fc.subarray(WORDS, { minLength: 1, maxLength: 3 });
const [from, to] = [fc.nat({ max: 6 }), fc.nat({ max: ALL.length })];
const kind = <K extends Act['kind']>(of: K) => fc.constant(of);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: kind('seal'), version, words: some }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('undo'), version }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('say'), from, to }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('chain') }) },
);

/** What somebody wrote, and the seals that were made after it: those alone cover it, as long as they hold. */
type Said = { text: string; entry: number; sealedBy: Set<string> };
type Run = {
  id: string;
  revisionIds: string[];
  said: Said[];
  /** Words of each seal that holds, by its id. */
  holding: Map<string, string[]>;
};

let office: Office;
let head: Client;
let auditor: Client;
beforeAll(async () => {
  office = await startOffice();
  [head, auditor] = await Promise.all([office.as('head'), office.as('auditor')]);
});
afterAll(() => office.close());

/** Cleared as a run ends: what it left behind, if it failed, is no beginning for another. */
let clean: { id: string; revisionIds: string[]; comments: number } | null = null;

test('any sequence of overlapping seals covers what the seals that hold cover, no more, and leaves what stood there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 9 }), async acts => {
      const of = clean ?? { ...(await fresh()), comments: 0 };
      clean = null;
      const run: Run = { id: of.id, revisionIds: of.revisionIds, said: [], holding: new Map() };
      await say(run, `核对${ALL}。`);
      const before = await standing(run.id);
      for (const each of acts) {
        await perform(run, each);
        await expectCovered(run, of.comments);
      }
      // Every undoing ends one seal; versions that it hands over to another open with that one.
      for (let left = run.holding.size; left > 0; left--) {
        await perform(run, { kind: 'undo', version: await firstClosed(run) });
        await expectCovered(run, of.comments);
      }
      expect(run.holding.size).toBe(0);
      const after = await standing(run.id);
      for (const [place, value] of before) expect([place, after.get(place)]).toEqual([place, value]);
      await chained(office);
      expect((await auditor.audit.verify()).broken).toEqual([]);
      clean = { ...of, comments: of.comments + run.said.length };
    }),
    { numRuns: 6 },
  );
});

async function firstClosed({ id, revisionIds }: Run): Promise<number> {
  const closed = (await head.manuscripts.revisions({ id })).filter(row => row.sealed).map(row => row.id);
  return revisionIds.findIndex(revisionId => closed.includes(revisionId));
}

async function fresh() {
  office.time.now = new Date('2026-05-20T02:00:00Z');
  return withVersions(office, { texts: TEXTS, awake: ['head', 'auditor'] });
}

async function perform(run: Run, each: Act): Promise<void> {
  if (each.kind === 'chain') return chained(office);
  if (each.kind === 'say') return say(run, `再问${ALL.slice(each.from, each.to)}。`);
  const revisionId = run.revisionIds[each.version]!;
  const closed = (await head.manuscripts.revisions({ id: run.id })).some(
    row => row.id === revisionId && row.sealed,
  );
  const which = { id: run.id, revisionId, reason: '写明姓名' };
  if (each.kind === 'undo' && closed) await head.manuscripts.seal({ ...which, undo: true });
  if (each.kind === 'seal' && !closed) await head.manuscripts.seal({ ...which, words: each.words });
  await follow(run, each.kind === 'seal' ? each.words : []);
}

/** Which seals hold now: one that is new has the words that were asked for, and covers what was said before it. */
async function follow(run: Run, words: string[]): Promise<void> {
  const rows = await sql<{ id: string }>`select id from seals
    where body_id = ${office.body} and manuscript_id = ${run.id} and opened_at is null`.execute(
    office.app.database.db,
  );
  const ids = rows.rows.map(({ id }) => id);
  for (const id of [...run.holding.keys()]) if (!ids.includes(id)) run.holding.delete(id);
  for (const id of ids.filter(each => !run.holding.has(each))) {
    run.holding.set(id, words);
    for (const said of run.said) said.sealedBy.add(id);
  }
}

async function say(run: Run, text: string): Promise<void> {
  await comment(office, run.id, text);
  run.said.push({ text, entry: await recorded(office, run.id, text), sealedBy: new Set() });
}

async function expectCovered(run: Run, earlier: number): Promise<void> {
  const left = run.said.map(said => leftOf(run, said));
  expect((await commentsOn(office, run.id)).slice(earlier)).toEqual(left);
  const entries = await sql<{ reason: string }>`select after->>'reason' as reason from audit_entries
    where id = any(${run.said.map(({ entry }) => entry)}::bigint[]) order by id`.execute(
    office.app.database.db,
  );
  expect(entries.rows.map(({ reason }) => reason)).toEqual(left);
  const words = [...run.holding.values()].flat();
  for (const [at, revisionId] of run.revisionIds.entries()) {
    const open = await head.manuscripts.revision({ id: run.id, revisionId }).catch(() => null);
    const text = TEXTS[at]!;
    if (barring(words)(text) !== text) expect([text, open]).toEqual([text, null]);
    if (open) expect(JSON.stringify(open.body)).toContain(text);
  }
}

/** A bar wherever one of the seals that hold sets one. */
function leftOf(run: Run, { text, sealedBy }: Said): string {
  const covered = [...sealedBy].flatMap(id => {
    const words = run.holding.get(id);
    return words ? [barring(words)(text)] : [];
  });
  return text
    .split('')
    .map((each, at) => (covered.some(one => one[at] === '█') ? '█' : each))
    .join('');
}

/** What hangs on the manuscript, by its place; what every act adds is left out. */
async function standing(id: string): Promise<Map<string, unknown>> {
  const texts = await textsHangingOn(office.app.database.reader(office.body), id);
  const adding = ['manuscript_events', 'idempotency_keys', 'outbox', 'notices'];
  return new Map(
    texts
      .filter(({ table }) => !adding.includes(table))
      .map(({ table, key, column, value }) => [JSON.stringify([table, key, column]), value]),
  );
}
