import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Office, startOffice } from '../../test/office.ts';
import { atDesk } from '../../test/street-office.ts';
import { sendDigests } from './digest.ts';

let office: Office;
beforeAll(async () => {
  // A Wednesday, 08:00.
  office = await startOffice({ now: '2026-05-20T00:00:00Z' });
  await atDesk(office);
  for (const person of ['editor', 'auditor'] as const) {
    const client = await office.as(person);
    await client.notices.saveWishes({ ways: { mail: [], sms: [] }, quiet: null, digest: true, version: 0 });
  }
});
afterAll(() => office.close());

const at = async (text: string): Promise<number> => {
  office.time.now = new Date(`${text}+08:00`);
  const rounds = [1, 2, 3].map(() => sendDigests(office.app.database, () => office.time.now));
  return (await Promise.all(rounds)).reduce((sum, each) => sum + each, 0);
};
const digests = () =>
  office.app.database.db
    .selectFrom('notices')
    .select(['person_id', 'zh', 'link'])
    .where('kind', '=', 'digest')
    .orderBy('at')
    .execute();

it('comes once at half past eight of a working day, from however many nodes, to who wants it and has something', async () => {
  expect(await at('2026-05-20T08:29')).toBe(0);
  await at('2026-05-20T08:30');
  await at('2026-05-20T08:31');
  expect(await digests()).toEqual([
    { person_id: office.people.editor, zh: '今日待办 1 项。请到“今日”查看。', link: '/' },
  ]);
});

it('is made up for until noon, and not on a day off', async () => {
  await at('2026-05-21T12:00');
  expect(await digests()).toHaveLength(1);
  await at('2026-05-22T11:59');
  expect(await digests()).toHaveLength(2);
  await at('2026-05-23T09:00');
  expect(await digests()).toHaveLength(2);
});
