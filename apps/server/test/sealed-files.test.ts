import { contract, type Import, type Manuscript } from '@xinxuan/contract';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { textsHangingOn } from '../src/db/hanging-texts.ts';
import { docx, PIXEL, paragraph as wordParagraph } from '../src/documents/docx-for-tests.ts';
import { keepMessage } from '../src/mail/keep.ts';
import { letter } from '../src/mail/messages-for-tests.ts';
import { processStored } from '../src/mail/process.ts';
import { arrivedFrom, draftOf, PNG, paragraph } from './draft.ts';
import { keepingNothing, upload } from './kept.ts';
import { giveAddress, manuscriptDocx, setUpMailbox, TITLE } from './mailroom.ts';
import { type Client, type Office, type PersonName, refusalOf, startOffice } from './office.ts';
import { withScheme } from './street-office.ts';

/** What a seal has closed comes in nowhere again, and its id is taken nowhere. */
const NAME = '甄样本甲';
const SEALED = manuscriptDocx(TITLE, `找商户${NAME}。`);
const OTHER = manuscriptDocx(TITLE, '找商户代表。');
const PORTRAIT = PIXEL;

let office: Office;
let writer: Client;
let head: Client;
let chief: Client;
/** The document that the sealed text came from, and its photo. */
let source: string;
let photo: string;
/** The same content, uploaded by others before it was sealed. */
const copies = {} as Record<PersonName, string>;
/** Where a manuscript of another unit shows the same photo. */
let elsewhere: string;
let sent: Manuscript;
/** A manuscript at the desk, for what is put to one there. */
let accepted: string;
let paper: string;

const clientAs = (person: PersonName): Promise<Client> => office.as(person);
const seal = (undo: boolean) =>
  head.manuscripts.seal({
    id: sent.id,
    revisionId: sent.revisionId,
    reason: '写明姓名',
    words: [NAME],
    undo,
  });
const opened = async (person: PersonName, fileId: string): Promise<number> =>
  (await fetch(`${office.url}/api/files/${fileId}/x`, { headers: await office.headers(person) })).status;

beforeAll(async () => {
  office = await startOffice();
  [writer, head, chief] = await Promise.all([clientAs('writer'), clientAs('head'), clientAs('chief')]);
  await withScheme(office);
  const assessor = await clientAs('assessor');
  const { state } = await assessor.standings.get({ period: '2026-Q1' });
  await assessor.standings.publishPeriod({
    period: '2026-Q1',
    lastDay: '2026-05-28',
    version: state.version,
  });
  source = (await office.upload('writer', '来稿.docx', SEALED)).id;
  photo = (await office.upload('writer', '证件.png', PORTRAIT)).id;
  for (const person of ['writer2', 'head', 'chief', 'system'] as const)
    copies[person] = (await office.upload(person, '副本.docx', SEALED)).id;
  elsewhere = (await office.upload('other_writer', '照片.png', PORTRAIT)).id;
  await (await clientAs('other_writer')).manuscripts.create({
    ...draftOf(office, {
      ...{ unitId: office.units.law, authorIds: [office.people.other_writer] },
      photos: [{ fileId: elsewhere, caption: '现场' }],
    }),
    sourceFileId: null,
  });
  const fields = draftOf(office, { title: TITLE, body: [paragraph(`找商户${NAME}。`)] });
  const photos = [{ fileId: photo, caption: '证件' }];
  const draft = await writer.manuscripts.create({ ...fields, photos, sourceFileId: source });
  sent = await writer.manuscripts.submit({ id: draft.id, version: draft.version });
  const back = await head.reviews.return({ id: sent.id, version: sent.version, reason: '请去掉姓名' });
  const masked = { ...fields, body: [paragraph('找商户代表。')], id: sent.id, version: back.version };
  const saved = await writer.manuscripts.save(masked);
  await writer.manuscripts.submit({ id: sent.id, version: saved.version });
  await seal(false);
  const atDesk = await arrivedFrom(office, { title: '另一篇稿件' });
  accepted = (
    await (await clientAs('editor')).reviews.desk.accept({ id: atDesk.id, version: atDesk.version })
  ).id;
  const outlet = { level: 'municipal', kind: 'paper', internal: false, openedOn: '2020-01-01' } as const;
  paper = (await (await clientAs('editor')).outlets.create({ name: '东河晚报', ...outlet })).id;
});
afterAll(() => office.close());

