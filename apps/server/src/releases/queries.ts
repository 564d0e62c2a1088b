import type { Block, DutyPost, ErrorKind, Named, ReleaseStage, ReleaseState, Role } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import type { ReleaseTable } from './tables.ts';

type FoundError = { kind: ErrorKind; passage: string; note: string };
export type SignRow = {
  stage: ReleaseStage;
  by: Named;
  for: Named | null;
  post: DutyPost | null;
  textNumber: number;
  hash: string;
  passed: boolean;
  opinion: string;
  checks: string[];
  errors: FoundError[];
  at: string;
};

export type ReleaseFull = {
  id: string;
  manuscript: {
    id: string;
    title: string;
    unit: Named;
    unitPath: string;
    authors: Named[];
    createdBy: string;
  };
  desk: Named & { path: string };
  destination: string;
  state: ReleaseState;
  urgent: { by: Named; at: string; reason: string } | null;
  title: string;
  body: Block[];
  textNumber: number;
  hash: string;
  startedBy: Named;
  startedAt: string;
  /** `textNumber`: of the text that went out. */
  released: { by: Named; at: string; textNumber: number } | null;
  cancelled: { by: Named; at: string; reason: string } | null;
  duties: { stage: ReleaseStage; person: Named; post: DutyPost | null; dueAt: string | null }[];
  signs: SignRow[];
  version: number;
};

/** The key of the duty that one signature is, or the correction of what was returned; a changed text opens new ones. */
export const dutyKey = (
  release: { id: string; textNumber: number },
  stage: ReleaseStage | 'correct',
): string => `release/${release.id}/${release.textNumber}/${stage}`;

export const PERSON = (
  column: string,
) => sql`(select json_build_object('id', p.id, 'name', p.name) from people p
  where p.body_id = r.body_id and p.id = ${sql.ref(column)})`;

/** The post of a duty or of a signature. */
export const POST = (of: string) => sql`(select json_build_object('role', ${sql.ref(`${of}.role`)},
    'unit', json_build_object('id', w.id, 'name', w.name))
  from units w where w.body_id = r.body_id and w.id = ${sql.ref(`${of}.unit_id`)})`;

const DUTIES = sql`(select coalesce(json_agg(json_build_object('stage', d.stage, 'person', ${PERSON('d.person_id')},
    'post', ${POST('d')},
    'dueAt', (select o.due_at from duties o where o.body_id = d.body_id and o.state = 'open'
      and o.key = 'release/' || r.id || '/' || r.text_number || '/' || d.stage))), '[]')
  from release_duties d where d.body_id = r.body_id and d.release_id = r.id)`;

const SIGNS = sql`(select coalesce(json_agg(json_build_object('stage', s.stage, 'by', ${PERSON('s.person_id')},
    'for', ${PERSON('s.for_id')}, 'post', ${POST('s')}, 'textNumber', s.text_number, 'hash', s.hash, 'passed', s.passed,
    'opinion', s.opinion, 'checks', s.checks, 'errors', s.errors, 'at', s.at) order by s.seq), '[]')
  from release_signs s where s.body_id = r.body_id and s.release_id = r.id)`;

const WHOLE = sql`select r.id, r.destination, r.state, r.text_number as "textNumber", r.hash, r.version,
    t.title, t.body, ${PERSON('r.started_by')} as "startedBy", r.started_at as "startedAt",
    json_build_object('id', m.id, 'title', m.title, 'unitPath', m.unit_path, 'createdBy', m.created_by,
      'unit', (select json_build_object('id', u.id, 'name', u.name) from units u where u.body_id = m.body_id and u.id = m.unit_id),
      'authors', (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by a.position), '[]')
        from manuscript_authors a join people p on p.body_id = a.body_id and p.id = a.person_id
        where a.body_id = m.body_id and a.manuscript_id = m.id)) as manuscript,
    json_build_object('id', k.id, 'name', coalesce(k.desk_name, k.name), 'path', k.path) as desk,
    case when r.urgent_at is not null then json_build_object('by', ${PERSON('r.urgent_by')}, 'at', r.urgent_at,
      'reason', r.urgent_reason) end as urgent,
    case when r.released_at is not null then json_build_object('by', ${PERSON('r.released_by')}, 'at', r.released_at,
      'textNumber', r.released_text) end as released,
    case when r.cancelled_at is not null then json_build_object('by', ${PERSON('r.cancelled_by')}, 'at', r.cancelled_at,
      'reason', r.cancel_reason) end as cancelled,
    ${DUTIES} as duties, ${SIGNS} as signs
  from releases r
  join release_texts t on t.body_id = r.body_id and t.release_id = r.id and t.number = r.text_number
  join manuscripts m on m.body_id = r.body_id and m.id = r.manuscript_id
  join units k on k.body_id = r.body_id and k.id = r.desk_unit_id`;

export async function findRelease(reader: Reader, id: string): Promise<ReleaseFull | null> {
  const found = await sql<ReleaseFull>`${WHOLE} where r.body_id = ${reader.body} and r.id = ${id}`.execute(
    reader.db,
  );
  return found.rows[0] ?? null;
}

