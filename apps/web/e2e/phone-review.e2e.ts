import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { told } from './gestures.ts';
import { look, lookAtFailure, openStage, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage('2026-05-20T02:00:00Z');
});
afterEach(({ task }) => lookAtFailure(stage, task));
afterAll(() => stage.close());

test('a leader signs on a phone by thumb', async () => {
  const writer = await stage.office.as('writer');
  const { units, people } = stage.office;
  const draft = await writer.manuscripts.create({
    title: '市容科推行早市错峰出摊',
    body: [{ kind: 'paragraph', level: 0, text: '市容科与早市商户约定错峰出摊。' }],
    unitId: units.city_look,
    authorIds: [people.writer],
    channel: 'news',
    type: 'experience',
    genre: 'brief',
    importance: 'ordinary',
    themes: [],
    eventOn: '2026-05-19',
    secrecy: 'none',
    leadNote: null,
    photos: [],
    attachmentIds: [],
    sourceFileId: null,
  });
  await writer.manuscripts.submit({ id: draft.id, version: draft.version });
  const { page, leave } = await stage.enter('head', { screen: 'phone' });
  await page
    .getByRole('link', { name: /待我审核/ })
    .first()
    .click();
  await page
    .getByRole('link', { name: /市容科推行早市错峰出摊/ })
    .first()
    .click();
  const approve = page.getByRole('button', { name: '同意并签名' });
  await approve.waitFor();
  await look(page, 'review-phone');
  for (const button of [approve, page.getByRole('button', { name: '退回修改' })]) {
    const box = await button.boundingBox();
    expect(box?.height ?? 0).toBeGreaterThanOrEqual(32);
    // In reach without scrolling: the lower two thirds of the screen.
    expect(box?.y ?? 0).toBeGreaterThan(844 / 3);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844);
  }
  await approve.tap();
  await page.getByRole('dialog').getByRole('button', { name: '同意并签名' }).tap();
  await told(page, '您已同意《市容科推行早市错峰出摊》。');
  await leave();
});

test('nothing broke on the way', () => {
  expect(stage.visitors.flatMap(visitor => visitor.faults)).toEqual([]);
});
