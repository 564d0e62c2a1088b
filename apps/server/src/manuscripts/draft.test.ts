import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf } from '../../test/draft.ts';
import { type Office, refusalOf, startOffice } from '../../test/office.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.close());

test('a draft is started, read by colleagues of the unit, and closed to other units', async () => {
  const writer = await office.as('writer');
  const draft = await writer.manuscripts.create({ ...draftOf(office), sourceFileId: null });
  expect(draft).toMatchObject({
    title: '市容科整治夜间占道经营',
    state: 'draft',
    version: 0,
    words: 19,
    revisionNumber: 1,
    unit: { name: '市容科' },
    authors: [{ name: '陆晓棠' }],
    holder: { name: '陆晓棠', role: 'correspondent' },
    can: { edit: null, submit: null, discard: null },
  });
  expect(draft.life.map(event => [event.kind, event.person?.name, event.role, event.unit?.name])).toEqual([
    ['created', '陆晓棠', 'correspondent', '市容科'],
  ]);
  const colleague = await (await office.as('writer2')).manuscripts.get({ id: draft.id });
  expect(colleague.can.edit).toMatchObject({ reason: 'not_writer' });
  const stranger = (await office.as('other_writer')).manuscripts.get({ id: draft.id });
  expect(await refusalOf(stranger)).toMatchObject({ code: 'forbidden', reason: 'out_of_reach' });
});
