import { contract, type EndpointMeta, RefusalData, type Right, ROLES } from '@xinxuan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { RIGHTS_OF } from '../src/http/rights.ts';
import { ENDPOINT_INPUTS } from './endpoint-inputs.ts';
import { expectWords, keepingNothing } from './kept.ts';
import { type Office, refusalOf, startOffice } from './office.ts';
import { makeThings, type Things } from './things.ts';
import { startWanderer } from './wanderer.ts';

let office: Office;
let things: Things;
beforeAll(async () => {
  office = await startOffice();
  const file = await office.upload('writer', '附件.txt', '附件');
  things = await makeThings(office, await startWanderer(office), file.id);
  await office.headers('writer');
});
afterAll(() => office.close());

const Refusal = z.object({ code: z.string(), status: z.int(), message: z.string(), data: RefusalData });
const Enveloped = z.object({ json: Refusal });
type Told = { status: number; code: string; data: RefusalData };

/** Sends a request as it is; what comes back has to be a refusal in the form of the interface that was asked. */
async function refusedAs(path: string, init: RequestInit = {}): Promise<Told> {
  const answer = await fetch(`${office.url}${path}`, {
    ...init,
    headers: { ...(await office.headers('writer')), ...(init.headers as Record<string, string>) },
  });
  const body: unknown = await answer.json();
  const told = path.startsWith('/api/rpc/') ? Enveloped.parse(body).json : Refusal.parse(body);
  expect(told.status).toBe(answer.status);
  expectWords(told.data);
  return { status: answer.status, code: told.code, data: told.data };
}

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: string, headers: Record<string, string> = JSON_TYPE): RequestInit => ({
  method: 'POST',
  headers,
  body,
});
const LARGE = JSON.stringify({ title: 'x'.repeat(5 * 1024 * 1024) });

describe.each([
  ['REST', '/api/v1/manuscripts', (input: string) => input],
  ['RPC', '/api/rpc/manuscripts/create', (input: string) => `{"json":${input}}`],
])('what is no request, over %s', (_, path, wrap) => {
  test.each([
    ['no JSON', post('{"title":'), 422, 'malformed_request'],
    ['nothing', post(''), 422, 'malformed_request'],
    ['a key that would change every object', post('{"__proto__":{"a":1}}'), 422, 'malformed_request'],
    ['null', post(wrap('null')), 422, 'bad_input'],
    ['a list', post(wrap('[]')), 422, 'bad_input'],
    ['depth', post(wrap(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)), 422, 'malformed_request'],
    ['wrong types', post(wrap('{"title":3,"body":"text","unitId":{}}')), 422, 'bad_input'],
    ['XML', post('<a/>', { 'content-type': 'application/xml' }), 422, 'unsupported_media'],
    ['a type that is none', post('{}', { 'content-type': ';;' }), 422, 'unsupported_media'],
    ['5 MB', post(wrap(LARGE)), 413, 'request_too_large'],
    [
      'a page of another site',
      post(wrap('{}'), { ...JSON_TYPE, origin: 'https://else.example' }),
      403,
      'foreign_origin',
    ],
  ])('%s', async (_what, init, status, reason) => {
    const told = await keepingNothing(office, () => refusedAs(path, init));
    expect({ status: told.status, reason: told.data.reason }).toEqual({ status, reason });
  });

  test('extra keys are left aside, not stored', async () => {
    const input = JSON.stringify({
      ...(ENDPOINT_INPUTS['manuscripts.create']!(things) as object),
      unitId: office.units.city_look,
      authorIds: [],
      state: 'accepted',
      bodyId: 'x',
    });
    const answer = await fetch(`${office.url}${path}`, {
      ...post(wrap(input)),
      headers: { ...JSON_TYPE, ...(await office.headers('writer')) },
    });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('"state":"draft"');
  });
});

