import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, startOffice } from '../../test/office.ts';
import { atDesk } from '../../test/street-office.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
  await atDesk(office, '市容科整治占道经营见成效');
  await atDesk(office, '市容科推行门前三包积分制');
});
afterAll(() => office.close());

test('sent manuscripts are counted by unit and type within one’s reach', async () => {
  const asked = { from: '2026-05-20', to: '2026-05-20' };
  expect(await (await office.as('editor')).manuscripts.counts(asked)).toEqual([
    { unit: { id: office.units.city_look, name: '市容科' }, type: 'experience', sent: 2, late: 0 },
  ]);
  expect(await (await office.as('other_writer')).manuscripts.counts(asked)).toEqual([]);
  expect(
    await (await office.as('editor')).manuscripts.counts({ from: '2026-05-21', to: '2026-05-31' }),
  ).toEqual([]);
});
