import { book, recordAdopted } from '../adoptions/book.ts';
import { findSame, lockSource } from '../adoptions/queries.ts';
import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { whyNotKept } from '../manuscripts/quality.ts';
import { findManuscript, findUnit } from '../manuscripts/queries.ts';
import { startManuscript } from '../manuscripts/start.ts';
import { trace } from '../manuscripts/trace.ts';
import { findOutlet } from '../outlets/queries.ts';
import { recordSubmitted } from '../reviews/credit.ts';
import { type ProblemCode, problem } from './problems.ts';
import { findNamesake, isTaken, type Row } from './row-queries.ts';
import type { Found } from './tables.ts';

export type Taking = { tx: Tx; actor: Actor; now: Date; importId: string; importName: string };
export type Taken =
  | { state: 'taken'; manuscriptId: string; adoptionId: string | null; made: boolean }
  | { state: 'repeated' | 'wrong'; problem: ReturnType<typeof problem> };

/** Enters one row as what was reported on its day: the manuscript unless it is there, the adoption, and their facts. */
export async function takeAsHistory(taking: Taking, row: Row): Promise<Taken> {
  const { tx } = taking;
  const found = row.found as Found;
  if (row.key && (await isTaken(tx, row.key))) return left('repeated', 'taken_before');
  const namesake = await findNamesake(tx, found.unit.id!, found.title);
  if (namesake && namesake.state !== 'accepted') return inHand();
  if (namesake && !found.adoption) return left('repeated', 'in_system');
  const manuscriptId = namesake?.id ?? (await enter(taking, row, found));
  if (!found.adoption) return { state: 'taken', manuscriptId, adoptionId: null, made: true };
  const adoptionId = await adopt(taking, manuscriptId, found);
  if (adoptionId === null) return left('repeated', 'taken_before');
  return { state: 'taken', manuscriptId, adoptionId, made: namesake === null };
}

/** Enters one document as a draft of whoever imports it. */
export async function takeAsDraft(taking: Taking, row: Row): Promise<Taken> {
  const { tx, actor, now } = taking;
  const found = row.found as Found;
  if (row.key && (await isTaken(tx, row.key))) return left('repeated', 'taken_before');
  const manuscriptId = await startManuscript(tx, {
    columns: await columnsFor(tx, found),
    kind: 'draft',
    ...contentOf(row, found),
    ...{ actor, now, detail: originOf(taking, row) },
  });
  return { state: 'taken', manuscriptId, adoptionId: null, made: true };
}

function left(state: 'repeated' | 'wrong', code: ProblemCode): Taken {
  return { state, problem: problem(code, { field: 'title' }) };
}

function inHand(): Taken {
  const value = '系统中这个单位的同名稿件还在办理，没有导入。请等它办结，或直接在那篇稿件上申报刊播。';
  const taken =
    'A manuscript of this unit and title is still in hand, so the row was not taken in. Wait until it is decided, or claim the adoption there.';
  return { state: 'wrong', problem: problem('not_booked', { field: 'title', value, taken }) };
}

/** Nine in the morning in Asia/Shanghai: within the working day that the sheet names. */
const momentOf = (day: string): string => new Date(`${day}T09:00:00+08:00`).toISOString();

async function enter(taking: Taking, row: Row, found: Found): Promise<string> {
  const { tx, actor, now } = taking;
  const at = momentOf(found.sentOn ?? found.adoption?.publishedOn ?? dayOf(now));
  const nobody = { holder_person_id: null, holder_role: null, holder_unit_id: null, held_since: null };
  const id = await startManuscript(tx, {
    columns: await columnsFor(tx, found),
    stand: { ...nobody, state: 'accepted', round: 1, submitted_at: at, at_desk_at: at, decided_at: at },
    kind: 'sent',
    ...contentOf(row, found),
    ...{ actor, now, detail: originOf(taking, row) },
  });
  const manuscript = await findManuscript(tx, id, dayOf(now));
  if (!manuscript) throw new Error(`manuscript ${id} vanished in its own transaction`);
  await recordSubmitted(tx, manuscript, { by: actor.personId, now });
  return id;
}

async function columnsFor(tx: Tx, found: Found) {
  const unit = await findUnit(tx, found.unit.id!);
  if (!unit) throw new Error(`unit ${found.unit.id} of an import is gone`);
  if (whyNotKept({ title: found.title, body: found.body, captions: [] }))
    throw new Error('a row that bears a mark of secrecy was kept');
  return {
    ...{ unit_id: unit.id, unit_path: unit.path, title: found.title, event_on: found.eventOn },
    ...{ type: found.type, genre: found.genre, importance: found.importance },
    ...{ channel: 'news' as const, themes: [], secrecy: 'none' as const, lead_note: null },
  };
}

function contentOf(row: Row, found: Found) {
  const source = row.file_id ? [{ fileId: row.file_id, role: 'source' as const, caption: '' }] : [];
  return {
    body: found.body,
    authorIds: [...new Set(found.authors.flatMap(author => (author.id ? [author.id] : [])))],
    files: [...found.photos.map(photo => ({ ...photo, role: 'photo' as const })), ...source],
  };
}

function originOf({ importId, importName }: Taking, row: Row): Record<string, unknown> {
  return { import: importId, from: row.path || `${importName}，第 ${row.number} 行` };
}

/** Null when the same publication is booked already. */
async function adopt(taking: Taking, manuscriptId: string, found: Found): Promise<string | null> {
  const { tx, actor, now } = taking;
  const { outlet: matched, publishedOn, issue, position, page } = found.adoption!;
  const outlet = await findOutlet(tx, matched.id!);
  const source = await lockSource(tx, manuscriptId);
  if (!outlet || !source) throw new Error('what a checked row points at is gone');
  const where = { manuscriptId, outletId: outlet.id, publishedOn: publishedOn!, issue };
  if (await findSame(tx, where)) return null;
  const placement = { ...where, genre: found.genre, position, page, length: null };
  const booked = await book({ tx, actor, now }, { source, outlet }, { where: placement, state: 'verified' });
  await recordAdopted(tx, booked, { by: actor.personId, now });
  const detail = { adoptionId: booked.id, outlet: outlet.name, issue, import: taking.importId };
  await trace(tx, { manuscriptId, kind: 'adopted', actor, now, detail });
  return booked.id;
}