test.each([
  ['/api/v1/nothing', 404, 'no_endpoint'],
  ['/api/rpc/nothing', 404, 'no_endpoint'],
  ['/api/rpc/manuscripts/create', 404, 'no_endpoint'],
  ['/api/nothing', 404, 'no_endpoint'],
  ['/nothing', 404, 'no_endpoint'],
  ['/api/v1/manuscripts/%zz', 404, 'no_endpoint'],
  ['/api/rpc/%zz', 404, 'no_endpoint'],
  ['/api/v1/manuscripts/no-id', 422, 'bad_input'],
  ['/api/v1/manuscripts/%00', 422, 'bad_input'],
  [`/api/v1/manuscripts/${'x'.repeat(500)}`, 422, 'bad_input'],
  [`/api/v1/manuscripts/man_${'0'.repeat(26)}`, 404, 'not_found'],
  ["/api/v1/manuscripts/man_'or'1'='1", 422, 'bad_input'],
  ['/api/v1/manuscripts?page=-1', 422, 'bad_input'],
  ['/api/v1/manuscripts?pageSize=100000', 422, 'bad_input'],
  ['/api/v1/manuscripts?from=2026-13-01', 422, 'bad_input'],
  ['/api/v1/manuscripts?from=2026-02-30', 422, 'bad_input'],
  ['/api/v1/manuscripts?q=%00', 422, 'bad_input'],
  ['/api/v1/manuscripts?sort=title;drop', 422, 'bad_input'],
  [`/api/v1/manuscripts?q=${'x'.repeat(17_000)}`, 413, 'headers_too_large'],
  ['/api/rpc/manuscripts/list?data=%7B', 422, 'malformed_request'],
  ['/api/files/%00/a.docx', 404, 'not_found'],
  ["/api/files/fil_'/a.docx", 404, 'not_found'],
  [`/api/files/${'x'.repeat(500)}/a.docx`, 404, 'no_endpoint'],
])('GET %.60s', async (path, status, reason) => {
  const told = await refusedAs(path);
  expect({ status: told.status, reason: told.data.reason }).toEqual({ status, reason });
});

test.each([
  ['no form', post('{}')],
  ['no body', { method: 'POST' }],
  ['a form without its boundary', post('x', { 'content-type': 'multipart/form-data' })],
  ['a form that is none', post('zzz', { 'content-type': 'multipart/form-data; boundary=a' })],
  [
    'a form that ends in its head',
    post('--a\r\ncontent-disposition: form-data; name="file"', {
      'content-type': 'multipart/form-data; boundary=a',
    }),
  ],
])('an upload of %s', async (_, init) => {
  const told = await keepingNothing(office, () => refusedAs('/api/files', init));
  expect(told).toMatchObject({ status: 422, data: { reason: 'no_file' } });
});

test('a file name of every kind of character is kept as one that can be handed out again', async () => {
  const names = [
    '../../etc/passwd',
    'C:\\稿件.txt',
    `${'长'.repeat(300)}.txt`,
    `${'😀'.repeat(200)}.txt`,
    '半个\ud83d.txt',
    '换\u0001行.txt',
  ];
  for (const name of names) {
    const file = await office.upload('writer', name, '正文');
    expect(file.name.isWellFormed()).toBe(true);
    expect(file.name).not.toMatch(/[/\\\p{Cc}]/u);
    const answer = await fetch(`${office.url}/api/files/${file.id}/x`, {
      headers: await office.headers('writer'),
    });
    expect(answer.status).toBe(200);
    await answer.body?.cancel();
  }
});

describe('text that is hard to keep', () => {
  const create = async (title: string) => {
    const fields = { ...(ENDPOINT_INPUTS['manuscripts.create']!(things) as object), authorIds: [], title };
    return fetch(`${office.url}/api/v1/manuscripts`, {
      ...post(JSON.stringify(fields)),
      headers: { ...JSON_TYPE, ...(await office.headers('writer')) },
    });
  };

  test.each([['\u0000'], ['一\u0007二'], ['一\n二']])(
    'a title with a control character is refused',
    async title => {
      const told = await keepingNothing(office, async () =>
        Refusal.parse(await (await create(title)).json()),
      );
      expect(told).toMatchObject({ status: 422, code: 'invalid' });
    },
  );

  test.each([
    ['half of a pair', '夜市\ud800整治', '夜市\ufffd整治'],
    ['the other half', '夜市\udc00整治', '夜市\ufffd整治'],
    ['SQL', "'; drop table manuscripts; --", "'; drop table manuscripts; --"],
    ['a whole pair', '夜市😀𠮷整治', '夜市😀𠮷整治'],
    ['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ])('%s in a title is kept as text', async (_, title, kept) => {
    const answer = await create(title);
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { title: string }).title).toBe(kept);
  });

  test('NUL where the database alone finds it is refused in words', async () => {
    const auditor = await office.as('auditor');
    const assessor = await office.as('assessor');
    const draft = await assessor.circulars.draft({ period: '2026-Q1' });
    const ledger = { owner: 'unit', ownerId: office.units.law, period: '2026-Q1' } as const;
    const body = [{ kind: 'paragraph', level: 0, text: '通报\u0000如下' }] as const;
    const asked = [
      () => auditor.audit.list({ subjectId: 'a\u0000' }),
      () => assessor.standings.ledger({ ...ledger, clause: 'a\u0000' }),
      () => assessor.circulars.save({ ...draft, body: [...body] }),
    ];
    for (const ask of asked) {
      const refusal = await keepingNothing(office, () => refusalOf(ask()));
      expect(refusal).toMatchObject({ status: 422, code: 'invalid', reason: 'unstorable_text' });
      expectWords(refusal);
    }
  });
});

