import { contract, type EndpointMeta, ROLES } from '@xinxuan/contract';
import { zipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { docx, paragraph as wordParagraph } from '../src/documents/docx-for-tests.ts';
import { writeSheet } from '../src/documents/xlsx.ts';
import { RIGHTS_OF } from '../src/http/rights.ts';
import { draftOf, PNG, paragraph } from './draft.ts';
import { ENDPOINT_INPUTS } from './endpoint-inputs.ts';
import { type Office, startOffice } from './office.ts';
import { filesHolding, placesOf } from './places.ts';
import { makeThings, type Things } from './things.ts';
import { startWanderer, type Wanderer } from './wanderer.ts';

/** What no place may hold afterwards. It stands beside every mark of these tests. */
const NEEDLE = '红帆二号样本';
const MARK = `${NEEDLE}机密★5年`;

let office: Office;
let wanderer: Wanderer;
let things: Things;
let said: string[];
beforeAll(async () => {
  office = await startOffice();
  wanderer = await startWanderer(office);
  const file = await office.upload('writer', '附件.txt', '附件');
  things = await makeThings(office, wanderer, file.id);
});
beforeEach(() => {
  said = [];
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    vi.spyOn(stream, 'write').mockImplementation((chunk, ...rest) => {
      said.push(String(chunk));
      return write(chunk as string, ...(rest as []));
    });
  }
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => office.close());

type Endpoint = { path: string; meta: EndpointMeta };
const DOORS = endpointsOf(contract, []).filter(({ meta }) => meta.writes);

describe('every act that stores something refuses a secrecy mark in whatever text it takes', () => {
  test.each(DOORS)('$path', async ({ path, meta }) => {
    const sample = ENDPOINT_INPUTS[path]?.(things);
    for (const marked of markedOf(sample)) {
      const answer = await knock(path, meta, marked);
      // Shorter fields and those of fixed form turn the text away before the gate is reached.
      expect(['secrecy_mark', 'bad_input'], `${path} ${JSON.stringify(answer)}`).toContain(answer.reason);
    }
    expect(said.filter(line => line.includes(NEEDLE))).toEqual([]);
  });

  test('and nothing of them stands anywhere', async () => {
    expect(await placesOf(office, NEEDLE)).toEqual([]);
    expect(await filesHolding(office, NEEDLE)).toEqual([]);
  });
});

const table = (...cells: string[]) => ({ kind: 'table' as const, rows: [cells] });
const DISGUISED: [string, string[]][] = [
  ['as it is printed', ['机密★5年']],
  ['spaced out', ['机 密 ★ 5 年']],
  ['full width', ['机密★５年　']],
  ['white stars', ['机密☆长期']],
  ['invisible characters', ['机\u200b密\u2060★\ufeff5年']],
  ['soft hyphens and marks', ['机\u00ad密\u0301★5年']],
  ['traditional characters', ['機密★5年']],
  ['look-alikes', ['秘宻★5年']],
  ['compatibility forms', ['\uf9b2机密\u2606１０年'.slice(1)]],
  ['an emoji', ['绝密⭐️启用前']],
  ['an asterisk', ['秘密＊1年']],
  ['brackets and dots', ['【机·密】★5年']],
  ['a line each', ['机密\n★5年']],
  ['a paragraph each', ['机密', '★5年']],
  ['cut through the word', ['文件封面：机', '密★5年']],
];

test.each(DISGUISED)(
  'disguised, %s: refused as body, title, caption, cells and theme',
  async (_how, pieces) => {
    const writer = await office.as('writer');
    const photo = await office.upload('writer', '现场.png', PNG);
    const start = (change: Parameters<typeof draftOf>[1]) =>
      writer.manuscripts.create({ ...draftOf(office, change), sourceFileId: null });
    const needled = [NEEDLE, ...pieces];
    const tries = [
      () => start({ body: needled.map(paragraph) }),
      () => start({ body: [table(...needled)] }),
      () => start({ body: needled.map(piece => table(piece)) }),
      () => start({ photos: [{ fileId: photo.id, caption: needled.join(' ').replaceAll('\n', ' ') }] }),
      () => start({ title: needled.join(' ').replaceAll('\n', ' ') }),
    ];
    for (const attempt of tries) {
      const refused = await attempt().then(
        () => null,
        (error: { data?: { reason: string } }) => error.data,
      );
      expect(refused?.reason).toBe('secrecy_mark');
      expect(JSON.stringify(refused)).not.toContain(NEEDLE);
    }
    expect(await placesOf(office, NEEDLE)).toEqual([]);
    expect(said.filter(line => line.includes(NEEDLE))).toEqual([]);
  },
);

const HIDDEN = `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>${MARK}</w:t></w:r></w:p>`;
const RUNS = `<w:p><w:r><w:t>${NEEDLE}机</w:t></w:r><w:r><w:t>密</w:t></w:r><w:r><w:t>★5年</w:t></w:r></w:p>`;
const UPLOADS: [string, string, () => Promise<Uint8Array | string> | Uint8Array | string][] = [
  ['text', '稿件.txt', () => `市容科动态\n${MARK}`],
  ['a file name', `${NEEDLE}机密★5年.txt`, () => '无标志'],
  ['a Word file', '稿件.docx', () => docx({ body: wordParagraph(MARK) })],
  ['a mark cut into runs', '稿件.docx', () => docx({ body: RUNS })],
  ['hidden text', '稿件.docx', () => docx({ body: HIDDEN })],
  [
    'an archive',
    '稿件.zip',
    () => zipSync({ '甲/稿件.docx': docx({ body: wordParagraph(MARK) }) }, { level: 0 }),
  ],
  ['a text that calls itself a Word file', '稿件.docx', () => `市容科动态\n${MARK}`],
  [
    'a cell of a sheet',
    '台账.xlsx',
    () =>
      writeSheet({
        sheets: [
          {
            name: '表',
            columns: [
              { title: '名称', width: 10 },
              { title: '密级', width: 10 },
            ],
            rows: [[NEEDLE, '秘 密 ★ 1 年']],
          },
        ],
      }),
  ],
];

test.each(UPLOADS)('an upload is refused and not kept: %s', async (_what, name, make) => {
  await expect(office.upload('writer', name, await make())).rejects.toThrow('secrecy_mark');
  expect(await placesOf(office, NEEDLE)).toEqual([]);
  expect(await filesHolding(office, NEEDLE)).toEqual([]);
  expect(said.filter(line => line.includes(NEEDLE))).toEqual([]);
});

test('what speaks about secrecy without bearing a mark is taken', async () => {
  const writer = await office.as('writer');
  const body = ['组织学习保守国家秘密法。', '★严守工作纪律', '**保守秘密** 人人有责'].map(paragraph);
  const draft = await writer.manuscripts.create({ ...draftOf(office, { body }), sourceFileId: null });
  expect(draft.body).toEqual(body);
});

test('the refusal is recorded: who, when, where, under which rule, a keyed hash; tries in a row are one', async () => {
  const writer2 = await office.as('writer2');
  const attempt = () =>
    writer2.manuscripts.create({ ...draftOf(office, { title: MARK }), sourceFileId: null }).catch(() => null);
  await attempt();
  await attempt();
  const security = await office.as('security');
  const { rows } = await security.checks.refusals({ pageSize: 200 });
  const mine = rows.filter(row => row.person.id === office.people.writer2);
  expect(mine).toMatchObject([{ endpoint: 'manuscripts.create', rule: 'S1', times: 2, unit: '市容科' }]);
  expect(mine[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  const audit = await sql<{ n: number }>`
    select count(*)::int as n from audit_entries where act = 'secrecy.refused' and person_id = ${office.people.writer2}`.execute(
    office.app.database.db,
  );
  expect(audit.rows[0]?.n).toBe(1);
  const told = await security.notices.list({});
  expect(told.rows.some(row => row.kind === 'secrecy_refused')).toBe(true);
  expect(await placesOf(office, NEEDLE)).toEqual([]);
});

function endpointsOf(node: object, path: string[]): Endpoint[] {
  if ('~orpc' in node)
    return [{ path: path.join('.'), meta: (node['~orpc'] as { meta: EndpointMeta }).meta }];
  return Object.entries(node).flatMap(([key, child]) => endpointsOf(child as object, [...path, key]));
}

/** The request once for every text in it, with a mark in that text's place; ids, days and words of the contract stay. */
function markedOf(sample: unknown): unknown[] {
  if (typeof sample === 'string') {
    const fixed = /^(?:[a-z_]+|[a-z]{2,4}_[0-9a-z]{26}|[0-9]{4}-.*|[0-9a-f]{64})$/.test(sample);
    return fixed ? [] : [MARK];
  }
  if (Array.isArray(sample))
    return sample.flatMap((each, at) => markedOf(each).map(marked => sample.with(at, marked)));
  if (typeof sample !== 'object' || sample === null) return [];
  return Object.entries(sample).flatMap(([key, value]) =>
    markedOf(value).map(marked => ({ ...sample, [key]: marked })),
  );
}

async function knock(
  path: string,
  { right }: EndpointMeta,
  input: unknown,
): Promise<{ code: string; reason: string }> {
  const role = ROLES.find(each => right in RIGHTS_OF[each]) ?? 'correspondent';
  const reach = (RIGHTS_OF[role] as Record<string, string>)[right];
  const client = wanderer.as(role, reach === 'top' ? 'top' : 'own');
  const act = path
    .split('.')
    .reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], client) as (
    given: unknown,
  ) => Promise<unknown>;
  try {
    await act(input);
    return { code: 'answered', reason: 'answered' };
  } catch (error) {
    const { code, data } = error as { code: string; data?: { reason?: string } };
    return { code, reason: data?.reason ?? '' };
  }
}
