import { readFile } from 'node:fs/promises';
import { Document, ImageRun, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, PNG, paragraph } from '../../test/draft.ts';
import { type Office, refusalOf, startOffice } from '../../test/office.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.close());

const SAMPLES = new URL('../../samples/', import.meta.url);
const sample = (name: string) => readFile(new URL(encodeURI(name), SAMPLES));

async function wordFile(lines: string[], picture?: Buffer): Promise<Buffer> {
  const image = picture
    ? [
        new Paragraph({
          children: [
            new ImageRun({ type: 'png', data: picture, transformation: { width: 200, height: 120 } }),
          ],
        }),
        new Paragraph('图为市容科队员夜间巡查现场。'),
      ]
    : [];
  const [title, ...text] = lines;
  return Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            new Paragraph({ text: title!, alignment: 'center' }),
            ...text.map(line => new Paragraph(line)),
            ...image,
          ],
        },
      ],
    }),
  );
}

const LINES = [
  '市容科开展夜间巡查',
  '5月18日，市容科组织队员对三条街道开展夜间巡查，劝导占道经营二十六起。',
  '一是提前告知。逐户上门说明规定。',
  '二是错时巡查。把人放在收摊之前。',
  '市容科',
  '2026年5月19日',
  '信息员：陆晓棠',
];

test('a Word file becomes fields, each with how sure the reader is, and its pictures become photos', async () => {
  const writer = await office.as('writer');
  const file = await office.upload('writer', '市容科2026年5月19日工作信息.docx', await wordFile(LINES, PNG));
  const read = await writer.manuscripts.intake({ fileId: file.id });
  expect(read).toMatchObject({
    fileId: file.id,
    fileName: '市容科2026年5月19日工作信息.docx',
    title: { value: '市容科开展夜间巡查' },
    unit: { value: { text: '市容科', id: office.units.city_look }, certainty: 'certain' },
    correspondents: { value: [{ text: '陆晓棠', id: office.people.writer }], certainty: 'certain' },
    eventOn: { value: '2026-05-18', certainty: 'likely' },
  });
  expect(read.body.value[0]).toEqual(paragraph(LINES[1]!));
  expect(read.photos).toHaveLength(1);
  const photo = read.photos[0]!;
  expect(photo.caption).toContain('夜间巡查现场');
  const picture = await fetch(`${office.url}${photo.url}`, { headers: await office.headers('writer') });
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(PNG);
  const draft = await writer.manuscripts.create({
    ...draftOf(office),
    body: read.body.value,
    photos: [{ fileId: photo.fileId, caption: photo.caption }],
    sourceFileId: file.id,
  });
  expect(draft.photos).toMatchObject([{ fileId: photo.fileId }]);
  expect(draft.attachments).toMatchObject([{ fileId: file.id, role: 'source' }]);
});

test('a file that is no readable document is refused with the reader’s reason', async () => {
  const writer = await office.as('writer');
  const file = await office.upload('writer', '加密.docx', await sample('refused/encrypted.doc'));
  expect(await refusalOf(writer.manuscripts.intake({ fileId: file.id }))).toMatchObject({
    code: 'unreadable_file',
    status: 422,
    reason: 'encrypted',
  });
  const text = await office.upload('writer', '文字.docx', '这不是 Word 文档');
  const refusal = await refusalOf(writer.manuscripts.intake({ fileId: text.id }));
  expect(refusal.reason).toBe('not_docx_but_text');
  expect(refusal.zh).toContain('.docx');
});

test('a text longer than a manuscript may be is refused', async () => {
  const writer = await office.as('writer');
  const lines = ['过长的稿件', ...Array.from({ length: 60 }, () => '长'.repeat(1_000))];
  const file = await office.upload('writer', '过长.docx', await wordFile(lines));
  expect(await refusalOf(writer.manuscripts.intake({ fileId: file.id }))).toMatchObject({
    code: 'too_large',
  });
});

test('nobody reads a file that somebody else uploaded', async () => {
  const file = await office.upload('writer', '自己的.docx', await wordFile(LINES));
  const other = (await office.as('writer2')).manuscripts;
  expect(await refusalOf(other.intake({ fileId: file.id }))).toMatchObject({ code: 'not_found' });
  const draft = { ...draftOf(office), authorIds: [office.people.writer2], sourceFileId: file.id };
  expect(await refusalOf(other.create(draft))).toMatchObject({ code: 'not_found' });
});

test('a manuscript is handed out as a Word file that reads back as itself', async () => {
  const writer = await office.as('writer');
  const draft = await writer.manuscripts.create({
    ...draftOf(office, { title: '市容科：夜间/巡查' }),
    body: [paragraph('市容科组织队员开展夜间巡查，劝导占道经营二十六起。')],
    sourceFileId: null,
  });
  const file = await writer.manuscripts.download({ id: draft.id });
  expect(file.name).toBe('市容科：夜间巡查.docx');
  expect(await writer.manuscripts.download({ id: draft.id })).toEqual(file);
  const read = await writer.manuscripts.intake({ fileId: file.fileId });
  expect(read).toMatchObject({
    title: { value: '市容科：夜间/巡查' },
    body: { value: draft.body },
    unit: { value: { id: office.units.city_look } },
    correspondents: { value: [{ id: office.people.writer }] },
  });
  const stranger = (await office.as('other_writer')).manuscripts.download({ id: draft.id });
  expect(await refusalOf(stranger)).toMatchObject({ code: 'forbidden' });
});
