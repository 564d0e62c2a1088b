import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, paragraph } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { choiceThatHolds, holdingOf, modeOf } from './choices.ts';
import type { Chosen } from './queries.ts';

let office: Office;
let writer: Client;
let chief: Client;
beforeAll(async () => {
  office = await startOffice();
  [writer, chief] = await Promise.all([office.as('writer'), office.as('chief')]);
});
afterAll(() => office.close());

const chosen = (choice: Chosen['choice'], depth: number, type = ''): Chosen => ({
  rule: 'P1',
  type,
  choice,
  unitId: `unt_${depth}`,
  unit: '',
  depth,
  by: '',
  at: '',
});

test.each([
  ['nobody chose', [], null, undefined],
  ['the one above', [chosen('off', 0)], null, 'off'],
  ['the nearest', [chosen('off', 0), chosen('blocking', 1)], null, 'blocking'],
  [
    'one for the type before one for all',
    [chosen('off', 1), chosen('advice', 1, 'digest')],
    'digest',
    'advice',
  ],
  ['another type says nothing', [chosen('off', 0), chosen('advice', 1, 'digest')], 'problem', 'off'],
  [
    'the nearest, even before one for the type',
    [chosen('advice', 0, 'digest'), chosen('off', 1)],
    'digest',
    'off',
  ],
] as const)('which choice holds: %s', (_name, along, type, expected) => {
  expect(choiceThatHolds(along, { rule: 'P1', type })?.choice).toBe(expected);
});

test('what the law asks for is made graver at most', () => {
  expect(['off', 'advice', 'normal', 'blocking'].map(mode => modeOf({ floor: true }, mode as 'off'))).toEqual(
    ['normal', 'normal', 'normal', 'blocking'],
  );
  expect(holdingOf([{ ...chosen('off', 0), rule: 'S2' }], null).choice.get('S2')).toBeUndefined();
});

test('a rule is switched by a desk, holds below it, is shown with who chose it, and can be given back', async () => {
  const { bureau, city_look } = office.units;
  const text = { title: '', body: [paragraph('夜查,劝导十二户。')], genre: 'brief', type: 'digest' } as const;
  const found = async () =>
    (await writer.manuscripts.check({ ...text, body: [...text.body], unitId: city_look })).findings.map(
      each => each.rule,
    );
  expect(await found()).toContain('P1');
  await chief.checks.choose({ rule: 'P1', unitId: bureau, mode: 'off' });
  expect(await found()).not.toContain('P1');
  const { rules, can, unit } = await writer.checks.rules({ unitId: city_look });
  expect(unit?.name).toBe('市容科');
  expect(can.choose).toMatchObject({ reason: 'no_right' });
  expect(rules.find(rule => rule.id === 'P1')).toMatchObject({
    mode: 'off',
    from: { unit: { id: bureau }, by: expect.any(String) },
    own: [],
  });
  await chief.checks.choose({ rule: 'P1', unitId: city_look, type: 'digest', mode: 'advice' });
  expect(await found()).toContain('P1');
  await chief.checks.choose({ rule: 'P1', unitId: city_look, type: 'digest', mode: null });
  await chief.checks.choose({ rule: 'P1', unitId: bureau, mode: null });
  expect(await found()).toContain('P1');
  const law = chief.checks.choose({ rule: 'S2', unitId: bureau, mode: 'off' });
  expect(await refusalOf(law)).toMatchObject({ reason: 'rule_of_law' });
});

test('nothing is sent while a blocking rule finds something; the figures tell what people answered', async () => {
  const { city_look } = office.units;
  await chief.checks.choose({ rule: 'W1', unitId: city_look, mode: 'blocking' });
  const fields = (text: string) => draftOf(office, { title: '市容科办结诉求', body: [paragraph(text)] });
  const draft = await writer.manuscripts.create({
    ...fields('居民反应的问题己经办结,共三件。'),
    sourceFileId: null,
  });
  const refused = writer.manuscripts.submit({ id: draft.id, version: draft.version });
  expect(await refusalOf(refused)).toMatchObject({ reason: 'check_blocks' });
  const mended = await writer.manuscripts.save({
    ...fields('居民反映的问题已经办结,共三件。'),
    id: draft.id,
    version: draft.version,
  });
  await writer.manuscripts.answerFinding({ id: draft.id, rule: 'W1', text: '反应', answer: 'repaired' });
  await writer.manuscripts.answerFinding({
    id: draft.id,
    rule: 'P1',
    text: ',',
    answer: 'not_a_fault',
    reason: '照录原件',
  });
  await writer.manuscripts.submit({ id: draft.id, version: mended.version });
  const days = { from: '2026-05-01', to: '2026-05-31' };
  const figures = await chief.checks.figures(days);
  expect(figures.find(each => each.rule === 'P1')).toMatchObject({ found: 1, notAFault: 1, unanswered: 0 });
  expect(figures.find(each => each.rule === 'W1')).toMatchObject({ found: 1, repaired: 1 });
  expect(figures[0]?.rule).toBe('P1');
  const { rows, total } = await chief.checks.answered({ ...days, answer: 'not_a_fault' });
  expect({ rows, total }).toMatchObject({ rows: [{ rule: 'P1', quote: ',', reason: '照录原件' }], total: 1 });
  expect(await chief.checks.figures({ from: '2026-04-01', to: '2026-04-30' })).toEqual([]);
});
