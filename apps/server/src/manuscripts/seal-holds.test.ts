import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, PNG, paragraph } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import {
  chained,
  comment as commentOn,
  commentsOn,
  OPENING,
  recorded,
  withVersions as versionsOf,
} from '../../test/versions.ts';
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

const withVersions = (...texts: string[]) =>
  versionsOf(office, { texts, awake: ['writer', 'head', 'auditor'] });
const comment = (id: string, said: string) => commentOn(office, id, said);
const commentsOf = (id: string) => commentsOn(office, id);

/** Every text that hangs on a manuscript, in an order of its own: the database answers rows as they lie. */
async function hangingOn(id: string) {
  const texts = await textsHangingOn(office.app.database.reader(office.body), id);
  const at = ({ table, key, column }: (typeof texts)[number]): string => JSON.stringify([table, key, column]);
  return texts.sort((a, b) => (at(a) < at(b) ? -1 : 1));
}

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
    code => !/^[a-z]{2,4}_/.test(code) && !OPENING.includes(code),
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
  await recorded(office, other.id, `请核对${secret}`);
  const { id, revisionIds } = await withVersions('又访三户。', '又访四户。');
  await recorded(office, id, '请核对本稿的密语');
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

test('of an act on several manuscripts the part of one is counted and covered, and what belongs to all', async () => {
  const other = await withVersions('又访五户。', '又访六户。');
  const { id, revisionIds } = await withVersions('又访三户。', '又访四户。');
  const word = '合签的密语';
  const parts = [{ id: other.id, said: word }, { id, said: word }, { said: word }];
  const record = (signed: object[], note: string) =>
    sql`insert into audit_entries (body_id, at, address, act, subject_id, after)
      values (${office.body}, now(), '::1', 'test.batch', 'batch', ${JSON.stringify({ signed, note })}::jsonb)`.execute(
      office.app.database.db,
    );
  await record(parts, word);
  // Of this one nothing but the number of the manuscript is its own.
  await record([{ id: other.id, said: word }, { id }], '');
  const told = await head.manuscripts.previewSeal({ id, revisionId: revisionIds[0]!, words: [word] });
  expect(told.asked).toMatchObject([{ word, entries: 1 }]);
  const seal = { id, revisionId: revisionIds[0]!, reason: '涉及密语' };
  expect((await head.manuscripts.seal({ ...seal, words: [word] })).entries).toBe(1);
  const left = (await trailOf(other.id))
    .split('\n')
    .flatMap(line => (line.includes(id) ? [JSON.parse(line)] : []));
  expect(left).toEqual([
    { signed: [parts[0], { id, said: '█████' }, { said: '█████' }], note: '█████' },
    { signed: [parts[0], { id }], note: '' },
  ]);
  await head.manuscripts.seal({ ...seal, undo: true });
  expect(await trailOf(other.id)).not.toContain('█');
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
  await recorded(office, id, `请核对${word}。`);
  await chained(office);
  const [revisionId] = revisionIds as [string];
  const lasting = office.app.database.db.transaction().execute(async db => {
    // A transaction that lasts keeps the chain back: the comment is covered before its entry is chained.
    await sql`select pg_current_xact_id()`.execute(db);
    await recorded(office, id, `再核对${word}。`);
    return head.manuscripts.seal({ id, revisionId, reason: '涉及姓名', words: [word] });
  });
  const done = await lasting;
  expect(done.entries).toBe(2);
  expect(await trailOf('东侧')).toBe('');
  await chained(office);
  expect((await auditor.audit.verify()).broken).toEqual([]);
  await head.manuscripts.seal({ id, revisionId, reason: '误封', undo: true });
  expect(await trailOf('东侧')).toContain('再核对');
  await chained(office);
  expect((await auditor.audit.verify()).broken).toEqual([]);
});

test('a sealed document is neither read in again nor put to another manuscript, by whoever uploaded it', async () => {
  const [source, photo] = await Promise.all([
    office.upload('writer', '回访.txt', `市容科回访商户\n${OPENING}找甄己样。`),
    office.upload('writer', '甄己样.png', PNG),
  ]);
  const fields = draftOf(office, {
    ...{ title: '回访商户', body: [paragraph(`${OPENING}找甄己样。`)] },
    photos: [{ fileId: photo.id, caption: '现场' }],
  });
  const draft = await writer.manuscripts.create({ ...fields, sourceFileId: source.id });
  const sent = await writer.manuscripts.submit({ id: draft.id, version: draft.version });
  const back = await head.reviews.return({ id: sent.id, version: sent.version, reason: '请去掉姓名' });
  const saved = await writer.manuscripts.save({
    ...fields,
    ...{ id: sent.id, version: back.version, body: [paragraph(`${OPENING}找商户。`)], photos: [] },
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
