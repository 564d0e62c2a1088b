import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bureau, startBureau } from '../../test/bureau.ts';
import { firstWords, subjectsOf } from './subject-queries.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await startBureau('2026-05-20T02:00:00Z');
});
afterAll(() => bureau.close());

it.each([
  ['夜市错峰经营', '夜市错峰经营'],
  ['\n 请城东中队总结经验。 \n第二段', '请城东中队总结经验。'],
  ['字'.repeat(40), '字'.repeat(40)],
  ['𠮷'.repeat(41), `${'𠮷'.repeat(39)}…`],
  ['', ''],
])('the first words of %j', (text, words) => {
  expect(firstWords(text)).toBe(words);
});

it('reads a page about things of every kind in one statement', async () => {
  const kinds = [
    'manuscript',
    'commission',
    'lead',
    'plan_topic',
    'instruction',
    'urgent_message',
    'release',
  ];
  const { root, body, database } = bureau;
  const person = await bureau.addPerson('柏青', { unitId: root, role: 'desk_chief' });
  await sql`insert into urgent_messages (body_id, id, text, sent_by, unit_id, at, due_at)
    values (${body}, 'urg_1', ${'今晚八点全员上岗\n集合地点另告'}, ${person}, ${root}, now(), now())`.execute(
    database.db,
  );
  await sql`insert into commissions (body_id, id, topic, wanted, desk_unit_id, issued_by, issued_at)
    values (${body}, 'com_1', '背街小巷整治', '', ${root}, ${person}, now())`.execute(database.db);
  const about = (subject_kind: string, subject_id: string) => ({ subject_kind, subject_id });
  const all = [...kinds.map(kind => about(kind, 'none')), about('urgent_message', 'urg_1')];
  const subject = await subjectsOf(database.reader(body), [...all, about('commission', 'com_1')]);
  expect(subject(about('urgent_message', 'urg_1'))).toBe('今晚八点全员上岗');
  expect(subject(about('commission', 'com_1'))).toBe('背街小巷整治');
  expect(subject(about('lead', 'none'))).toBeNull();
  expect(subject(about('commission', 'urg_1'))).toBeNull();
  expect(subject(about('rule', 'rul_1'))).toBeNull();
});