describe('the same bytes', () => {
  test.each([
    ['a document', SEALED, '改了名字.docx'],
    ['a photo', PORTRAIT, 'IMG_2026.png'],
  ])('%s is not uploaded again, under whatever name, and nothing of it is said', async (_, content, name) => {
    const { status, data } = await keepingNothing(office, () => upload(office, { name, content }));
    expect({ status, reason: data.reason }).toEqual({ status: 422, reason: 'file_sealed' });
    expect(data.zh).toMatch(/先遮盖.*再传/u);
    expect(data.en).toMatch(/Mask what .* and send that/u);
    expect(`${data.zh}${data.en}`).not.toMatch(new RegExp(`${NAME}|写明姓名|郭北辰|${TITLE}`, 'u'));
  });

  test('other bytes pass', async () => {
    for (const [name, content] of [
      ['来稿.docx', OTHER],
      ['证件.png', PNG],
    ] as const)
      expect((await upload(office, { name, content })).status).toBe(200);
  });

  test('a picture inside another document is left out, and the reader says so', async () => {
    const bytes = withPicture(PORTRAIT);
    const read = await writer.manuscripts.intake({
      fileId: (await office.upload('writer', '新.docx', bytes)).id,
    });
    expect(read.photos).toEqual([]);
    expect(read.findings.map(({ code }) => code)).toContain('picture_sealed');
    const other = await office.upload('writer', '新.docx', withPicture(PNG));
    expect((await writer.manuscripts.intake({ fileId: other.id })).photos).toHaveLength(1);
  });

  test('a mail brings them nowhere: the attachment says why, the others are taken in, the original stays closed', async () => {
    await setUpMailbox(office, {});
    await giveAddress(office, 'writer', 'luxiaotang@donghe.example');
    const { works } = office.app.mail;
    const bytes = letter({
      attachments: [
        { name: '原稿.docx', bytes: SEALED },
        { name: '打包.zip', bytes: Buffer.from(zipSync({ '证件照.png': PORTRAIT, '现场图.png': PNG })) },
        { name: '市容科信息.docx', bytes: OTHER },
      ],
    });
    const kept = await keepMessage(works, {
      ...{ body: office.body, bytes, way: 'imap', envelope: {}, sighting: null },
    });
    if (!kept.ok) throw new Error(kept.refusal.en);
    await processStored(works);
    const editor = await clientAs('editor');
    const message = await editor.mail.get({ id: kept.id });
    const ends = Object.fromEntries(message.parts.map(({ name, became }) => [name, became]));
    expect(ends).toEqual({
      '原稿.docx': 'unreadable',
      '证件照.png': 'unreadable',
      '现场图.png': 'photo',
      '市容科信息.docx': 'manuscript',
    });
    for (const { name, fileId, finding } of message.parts) {
      const closed = ends[name] === 'unreadable';
      expect(await opened('editor', fileId)).toBe(closed ? 409 : 200);
      expect(finding?.zh ?? '').toMatch(closed ? /已经封存/u : /^$/u);
    }
    const [made] = message.manuscripts;
    const manuscript = await writer.manuscripts.get({ id: made!.id });
    expect(manuscript.attachments.map(({ role, name }) => [role, name])).toEqual([
      ['source', '市容科信息.docx'],
    ]);
    expect(manuscript.photos).toHaveLength(1);
    expect(await refusalOf(editor.mail.original({ id: kept.id }))).toMatchObject({ reason: 'file_sealed' });
    // A seal over the manuscript reaches the names of both: what came with the mail, and what the writer was given.
    const hanging = await textsHangingOn(office.app.database.reader(office.body), made!.id);
    const names = hanging.flatMap(({ table, value }) => (table === 'stored_files' ? [value] : []));
    expect(names.filter(each => each === '市容科信息.docx')).toHaveLength(2);
  });

  test('a folder of documents: what is unpacked from an archive is refused by itself', async () => {
    const packed = zipSync({ '五月/原稿.docx': SEALED, '五月/市容科信息.docx': OTHER });
    const archive = await office.upload('chief', '一批.zip', packed);
    const folder = await chief.imports.openFolder({ name: '五月' });
    await chief.imports.addFiles({ id: folder.id, files: [{ fileId: archive.id, path: '一批.zip' }] });
    await read(folder.id);
    const { rows } = await chief.imports.rows({ id: folder.id });
    const states = rows.map(({ file, state, problems }) => [file, state, problems.map(({ code }) => code)]);
    expect(states).toContainEqual(['五月/原稿.docx', 'refused', ['file_sealed']]);
    expect(rows.find(({ file }) => file === '五月/市容科信息.docx')?.state).not.toBe('refused');
  });
});

test('copies are not handed out either, but where another manuscript shows them', async () => {
  expect(await opened('writer', source)).toBe(409);
  expect(await opened('writer2', copies.writer2)).toBe(409);
  expect(await opened('writer', photo)).toBe(409);
  expect(await opened('other_writer', elsewhere)).toBe(200);
});

