import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, PNG, paragraph } from '../../test/draft.ts';
import { indexed } from '../../test/indexed.ts';
import { upload } from '../../test/kept.ts';
import { type Client, type Office, startOffice } from '../../test/office.ts';
import { placesOf } from '../../test/places.ts';
import { PIXEL } from '../documents/docx-for-tests.ts';

let office: Office;
let writer: Client;
let head: Client;
let editor: Client;
beforeAll(async () => {
  office = await startOffice();
  [writer, head, editor] = await Promise.all([office.as('writer'), office.as('head'), office.as('editor')]);
});
afterAll(() => office.close());

const PHONE = '13800138001';
const NAME = '甄样本甲';
const open =
  '市容科回访三条街道的沿街商户，逐户登记对夜间巡查、垃圾收运和占道整治的意见建议，当场答复能够马上办理的事项，其余列入清单，明确办理时限和责任队员。';
const holding = () => [paragraph(open), paragraph(`商户代表${NAME}表示满意，电话${PHONE}。`)];
const masked = () => [paragraph(open), paragraph('商户代表甄某某表示满意，电话138****8001。')];

test('captions and photos of a sealed version go with it; photos that the text in use shows stay', async () => {
  const [kept, gone] = await Promise.all([
    office.upload('writer', '合影.png', PNG),
    // As a browser does: the answer is kept for a repeat.
    upload(office, {
      ...{ name: `${NAME}的证件.png`, content: PIXEL },
      headers: { 'idempotency-key': 'seal-files-photo' },
    }),
  ]);
  const photos = [
    { fileId: kept.id, caption: '夜间回访现场（甄某某摄）' },
    { fileId: gone.id, caption: `${NAME}的证件` },
  ];
  const draft = await writer.manuscripts.create({
    ...draftOf(office, { title: '回访商户', body: [paragraph(open)], photos }),
    sourceFileId: null,
  });
  const sent = await writer.manuscripts.submit({ id: draft.id, version: draft.version });
  const back = await head.reviews.return({ id: sent.id, version: sent.version, reason: '请去掉证件照片' });
  const again = await writer.manuscripts.save({
    ...draftOf(office, { title: '回访商户', body: [paragraph(open)], photos: photos.slice(0, 1) }),
    ...{ id: sent.id, version: back.version },
  });
  await writer.manuscripts.submit({ id: sent.id, version: again.version });
  const opened = async (id: string) =>
    (await fetch(`${office.url}/api/files/${id}/x`, { headers: await office.headers('head') })).status;
  expect([await opened(kept.id), await opened(gone.id)]).toEqual([200, 200]);
  await head.manuscripts.seal({
    id: sent.id,
    revisionId: sent.revisionId,
    reason: '有证件照片',
    words: [NAME],
  });
  expect([await opened(kept.id), await opened(gone.id)]).toEqual([200, 409]);
  await indexed(office);
  expect(await placesOf(office, NAME)).toEqual([]);
});

test('the document that a sealed text came from is not handed out while the seal holds', async () => {
  const source = await office.upload('writer', '回访.txt', `市容科回访商户\n${open}电话${PHONE}。`);
  const draft = await writer.manuscripts.create({
    ...draftOf(office, { title: '市容科回访商户', body: holding() }),
    sourceFileId: source.id,
  });
  const sent = await writer.manuscripts.submit({ id: draft.id, version: draft.version });
  const arrived = await head.reviews.approve({ id: sent.id, version: sent.version });
  const text = await editor.writing.open({ id: sent.id });
  await editor.reviews.desk.accept({ id: sent.id, version: arrived.version });
  const accepted = await editor.writing.open({ id: sent.id });
  await editor.writing.save({
    ...{ id: sent.id, version: accepted.version, title: text.title, body: masked() },
  });
  const fetched = async (): Promise<[number, string]> => {
    const answer = await fetch(`${office.url}/api/files/${source.id}/x`, {
      headers: await office.headers('writer'),
    });
    return [answer.status, await answer.text()];
  };
  expect((await fetched())[0]).toBe(200);
  const say = { id: sent.id, revisionId: arrived.revisionId, reason: '含个人电话' };
  await head.manuscripts.seal(say);
  const [status, answer] = await fetched();
  expect(status).toBe(409);
  expect(answer).toContain('file_sealed');
  await head.manuscripts.seal({ ...say, undo: true });
  expect((await fetched())[0]).toBe(200);
});
