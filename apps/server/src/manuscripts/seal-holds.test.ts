import { flatOf } from '@xinxuan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, draftOf, PNG, paragraph } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { sealAudit } from '../db/audit.ts';
import { textsHangingOn } from '../db/hanging-texts.ts';

let office: Office;
let writer: Client;
let head: Client;
let editor: Client;
let auditor: Client;
beforeAll(async () => {
  office = await startOffice();
  [writer, head, editor, auditor] = await Promise.all([
    office.as('writer'),
    office.as('head'),
    office.as('editor'),
    office.as('auditor'),
  ]);
});
afterAll(() => office.close());

const OPEN = '市容科回访三条街道的沿街商户，逐户登记意见建议，明确办理时限和责任队员。';

/** A manuscript whose text the desk rewrote so that each of `texts` is a version of its own; the last one holds. */
async function withVersions(...texts: string[]) {
  const item = await arrivedFrom(office, { title: '回访商户', body: [paragraph(OPEN + texts[0])] });
  await editor.reviews.desk.accept({ id: item.id, version: item.version });
  const ids = [item.revisionId];
  for (const text of texts.slice(1)) {
    office.time.now = new Date(office.time.now.getTime() + 40 * 60_000);
    // Nobody is signed out for having done nothing meanwhile.
    await Promise.all([writer, head].map(each => each.manuscripts.get({ id: item.id })));
    await auditor.audit.list({ pageSize: 1 });
    const { title, version } = await editor.writing.open({ id: item.id });
    const saved = await editor.writing.save({
      ...{ id: item.id, version, title, body: [paragraph(OPEN + text)] },
    });
    ids.push(saved.revisionId);
  }
  return { id: item.id, revisionIds: ids };
}

async function comment(id: string, said: string): Promise<void> {
  const text = await editor.writing.open({ id });
  await editor.writing.comment({ id, on: { from: flatOf(text).indexOf('市容科'), quote: '市容科' }, said });
}

/** Every text that hangs on a manuscript, in an order of its own: the database answers rows as they lie. */
async function hangingOn(id: string) {
  const texts = await textsHangingOn(office.app.database.reader(office.body), id);
  const at = ({ table, key, column }: (typeof texts)[number]): string => JSON.stringify([table, key, column]);
  return texts.sort((a, b) => (at(a) < at(b) ? -1 : 1));
}

const commentsOf = async (id: string) =>
  (await editor.writing.open({ id })).threads.flatMap(thread => thread.comments.map(({ said }) => said));

/** Keys and values as programs write them: kinds, states, names of fields, amounts and the like. */
function codesOf(value: unknown): string[] {
  if (typeof value === 'string') return /^[A-Za-z][\w.:/-]{1,59}$/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value)].flatMap(codesOf);
}

/** The same with what reads as prose left out. */
function withoutProse(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, each) =>
    typeof each === 'string' && /[^\w.:/+%?&=#-]/.test(each) ? '…' : each,
  );
}

test('words that are codes of the system cover nothing, and whatever hangs on the manuscript is read as before', async () => {
  const { id, revisionIds } = await withVersions('又访三户。', '又访四户。');
  await comment(id, 'paragraph: 请 owner 核对');
  const hanging = () => hangingOn(id);
  const duties = [
    ...new Set(
      (await hanging()).filter(({ table }) => table === 'duties').map(({ key }) => String(key['id'])),
    ),
  ];
  expect(duties.length).toBeGreaterThan(0);
  const changing = ['comments', 'idempotency_keys', 'manuscript_events', 'revisions'];
  const read = async () => {
    // What the contract cannot read is answered with an error.
    await Promise.all([head.manuscripts.get({ id }), head.manuscripts.revisions({ id })]);
    const { body } = await editor.writing.open({ id });
    const owed = await Promise.all(duties.map(duty => editor.duties.get({ id: duty })));
    return withoutProse([body, owed, (await hanging()).filter(({ table }) => !changing.includes(table))]);
  };
  const before = await read();
  const codes = [...new Set([...codesOf(await hanging()), 'paragraph', 'owner'])].filter(
    code => !/^[a-z]{2,4}_/.test(code) && !OPEN.includes(code),
  );
  expect(codes).toEqual(expect.arrayContaining(['kind', 'paragraph', 'to', 'owner', 'text']));
  const say = { id, revisionId: revisionIds[0]!, reason: '试试代码' };
  for (let from = 0; from < codes.length; from += 48) {
    const words = [...codes.slice(from, from + 48), 'paragraph', 'owner'];
    await head.manuscripts.seal({ ...say, words });
    expect(await read()).toEqual(before);
    expect(await commentsOf(id)).toEqual(['█████████: 请 █████ 核对']);
    await head.manuscripts.seal({ ...say, undo: true });
  }
  expect(await commentsOf(id)).toEqual(['paragraph: 请 owner 核对']);
});