/** Every endpoint that takes the id of a file, with a request that is right but for the file. */
const at = { seenAt: '2026-05-20T01:00:00Z', publishedOn: '2026-05-20', genre: 'long' } as const;
const TAKING: Record<string, (() => Promise<unknown>)[]> = {
  'adoptions.claim': [
    () => claimWith(source, 'scan'),
    () => claimWith(source, 'kept_page'),
    () => claimWith(copies.writer2, 'scan', 'writer2'),
  ],
  'manuscripts.report': [
    () => reportWith({ photos: [{ fileId: photo, caption: '' }] }),
    () => reportWith({ attachmentIds: [source] }),
  ],
  'imports.addFiles': [
    async () => {
      const { id } = await chief.imports.openFolder({ name: '六月' });
      return chief.imports.addFiles({ id, files: [{ fileId: copies.chief, path: 'a.docx' }] });
    },
  ],
  'imports.openHistory': [() => chief.imports.openHistory({ fileId: copies.chief })],
  'instructions.record': [
    () =>
      chief.instructions.record({
        ...{ manuscriptId: accepted, giver: '区领导', level: 'district', givenOn: '2026-05-20' },
        ...{ text: '请抓好落实。', fileId: copies.chief },
      }),
  ],
  'leads.record': [
    () =>
      writer.leads.record({
        ...{ what: '早市占道', seenAt: at.seenAt, fileIds: [source] },
        ...{ fromUnitId: office.units.city_look, unitId: office.units.city_look },
      }),
  ],
  'manuscripts.create': [
    () => writer.manuscripts.create({ ...draftOf(office), sourceFileId: source }),
    () => writer.manuscripts.create({ ...draftOf(office, { attachmentIds: [source] }), sourceFileId: null }),
    () =>
      writer.manuscripts.create({
        ...draftOf(office, { photos: [{ fileId: photo, caption: '' }] }),
        sourceFileId: null,
      }),
  ],
  'manuscripts.intake': [() => writer.manuscripts.intake({ fileId: source })],
  'manuscripts.save': [
    async () => {
      const fields = draftOf(office);
      const { id, version } = await writer.manuscripts.create({ ...fields, sourceFileId: null });
      return writer.manuscripts.save({ ...fields, attachmentIds: [source], id, version });
    },
  ],
  'network.roster.apply': [
    async () => (await clientAs('system')).network.roster.apply({ fileId: copies.system }),
  ],
  'network.roster.check': [
    async () => (await clientAs('system')).network.roster.check({ fileId: copies.system }),
  ],
  'objections.raise': [
    () =>
      head.objections.raise({
        ...{ period: '2026-Q1', unitId: office.units.city_look, about: 'missing', text: '少计一篇。' },
        ...{ owner: { kind: 'unit', id: office.units.city_look }, fileIds: [copies.head] },
      }),
  ],
  'search.readAgain': [() => writer.search.readAgain({ fileId: source, manuscriptId: sent.id })],
};

test('every endpoint that takes the id of a file is known here', () => {
  expect(endpointsTaking(contract, []).sort()).toEqual(Object.keys(TAKING).sort());
});

test.each(Object.entries(TAKING))('%s takes no id of a sealed document', async (_, requests) => {
  for (const request of requests) expect(await refusalOf(request())).toMatchObject({ reason: 'file_sealed' });
});

test('what is unsealed comes in again', async () => {
  await seal(true);
  expect((await upload(office, { name: '原稿.docx', content: SEALED })).status).toBe(200);
  expect(await opened('writer2', copies.writer2)).toBe(200);
  expect(await writer.manuscripts.intake({ fileId: source })).toMatchObject({ fileId: source });
});

function claimWith(fileId: string, kind: 'scan' | 'kept_page', person: 'writer' | 'writer2' = 'writer') {
  const { publishedOn, genre } = at;
  const claim = { manuscriptId: accepted, outletId: paper, publishedOn, genre, evidence: [{ kind, fileId }] };
  return clientAs(person).then(client => client.adoptions.claim(claim));
}

function reportWith(more: { photos?: { fileId: string; caption: string }[]; attachmentIds?: string[] }) {
  const on = '2026-05-20';
  const own = { draftKey: 'a'.repeat(20), writerId: office.people.writer };
  return writer.manuscripts.report({ ...own, text: '现场劝导三起。', on, photos: [], ...more });
}

/** Asks until the documents of an import have been read. */
async function read(id: string): Promise<Import> {
  for (;;) {
    const of = await chief.imports.get({ id });
    if (of.state !== 'reading') return of;
    await new Promise(resolve => setTimeout(resolve, 30));
  }
}

const FILE_ID = /^(?:fileIds?|.*FileIds?|attachmentIds?)$/u;

function endpointsTaking(node: object, path: string[]): string[] {
  if (!('~orpc' in node))
    return Object.entries(node).flatMap(([key, child]) => endpointsTaking(child as object, [...path, key]));
  const { inputSchema } = node['~orpc'] as { inputSchema?: z.ZodType };
  if (!inputSchema) return [];
  return namesIn(z.toJSONSchema(inputSchema, { io: 'input', unrepresentable: 'any' })).some(name =>
    FILE_ID.test(name),
  )
    ? [path.join('.')]
    : [];
}

/** Names of fields anywhere in a schema. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties } = schema as { properties?: object };
  return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(namesIn)];
}

/** A manuscript with one picture in its text. */
function withPicture(picture: Buffer): Buffer {
  const drawn =
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p"/><a:blip r:embed="rId1"/></wp:inline></w:drawing></w:r></w:p>';
  const text = '5月18日，市容科组织30名队员对城东夜市开展集中整治，劝离占道摊点46处。';
  return Buffer.from(
    docx({
      body: `${wordParagraph(TITLE, '<w:jc w:val="center"/>')}${wordParagraph(text)}${drawn}`,
      relationships: [{ type: 'image', target: 'media/image1.png' }],
      parts: { 'word/media/image1.png': picture },
    }),
  );
}
