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

const changed = STREET_OFFICE.replace('municipal: { long: 60', 'municipal: { long: 70');

test('a draft is compared with the version in force when nothing else is named', async () => {
  const draft = await assessor.schemes.save({ yaml: changed });
  const { before, after, changes, articles } = await assessor.schemes.compare({ after: { id: draft.id } });
  expect(before.scheme?.state).toBe('in_force');
  expect(after.scheme?.id).toBe(draft.id);
  expect(before.remark.zh).toBe('2013版，自2026年1月1日起施行');
  expect(changes.map(({ sentence }) => sentence.zh)).toEqual(['市级长篇 60 → 70', '市级长篇 60 → 70']);
  const article = articles.find(({ place }) => place === 'clause:adoption');
  expect(article?.changes).toHaveLength(1);
  expect(JSON.stringify(article?.before?.items)).toContain('"60"');
  expect(JSON.stringify(article?.after?.items)).toContain('"70"');
});

test('a text that is not saved is compared with a version, and with itself', async () => {
  const [inForce] = await assessor.schemes.list();
  const same = await assessor.schemes.compare({ before: { yaml: changed }, after: { yaml: changed } });
  expect(same.changes).toEqual([]);
  expect(same.after.scheme).toBeNull();
  const typed = await assessor.schemes.compare({
    before: { id: inForce!.id },
    after: { yaml: STREET_OFFICE },
  });
  expect(typed.articles.length).toBeGreaterThan(15);
});

test('a text with mistakes is neither printed nor compared; every mistake is told', async () => {
  const broken = STREET_OFFICE.replace('district: { long: 40', 'county: { long: 40');
  const printed = await assessor.schemes.printed({ yaml: broken });
  expect(printed).toMatchObject({
    printed: null,
    problems: [{ code: 'unknown-word' }, { code: 'unknown-word' }],
  });
  const refusal = await refusalOf(assessor.schemes.compare({ after: { yaml: broken } }));
  expect(refusal).toMatchObject({ reason: 'scheme_problems' });
});

test('the printed document quotes the rule and is kept as a Word file for whoever asked', async () => {
  const scheme = (await assessor.schemes.list()).find(({ state }) => state === 'in_force');
  const { printed } = await assessor.schemes.printed({ id: scheme!.id });
  const rules = printed?.chapters.flatMap(({ articles }) =>
    articles.flatMap(({ rule }) => rule?.number ?? []),
  );
  expect(rules).toContain('五（二）5');
  const said = JSON.stringify(printed);
  expect(said).toContain('自2026年1月1日起施行');
  expect(said).not.toContain('2013年1月1日');
  const file = await assessor.schemes.download({ id: scheme!.id });
  expect(file.name).toBe(`${scheme!.name}.docx`);
  expect((await assessor.schemes.download({ id: scheme!.id, language: 'en' })).name).toMatch(
    /^Publicity points/,
  );
});

test('a scheme that does not exist is told so', async () => {
  const nowhere = { id: 'sch_00000000000000000000000000' };
  expect(await refusalOf(assessor.schemes.printed(nowhere))).toMatchObject({ code: 'not_found' });
  expect(await refusalOf(assessor.schemes.compare({ after: nowhere }))).toMatchObject({ code: 'not_found' });
});
