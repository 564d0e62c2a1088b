import type { CheckRun, CheckStep, FindingAnswer, KeptFinding, WritersAnswer } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { noteClearance } from './clearance-queries.ts';

/** A finding as it was kept; its sentence is the rule's. */
export type KeptFindingRow = Omit<KeptFinding, 'zh' | 'en'>;

export type FindingToKeep = Omit<KeptFindingRow, 'by' | 'answer' | 'reason'> & { wording: string };

export type RunToKeep = {
  manuscriptId: string;
  revisionId: string;
  hash: string;
  textKey: string;
  rules: string;
  step: CheckStep;
  by: string | null;
  now: Date;
  findings: FindingToKeep[];
};

/** The last run on the same wording by the same rules; its findings hold for the next step as well. */
async function sameRun(tx: Tx, run: RunToKeep): Promise<string | null> {
  const found = await sql<{ id: string }>`
    select coalesce(same_as, id) as id from check_runs where body_id = ${tx.body} and manuscript_id = ${run.manuscriptId}
      and text_key = ${run.textKey} and rules = ${run.rules} order by checked_at desc, id desc limit 1`.execute(
    tx.db,
  );
  const id = found.rows[0]?.id;
  if (!id) return null;
  const kept = await sql<{ seen: string }>`
    select coalesce(string_agg(rule || severity || from_at || '-' || to_at, ',' order by number), '') as seen
    from check_findings where body_id = ${tx.body} and run_id = ${id}`.execute(tx.db);
  const seen = run.findings.map(each => `${each.rule}${each.severity}${each.from}-${each.to}`).join(',');
  return kept.rows[0]?.seen === seen && run.step !== 'submitted' ? id : null;
}

/** Keeps what a check found at a step, with the answers that the writer has given so far. */
export async function insertRun(tx: Tx, run: RunToKeep): Promise<void> {
  const id = newId('checkRun', run.now);
  const sameAs = await sameRun(tx, run);
  await sql`
    insert into check_runs (body_id, id, manuscript_id, revision_id, hash, text_key, rules, step, checked_at, checked_by, same_as)
    values (${tx.body}, ${id}, ${run.manuscriptId}, ${run.revisionId}, ${run.hash}, ${run.textKey}, ${run.rules}, ${run.step},
      ${run.now.toISOString()}, ${run.by}, ${sameAs})`.execute(tx.db);
  if (!sameAs && run.findings.length > 0) await insertFindings(tx, run, id);
  await noteClearance(tx, run.manuscriptId);
}

async function insertFindings(tx: Tx, run: RunToKeep, id: string): Promise<void> {
  const rows = run.findings.map((each, index) => ({ ...each, number: index + 1 }));
  await sql`
    insert into check_findings (body_id, run_id, number, rule, severity, place, from_at, to_at, quote, answer, reason,
      answered_by, answered_at)
    select ${tx.body}, ${id}, f.number, f.rule, f.severity, f.place, f."from", f."to", f.quote, a.answer, a.reason,
      a.answered_by, a.answered_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f(number integer, rule text, severity text, place jsonb,
      "from" integer, "to" integer, quote text, wording text)
    left join finding_answers a on a.body_id = ${tx.body} and a.manuscript_id = ${run.manuscriptId} and a.rule = f.rule
      and a.wording = f.wording and a.answer <> 'repaired'`.execute(tx.db);
}

type RunRow = Omit<CheckRun, 'findings'> & { findings: KeptFindingRow[] };

export async function listRuns(reader: Reader, manuscriptId: string): Promise<RunRow[]> {
  const found = await sql<RunRow>`
    select r.id, r.step, r.checked_at as at, p.name as by, v.number as "revisionNumber", r.hash, r.rules,
      coalesce((select json_agg(json_build_object('rule', f.rule, 'severity', f.severity, 'place', f.place,
          'from', f.from_at, 'to', f.to_at, 'quote', f.quote, 'answer', f.answer, 'reason', f.reason, 'by', w.name)
          order by f.number)
        from check_findings f left join people w on w.body_id = f.body_id and w.id = f.answered_by
        where f.body_id = r.body_id and f.run_id = coalesce(r.same_as, r.id)), '[]') as findings
    from check_runs r
    join revisions v on v.body_id = r.body_id and v.id = r.revision_id
    left join people p on p.body_id = r.body_id and p.id = r.checked_by
    where r.body_id = ${reader.body} and r.manuscript_id = ${manuscriptId}
    order by r.checked_at desc, r.id desc limit 50`.execute(reader.db);
  return found.rows;
}

export async function listAnswers(reader: Reader, manuscriptId: string): Promise<WritersAnswer[]> {
  const found = await sql<WritersAnswer>`
    select a.rule, a.quote, a.answer, a.reason, p.name as by, a.answered_at as at
    from finding_answers a join people p on p.body_id = a.body_id and p.id = a.answered_by
    where a.body_id = ${reader.body} and a.manuscript_id = ${manuscriptId} order by a.answered_at desc, a.rule
    limit 500`.execute(reader.db);
  return found.rows;
}

type Answered = { manuscriptId: string; rule: string; wording: string };

export async function saveAnswer(
  tx: Tx,
  of: Answered & { quote: string; answer: FindingAnswer; reason: string; by: string; now: Date },
): Promise<void> {
  await sql`
    insert into finding_answers (body_id, manuscript_id, rule, wording, quote, answer, reason, answered_by, answered_at)
    values (${tx.body}, ${of.manuscriptId}, ${of.rule}, ${of.wording}, ${of.quote}, ${of.answer}, ${of.reason}, ${of.by},
      ${of.now.toISOString()})
    on conflict (body_id, manuscript_id, rule, wording) do update set answer = excluded.answer, reason = excluded.reason,
      answered_by = excluded.answered_by, answered_at = excluded.answered_at`.execute(tx.db);
}

export async function dropAnswer(tx: Tx, of: Answered): Promise<void> {
  await sql`
    delete from finding_answers where body_id = ${tx.body} and manuscript_id = ${of.manuscriptId} and rule = ${of.rule}
      and wording = ${of.wording}`.execute(tx.db);
}
