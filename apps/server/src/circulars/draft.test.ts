import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type Office, startOffice } from '../../test/office.ts';
import { withScheme } from '../../test/street-office.ts';

let office: Office;
let assessor: Client;
beforeAll(async () => {
  office = await startOffice({ now: '2026-07-10T02:00:00Z' });
  assessor = await office.as('assessor');
  await withScheme(office);
});
afterAll(() => office.close());

const drafts = async () => (await assessor.circulars.list({ state: 'draft' })).rows.map(row => row.id);

test('a period has one draft, also when it is asked for twice at the same moment', async () => {
  const both = await Promise.all([
    assessor.circulars.draft({ period: '2026-Q2' }),
    assessor.circulars.draft({ period: '2026-Q2' }),
  ]);
  expect(both.map(each => each.existed).sort()).toEqual([false, true]);
  expect(await drafts()).toEqual([both[0].id]);
  expect(both[1].id).toBe(both[0].id);
});

test('who drafts again goes on with what was written; another period, or a discarded one, begins anew', async () => {
  const [id = ''] = await drafts();
  const begun = await assessor.circulars.get({ id });
  const { title: _, ...rest } = begun;
  const saved = await assessor.circulars.save({ ...rest, title: '第二季度通报（送审稿）' });
  expect(await assessor.circulars.draft({ period: '2026-Q2' })).toMatchObject({
    id,
    title: '第二季度通报（送审稿）',
    existed: true,
  });
  expect((await assessor.circulars.draft({ period: '2026-Q1' })).existed).toBe(false);
  await assessor.circulars.discard({ id, version: saved.version });
  const anew = await assessor.circulars.draft({ period: '2026-Q2' });
  expect(anew).toMatchObject({ existed: false, title: begun.title });
  const issued = await assessor.circulars.issue({ id: anew.id, version: anew.version });
  expect(issued.state).toBe('issued');
  expect((await assessor.circulars.draft({ period: '2026-Q2' })).existed).toBe(false);
});