/** Everything that was recorded is in the chain. */
async function chained(): Promise<void> {
  const { db } = office.app.database;
  const left = sql<{ left: number }>`select count(*) as left from audit_entries e
    where not exists (select 1 from audit_seals s where s.entry_id = e.id)`;
  await expect
    .poll(
      async () => {
        await sealAudit(office.app.database);
        return (await left.execute(db)).rows[0]?.left;
      },
      { timeout: 30_000 },
    )
    .toBe(0);
}

/** An entry about a thing that says what somebody wrote. */
async function recorded(subjectId: string, reason: string): Promise<void> {
  await sql`insert into audit_entries (body_id, at, address, act, subject_id, after)
    values (${office.body}, now(), '::1', 'test.said', ${subjectId}, ${JSON.stringify({ reason })}::jsonb)`.execute(
    office.app.database.db,
  );
}

/** What the trail says of a text, in the order in which they were written. */
async function trailOf(text: string): Promise<string> {
  const { db } = office.app.database;
  const rows = await sql<{ said: string }>`select after::text as said from audit_entries
    where after::text like ${`%${text}%`} order by id`.execute(db);
  return rows.rows.map(row => row.said).join('\n');
}

test('the trail is counted and covered as far as it is about the manuscript, and never in its names and codes', async () => {
  const other = await withVersions('又访五户。', '又访六户。');
  const secret = '另一单位的密语';
  await recorded(other.id, `请核对${secret}`);
  const { id, revisionIds } = await withVersions('又访三户。', '又访四户。');
  await recorded(id, '请核对本稿的密语');
  const [revisionId] = revisionIds as [string];
  const words = [secret, secret.slice(0, 4), '本稿的密语', 'reason', 'per_01', 'revisionId'];
  const told = await head.manuscripts.previewSeal({ id, revisionId, words });
  const counts = Object.fromEntries(told.asked.map(({ word, places, entries }) => [word, [places, entries]]));
  expect(counts).toMatchObject({ [secret]: [0, 0], [secret.slice(0, 4)]: [0, 0], per_01: [0, 0] });
  expect(counts).toMatchObject({ reason: [0, 0], revisionId: [0, 0] });
  expect(counts['本稿的密语']![1]).toBeGreaterThan(0);
  const done = await head.manuscripts.seal({ id, revisionId, reason: '涉及密语', words });
  expect(done.entries).toBe(counts['本稿的密语']![1]);
  expect(await trailOf(secret)).not.toBe('');
  expect(await trailOf('本稿的密语')).toBe('');
  expect(JSON.stringify((await auditor.audit.list({ pageSize: 200 })).rows)).toContain(secret);
  await head.manuscripts.seal({ id, revisionId, reason: '误封', undo: true });
  expect(await trailOf('本稿的密语')).not.toBe('');
});

test('seals that cover the same places are undone in any order, and what stood there stands again', async () => {
  const words = ['甄甲样', '13800137001', '甄乙样'];
  const [a, b, c] = words as [string, string, string];
  const { id, revisionIds } = await withVersions(
    `找${a}、${b}、${c}。`,
    `找${b}和${c}，登记在册三十户。`,
    `找${c}，共登记在册四十五户，逐户答复。`,
    '逐户登记在册，共五十户，全部办结。',
  );
  const said = `核对${a}和${b}，再问${c}。`;
  await comment(id, said);
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  const hanging = async () =>
    (await hangingOn(id)).filter(
      ({ table }) => !['manuscript_events', 'idempotency_keys', 'outbox', 'notices'].includes(table),
    );
  const before = await hanging();
  const sealed = async (n: number) =>
    (await writer.manuscripts.revisions({ id })).find(row => row.id === revisionIds[n])?.sealed ?? null;
  for (const [index, undone] of orders.entries()) {
    const seal = async (n: number) => {
      if (await sealed(n)) return;
      const say = { id, revisionId: revisionIds[n]!, reason: '写明姓名' };
      await head.manuscripts.seal({ ...say, words: [words[n]!] });
    };
    const undo = async (n: number) => {
      if (await sealed(n))
        await head.manuscripts.seal({ id, revisionId: revisionIds[n]!, reason: '误封', undo: true });
    };
    const [x, y, z] = orders[(index * 5 + 2) % 6] as [number, number, number];
    await seal(x);
    await seal(y);
    // Half of the rounds open one seal before the last is made.
    if (index % 2 === 0) await undo(undone[0]!);
    await seal(z);
    for (const n of undone) await undo(n);
    // A version in which another seal still covered words was handed over to that one, and opens with it.
    for (const n of orders[0]!) await undo(n);
    expect(await commentsOf(id)).toEqual([said]);
    expect(await hanging()).toEqual(before);
  }
});

