import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type Office, refusalOf, startOffice } from '../../../test/office.ts';
import { approvedScheme, STREET_OFFICE, withScheme } from '../../../test/street-office.ts';

let office: Office;
let assessor: Client;
beforeAll(async () => {
  office = await startOffice({ now: '2026-07-10T02:00:00Z' });
  assessor = await office.as('assessor');
  await withScheme(office);
});
afterAll(() => office.close());

const stateOf = async (period: string) => (await assessor.standings.get({ period })).state;

async function published(period: string): Promise<void> {
  const { version } = await stateOf(period);
  await assessor.standings.publishPeriod({ period, lastDay: '2026-07-17', version });
}

test('a scheme does not change figures that are published; once they are taken back, it may', async () => {
  const next = await approvedScheme(office, await assessor.schemes.save({ yaml: STREET_OFFICE }));
  await published('2026-05');
  await published('2026-Q2');
  const refused = await refusalOf(assessor.schemes.putInForce({ ...next, fromOn: '2026-05-31' }));
  expect(refused).toMatchObject({
    code: 'conflict',
    reason: 'period_published',
    details: { periods: ['2026-05', '2026-Q2'] },
  });
  expect(refused.zh).toContain('2026年5月、2026年第二季度正在公示');
  expect(refused.zh).toContain('2026-06-30 之后');
  const inJune = await refusalOf(assessor.schemes.putInForce({ ...next, fromOn: '2026-06-01' }));
  expect(inJune).toMatchObject({ details: { periods: ['2026-Q2'] } });
  const { version } = await stateOf('2026-Q2');
  await assessor.standings.withdrawPublication({ period: '2026-Q2', reason: '办法更换', version });
  const begun = await assessor.schemes.putInForce({ ...next, fromOn: '2026-06-01' });
  expect(begun).toMatchObject({ state: 'in_force', fromOn: '2026-06-01' });
});

test('a scheme that begins after the last published day may come into force', async () => {
  const later = await approvedScheme(office, await assessor.schemes.save({ yaml: STREET_OFFICE }));
  await published('2026-Q2');
  expect(await assessor.schemes.putInForce({ ...later, fromOn: '2026-07-01' })).toMatchObject({
    state: 'in_force',
  });
});