export async function lockRelease(tx: Tx, id: string): Promise<ReleaseFull | null> {
  await sql`select 1 from releases where body_id = ${tx.body} and id = ${id} for update`.execute(tx.db);
  return findRelease(tx, id);
}

/** The release of a manuscript that is still being checked. */
export async function runningRelease(reader: Reader, manuscriptId: string): Promise<string | null> {
  const row = await reader.db
    .selectFrom('releases')
    .select('id')
    .where('body_id', '=', reader.body)
    .where('manuscript_id', '=', manuscriptId)
    .where('state', 'in', ['checking', 'returned'])
    .executeTakeFirst();
  return row?.id ?? null;
}

type NewRelease = Pick<
  ReleaseTable,
  'id' | 'manuscript_id' | 'desk_unit_id' | 'destination' | 'hash' | 'started_by' | 'started_at'
>;

export async function insertRelease(tx: Tx, row: NewRelease): Promise<void> {
  const blank = {
    released_by: null,
    released_at: null,
    released_text: null,
    urgent_by: null,
    urgent_at: null,
    urgent_reason: null,
    cancelled_by: null,
    cancelled_at: null,
    cancel_reason: null,
  };
  await tx.db
    .insertInto('releases')
    .values({ body_id: tx.body, ...row, ...blank, state: 'checking', text_number: 1, version: 0 })
    .execute();
}

export async function changeRelease(
  tx: Tx,
  id: string,
  change: Partial<Omit<ReleaseTable, 'body_id' | 'id' | 'version'>>,
): Promise<void> {
  await tx.db
    .updateTable('releases')
    .set(eb => ({ ...change, version: eb('version', '+', 1) }))
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .execute();
}

type NewText = { releaseId: string; number: number; title: string; body: Block[]; hash: string; by: string };

export async function insertText(tx: Tx, text: NewText & { now: Date }): Promise<void> {
  await tx.db
    .insertInto('release_texts')
    .values({
      body_id: tx.body,
      release_id: text.releaseId,
      number: text.number,
      title: text.title,
      body: JSON.stringify(text.body),
      hash: text.hash,
      given_by: text.by,
      given_at: text.now.toISOString(),
    })
    .execute();
}

/** Who signs what; naming somebody else writes over it, the signatures themselves never change. */
export async function nameSigners(
  tx: Tx,
  releaseId: string,
  duties: readonly { stage: ReleaseStage; personId: string; post: HeldPost }[],
): Promise<void> {
  const rows = duties.map(({ stage, personId, post }) => ({
    ...{ body_id: tx.body, release_id: releaseId, stage, person_id: personId },
    ...{ role: post.role, unit_id: post.unitId },
  }));
  await tx.db
    .insertInto('release_duties')
    .values(rows)
    .onConflict(conflict =>
      conflict.columns(['body_id', 'release_id', 'stage']).doUpdateSet(eb => ({
        person_id: eb.ref('excluded.person_id'),
        role: eb.ref('excluded.role'),
        unit_id: eb.ref('excluded.unit_id'),
      })),
    )
    .execute();
}

type NewSign = {
  releaseId: string;
  stage: ReleaseStage;
  personId: string;
  forId: string | null;
  post: DutyPost | null;
  textNumber: number;
  hash: string;
  passed: boolean;
  opinion: string;
  checks: string[];
  errors: FoundError[];
  now: Date;
};

export async function insertSign(tx: Tx, sign: NewSign): Promise<void> {
  await tx.db
    .insertInto('release_signs')
    .values({
      body_id: tx.body,
      release_id: sign.releaseId,
      stage: sign.stage,
      person_id: sign.personId,
      for_id: sign.forId,
      role: sign.post?.role ?? null,
      unit_id: sign.post?.unit.id ?? null,
      text_number: sign.textNumber,
      hash: sign.hash,
      passed: sign.passed,
      opinion: sign.opinion,
      checks: sign.checks,
      errors: JSON.stringify(sign.errors),
      at: sign.now.toISOString(),
    })
    .execute();
}

export type HeldPost = { role: Role; unitId: string };
export type Candidate = HeldPost & { id: string; name: string; unit: string; depth: number };

/** Who may sign a duty of this desk: those in post at it, above it, or at the unit that wrote. */
export async function candidatesFor(
  reader: Reader,
  at: { unitIds: readonly string[]; roles: readonly string[]; day: string },
): Promise<Candidate[]> {
  const found = await sql<Candidate>`
    select p.id, p.name, a.role, u.id as "unitId", u.name as unit, u.depth
    from appointments a
    join people p on p.body_id = a.body_id and p.id = a.person_id and p.active
    join units u on u.body_id = a.body_id and u.id = a.unit_id
    where a.body_id = ${reader.body} and a.unit_id = any(${at.unitIds}) and a.role = any(${at.roles})
      and a.from_on <= ${at.day} and (a.to_on is null or a.to_on >= ${at.day})
    order by u.depth desc, a.role, p.name, p.id`.execute(reader.db);
  return found.rows;
}