test('what two seals cover stays covered by the one that holds, and comes back whole', async () => {
  const { id, revisionIds } = await withVersions(
    '找甄丙样和甄丁样。',
    '找甄丁样，再登记在册三十户。',
    '全部登记在册四十户。',
  );
  const said = '核对甄丙样和甄丁样';
  await comment(id, said);
  const [first, second] = revisionIds as [string, string];
  const seal = (revisionId: string, words: string[]) =>
    head.manuscripts.seal({ id, revisionId, reason: '写明姓名', words });
  const undo = (revisionId: string) => head.manuscripts.seal({ id, revisionId, reason: '误封', undo: true });
  await seal(first, ['甄丙样']);
  await seal(second, ['甄丁样']);
  expect(await commentsOf(id)).toEqual(['核对███和███']);
  expect((await undo(first)).versions).toEqual([]);
  expect(await commentsOf(id)).toEqual(['核对甄丙样和███']);
  // The first version says what the second seal covers: it stays closed under that one.
  const closed = writer.manuscripts.revision({ id, revisionId: first });
  expect(await refusalOf(closed)).toMatchObject({ reason: 'revision_sealed' });
  expect((await undo(second)).versions).toEqual([1, 2]);
  expect(await commentsOf(id)).toEqual([said]);
  const { body } = await writer.manuscripts.revision({ id, revisionId: first });
  expect(JSON.stringify(body)).toContain('找甄丙样和甄丁样。');
});

test('words with a stroke, quotes or a line break are found in the trail, and entries that were not chained yet come back', async () => {
  const { id, revisionIds } = await withVersions('又访三户。', '又访四户。');
  const word = '甄"戊\\样\n东侧';
  await recorded(id, `请核对${word}。`);
  await chained();
  const [revisionId] = revisionIds as [string];
  const lasting = office.app.database.db.transaction().execute(async db => {
    // A transaction that lasts keeps the chain back: the comment is covered before its entry is chained.
    await sql`select pg_current_xact_id()`.execute(db);
    await recorded(id, `再核对${word}。`);
    return head.manuscripts.seal({ id, revisionId, reason: '涉及姓名', words: [word] });
  });
  const done = await lasting;
  expect(done.entries).toBe(2);
  expect(await trailOf('东侧')).toBe('');
  await chained();
  expect((await auditor.audit.verify()).broken).toEqual([]);
  await head.manuscripts.seal({ id, revisionId, reason: '误封', undo: true });
  expect(await trailOf('东侧')).toContain('再核对');
  await chained();
  expect((await auditor.audit.verify()).broken).toEqual([]);
});

test('a sealed document is neither read in again nor put to another manuscript, by whoever uploaded it', async () => {
  const [source, photo] = await Promise.all([
    office.upload('writer', '回访.txt', `市容科回访商户\n${OPEN}找甄己样。`),
    office.upload('writer', '甄己样.png', PNG),
  ]);
  const fields = draftOf(office, {
    ...{ title: '回访商户', body: [paragraph(`${OPEN}找甄己样。`)] },
    photos: [{ fileId: photo.id, caption: '现场' }],
  });
  const draft = await writer.manuscripts.create({ ...fields, sourceFileId: source.id });
  const sent = await writer.manuscripts.submit({ id: draft.id, version: draft.version });
  const back = await head.reviews.return({ id: sent.id, version: sent.version, reason: '请去掉姓名' });
  const saved = await writer.manuscripts.save({
    ...fields,
    ...{ id: sent.id, version: back.version, body: [paragraph(`${OPEN}找商户。`)], photos: [] },
  });
  await writer.manuscripts.submit({ id: sent.id, version: saved.version });
  await head.manuscripts.seal({
    ...{ id: sent.id, revisionId: sent.revisionId, reason: '写明姓名', words: ['甄己样'] },
  });
  const again = draftOf(office, { title: '另一篇' });
  const refused = [
    () => writer.manuscripts.intake({ fileId: source.id }),
    () => writer.manuscripts.create({ ...again, sourceFileId: source.id }),
    () => writer.manuscripts.create({ ...again, attachmentIds: [source.id], sourceFileId: null }),
    () =>
      writer.manuscripts.create({
        ...{ ...again, photos: [{ fileId: photo.id, caption: '现场' }], sourceFileId: null },
      }),
  ];
  for (const each of refused) expect(await refusalOf(each())).toMatchObject({ reason: 'file_sealed' });
});
