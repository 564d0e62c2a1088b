import type { Role, SearchSort } from '@xinxuan/contract';
import type { Reader } from '../../apps/server/src/db/connect.ts';
import type { Actor } from '../../apps/server/src/http/actor.ts';
import { isRefusal } from '../../apps/server/src/http/refusal.ts';
import { scopeOf } from '../../apps/server/src/http/rights.ts';
import { type Answer, type Asker, findPage } from '../../apps/server/src/search/find.ts';
import { BODY, id, pathOf } from './search-body.ts';

/** In which role and at which unit somebody asks. */
export type Reach = { role: Role; unit: number };

/** Somebody who wrote nothing. */
export function askerAt({ role, unit }: Reach): Asker {
  const post = {
    id: id('apt', unit),
    role,
    unitId: id('unt', unit),
    unitName: '',
    unitPath: pathOf(unit),
    fromOn: '2020-01-01',
    toOn: null,
  };
  const actor: Actor = {
    personId: id('per', 999_999),
    personName: '',
    userName: '',
    title: '',
    bodyId: BODY,
    bodyName: '',
    posts: [post],
    post,
    mustChangePassword: false,
    sessionEnds: null,
    sessionToken: null,
    address: '',
  };
  const scope = scopeOf(actor, 'manuscript.read');
  if (!scope) throw new Error(`${role} reads no manuscripts`);
  return { actor, scope, day: '2026-06-01' };
}

/** One page, as the endpoint gives it. */
export async function onePage(
  reader: Reader,
  {
    q,
    sort = 'newest',
    after,
    pageSize = 20,
  }: { q: string; sort?: SearchSort; after?: string; pageSize?: number },
  asker: Asker,
): Promise<Answer> {
  const answer = await findPage(reader, { q, filter: {}, sort, after, pageSize }, asker);
  if (isRefusal(answer)) throw new Error(`${q}: ${answer.en}`);
  return answer;
}

/** Large pages: each costs its rows, and there are thousands of finds to compare. */
const PAGE = 60;

/** The ids of all finds, page after page, in the order of the pages. */
export async function everyFind(reader: Reader, q: string, asker: Asker): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await onePage(reader, { q, pageSize: PAGE, ...(after && { after }) }, asker);
    ids.push(...page.rows.map(row => row.id));
    if (page.next === null) return ids;
    after = page.next;
  }
}
