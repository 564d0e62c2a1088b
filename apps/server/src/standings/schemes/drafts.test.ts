import { parseScheme } from '@xinxuan/scoring';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type Office, refusalOf, startOffice } from '../../../test/office.ts';
import { STREET_OFFICE, withScheme } from '../../../test/street-office.ts';

let office: Office;
let assessor: Client;
beforeAll(async () => {
  office = await startOffice({ now: '2026-05-20T02:00:00Z' });
  assessor = await office.as('assessor');
  await withScheme(office);
});
afterAll(() => office.close());

test('every shipped scheme is offered with whose rule it was, and its text can be saved as a draft', async () => {
  const presets = await assessor.schemes.presets();
  expect(presets.length).toBeGreaterThan(30);
  expect(presets.find(({ name }) => name === 'youth-league')?.source).toContain('铁路局');
  const { yaml } = await assessor.schemes.preset({ name: 'youth-league' });
  expect(parseScheme(yaml).ok).toBe(true);
  const draft = await assessor.schemes.save({ yaml });
  expect(draft).toMatchObject({ name: '团的信息工作管理及考核评比办法', state: 'draft' });
  expect(await refusalOf(assessor.schemes.preset({ name: 'no-such' }))).toMatchObject({ code: 'not_found' });
});

test('a discarded draft is in no list and comes back as it was', async () => {
  const { id, version, yaml } = await assessor.schemes.save({ yaml: STREET_OFFICE });
  const gone = await assessor.schemes.discard({ id, version });
  expect(gone).toMatchObject({ id, discarded: true });
  expect((await assessor.schemes.list()).map(row => row.id)).not.toContain(id);
  expect(await refusalOf(assessor.schemes.get({ id }))).toMatchObject({ code: 'not_found' });
  await assessor.schemes.discard({ id, version: gone.version, undo: true });
  expect(await assessor.schemes.get({ id })).toMatchObject({ yaml, state: 'draft' });
});

test('what changed meanwhile, was submitted or is in force is not discarded', async () => {
  const draft = await assessor.schemes.save({ yaml: STREET_OFFICE });
  const old = await refusalOf(assessor.schemes.discard({ id: draft.id, version: draft.version + 3 }));
  expect(old).toMatchObject({ code: 'stale' });
  const sent = await assessor.schemes.submit({ id: draft.id, version: draft.version });
  expect(sent.can.discard).toMatchObject({ reason: 'only_drafts_discarded' });
  expect(await refusalOf(assessor.schemes.discard({ id: sent.id, version: sent.version }))).toMatchObject({
    reason: 'only_drafts_discarded',
  });
  const inForce = (await assessor.schemes.list()).find(({ state }) => state === 'in_force');
  expect(
    await refusalOf(assessor.schemes.discard({ id: inForce!.id, version: inForce!.version })),
  ).toMatchObject({ reason: 'only_drafts_discarded' });
});

test('the number of a discarded draft is not given to another', async () => {
  const first = await assessor.schemes.save({ yaml: STREET_OFFICE });
  await assessor.schemes.discard({ id: first.id, version: first.version });
  const next = await assessor.schemes.save({ yaml: STREET_OFFICE });
  expect(next.number).toBe(first.number + 1);
});

test('who may not draft schemes gets no presets', async () => {
  const writer = await office.as('writer');
  expect(await refusalOf(writer.schemes.presets())).toMatchObject({ code: 'forbidden' });
});