const NASTY: unknown[] = [
  null,
  -1,
  1e308,
  2_147_483_648,
  0.5,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  "' or 1=1 --",
  '2026-13-01',
  '2026-02-30',
  '0000-00-00',
  'x'.repeat(3_000),
  'unt_00000000000000000000000000',
  'man_00000000000000000000000000',
  [],
  [null],
  {},
  true,
];

/** For what is a day or a moment: days that are none of ours, and offsets that lead out of the years. */
const FAR: unknown[] = [
  '0000-01-01',
  '2199-12-31',
  '9999-12-31',
  '1900-01-01T00:00:00+00:01',
  '2199-12-31T23:59:59+08:00',
  '2199-12-31T23:59:59-23:59',
];
const nastyAt = (path: Step[]): unknown[] =>
  /(?:At|On|from|to|until|day|asOf)$/u.test(String(path.at(-1))) ? [...NASTY, ...FAR] : NASTY;

type Step = string | number;
function* leavesOf(value: unknown, path: Step[] = []): Generator<Step[]> {
  if (typeof value !== 'object' || value === null) {
    if (path.length > 0) yield path;
    return;
  }
  if (path.length > 0) yield path;
  for (const [key, each] of Object.entries(value))
    yield* leavesOf(each, [...path, Array.isArray(value) ? Number(key) : key]);
}

function withChange(value: unknown, path: Step[], change: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change;
  if (Array.isArray(value))
    return value.map((each, at) => (at === step ? withChange(each, rest, change) : each));
  return { ...(value as object), [step]: withChange((value as Record<string, unknown>)[step], rest, change) };
}

const endpoints = Object.keys(ENDPOINT_INPUTS).filter(
  name => !/^(?:session\.signOut|setup\.begin|notices\.live|writing\.room)$/u.test(name),
);

function metaOf(name: string): EndpointMeta {
  let found: unknown = contract;
  for (const step of name.split('.')) found = (found as Record<string, unknown>)[step];
  return (found as { '~orpc': { meta: EndpointMeta } })['~orpc'].meta;
}

const writes = (name: string) => metaOf(name).writes;

/** Whoever may do it does it, so that what is wrong is found by the endpoint and not by the table of rights. */
function postFor(name: string): string | null {
  const { right } = metaOf(name);
  const able = ROLES.find(role => right in RIGHTS_OF[role]);
  if (!able) return null;
  const stand = RIGHTS_OF[able][right as Right] === 'top' ? 'top' : 'own';
  return things.wanderer.posts[stand][able];
}

test.each(endpoints)('%s never fails, whatever stands in any of its fields', async name => {
  let fresh = things;
  const role = postFor(name);
  const headers = { ...JSON_TYPE, cookie: things.wanderer.cookie, ...(role && { 'x-post': role }) };
  const broken: string[] = [];
  for (const path of leavesOf(ENDPOINT_INPUTS[name]!(things))) {
    for (const change of nastyAt(path)) {
      const input = withChange(ENDPOINT_INPUTS[name]!(fresh), path, change);
      const url = `${office.url}/api/rpc/${name.replaceAll('.', '/')}`;
      const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ json: input }) });
      const text = await answer.text();
      const told = answer.ok || Enveloped.safeParse(JSON.parse(text)).success;
      if (answer.status >= 500 || !told)
        broken.push(`${path.join('.')} = ${JSON.stringify(change)}: ${answer.status} ${text.slice(0, 200)}`);
      // What was done is done: the next wrong input is to meet things as untouched as the first one did.
      if (answer.ok && writes(name)) fresh = await makeThings(office, things.wanderer, things.fileId);
    }
  }
  expect(broken).toEqual([]);
});

test('after all of that everything that is read can still be read', async () => {
  const broken: string[] = [];
  for (const name of endpoints.filter(each => !writes(each))) {
    const role = postFor(name);
    const headers = { ...JSON_TYPE, cookie: things.wanderer.cookie, ...(role && { 'x-post': role }) };
    const url = `${office.url}/api/rpc/${name.replaceAll('.', '/')}`;
    const body = JSON.stringify({ json: ENDPOINT_INPUTS[name]!(things) });
    const answer = await fetch(url, { method: 'POST', headers, body });
    if (answer.status >= 500) broken.push(`${name}: ${(await answer.text()).slice(0, 200)}`);
  }
  expect(broken).toEqual([]);
});
