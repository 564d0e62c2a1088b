import type {
  Can,
  DueTime,
  ManuscriptState,
  Named,
  ReviewStep,
  Manuscript as Shown,
} from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import { selectDuties } from '../duties/queries.ts';
import type { Actor } from '../http/actor.ts';
import { can, firstOf, type Refusal } from '../http/refusal.ts';
import { type Place, whyNotHere } from '../http/rights.ts';
import { clearanceOf, whyNotCleared } from './clearance.ts';
import {
  whyNotAccept,
  whyNotAdopt,
  whyNotClaim,
  whyNotDeskEdit,
  whyNotInstruct,
  whyNotSendRound,
  whyNotTriage,
  whyNotUnmerge,
} from './desk.ts';
import { holdsNow, unseen } from './holding.ts';
import {
  deskPlaceOf,
  type Manuscript,
  pendingSteps,
  placeOf,
  type Step,
  whyNotDiscard,
  whyNotEdit,
  whyNotReview,
  whyNotSubmit,
  whyNotWithdraw,
} from './manuscript.ts';
import { type KeptFile, loadPaper, type Paper } from './paper-queries.ts';
import { findManuscript } from './queries.ts';
import { reviewDutyKey } from './review-duty.ts';
import { isFresh, whyNotTakeBack } from './taking-back.ts';

type Asker = { reader: Reader; actor: Actor; now: Date };

/** Loads a manuscript anew and shows it: the end of every act on one. */
export async function show(asker: Asker, id: string): Promise<Shown> {
  const manuscript = await findManuscript(asker.reader, id, dayOf(asker.now));
  if (!manuscript) throw new Error(`manuscript ${id} vanished`);
  return shown(asker, manuscript);
}

/** States in which an act lets the text go further, so that the buttons have to know whether it is cleared. */
const GATED: ReadonlySet<ManuscriptState> = new Set(['in_review', 'accepted']);

export async function shown({ reader, actor, now }: Asker, manuscript: Manuscript): Promise<Shown> {
  const paper = await loadPaper(reader, manuscript);
  const due = manuscript.state === 'in_review' ? await dueTimesOf(reader, manuscript) : NO_DUE_TIMES;
  const uncleared = GATED.has(manuscript.state)
    ? whyNotCleared(await clearanceOf(reader, manuscript, now))
    : null;
  return viewOf(manuscript, paper, { actor, now, uncleared, due });
}

type Seen = {
  actor: Actor;
  now: Date;
  /** Why the text may not go further: something in it hints at secrets and has not been cleared. */
  uncleared: Refusal | null;
  /** How the due times of pending steps were counted, by step. */
  due: ReadonlyMap<string, DueTime>;
};

const NO_DUE_TIMES: ReadonlyMap<string, DueTime> = new Map();

/** The duty of a step knows its due time best: it moves when the notice of a year is published. */
async function dueTimesOf(reader: Reader, manuscript: Manuscript): Promise<Map<string, DueTime>> {
  const duties = await selectDuties(reader, { subjectIds: [manuscript.id], states: ['open'] });
  const byKey = new Map(duties.map(duty => [duty.key, duty]));
  return new Map(
    pendingSteps(manuscript).flatMap(step => {
      const duty = byKey.get(reviewDutyKey(step));
      if (!duty) return [];
      const { due_at: at, late_from: lateFrom, provisional, explained: steps } = duty;
      return [[step.id, { at, lateFrom, clock: 'working', provisional, steps }] as const];
    }),
  );
}

export function viewOf(manuscript: Manuscript, paper: Paper, asker: Seen): Shown {
  const m = manuscript;
  return {
    id: m.id,
    title: m.title,
    unit: { id: m.unit.id, name: m.unit.name },
    authors: m.authors,
    state: m.state,
    channel: m.channel,
    type: m.type,
    genre: m.genre,
    importance: m.importance,
    eventOn: m.event_on,
    submittedAt: m.submitted_at,
    updatedAt: m.updated_at,
    late: m.late,
    holder: holderOf(m, asker.due),
    adoptions: m.adopted,
    words: m.words,
    version: m.version,
    body: paper.body,
    photos: paper.files.filter(file => file.role === 'photo').map(photoOf),
    attachments: paper.files.flatMap(file =>
      file.role === 'photo'
        ? []
        : [{ fileId: file.fileId, name: file.name, size: file.size, url: urlOf(file), role: file.role }],
    ),
    themes: m.themes,
    secrecy: m.secrecy,
    leadNote: m.lead_note,
    revisionId: m.revision.id,
    revisionNumber: m.revision.number,
    deskText: paper.deskText,
    route: m.steps.map(step =>
      stepView(step, { due: asker.due.get(step.id) ?? null, owner: ownerOf(m, step) }),
    ),
    opened: m.opened_at ? { by: m.openedBy ?? '', at: m.opened_at } : null,
    awaitsOpening: holdsNow(m, asker.actor) && (!m.opened_at || unseen(m, asker.actor).length > 0),
    life: paper.life.map(event => ({ ...event, at: moment(event.at) })),
    declined: m.decline_reason ? { reason: m.decline_reason, note: m.decline_note ?? '' } : null,
    mergedInto: m.merged_into ? { id: m.merged_into, name: m.mergedIntoTitle ?? '' } : null,
    mergedFrom: m.mergedFrom,
    possibleRepeats: repeatsFor(paper, asker.actor),
    can: acts(m, asker),
  };
}

/** Marked items are named only to those who may read them; that a plain one is repeated may be known to the writer. */
function repeatsFor({ repeats }: Paper, actor: Actor): Shown['possibleRepeats'] {
  return repeats
    .filter(
      ({ unitPath, secrecy }) => secrecy === 'none' || !whyNotHere(actor, 'manuscript.read', { unitPath }),
    )
    .map(({ id, title, unit, sharedPercent, said }) => ({ id, title, unit, sharedPercent, said }));
}

function acts(m: Manuscript, { actor, now, uncleared }: Seen): Shown['can'] {
  const desk = deskPlaceOf(m);
  const place = placeOf(m);
  const writes = (why: Refusal | null): Can =>
    can(firstOf(whyNotHere(actor, 'manuscript.write', place), why));
  const triages = (why: Refusal | null): Can => can(firstOf(whyNotHere(actor, 'desk.triage', desk), why));
  const review = can(firstOf(whyNotHere(actor, 'review.decide', place), whyNotReview(m, actor)));
  const triage = triages(whyNotTriage(m));
  return {
    edit: writes(whyNotEdit(m, actor)),
    submit: writes(whyNotSubmit(m, actor, dayOf(now))),
    withdraw: writes(whyNotWithdraw(m, actor)),
    discard: writes(whyNotDiscard(m, actor)),
    approve: review ?? can(uncleared),
    return: review,
    takeBack: can(firstOf(whyNotHere(actor, 'review.decide', place), whyNotTakeBack(m, actor))),
    accept: triages(whyNotAccept(m, actor)),
    deskReturn: triage,
    decline: triage,
    deskEdit: triages(whyNotDeskEdit(m)),
    unmerge: triages(whyNotUnmerge(m)),
    adopt: can(firstOf(whyNotHere(actor, 'desk.triage', bookingPlace(m)), whyNotAdopt(m), uncleared)),
    claim: can(firstOf(whyNotHere(actor, 'adoption.claim', bookingPlace(m)), whyNotClaim(m))),
    release: can(firstOf(whyNotHere(actor, 'release.start', desk), whyNotSendRound(m))),
    instruct: can(
      firstOf(whyNotHere(actor, 'instruction.record', { unitPath: m.unit_path }), whyNotInstruct(m)),
    ),
  };
}

/** Adoptions stand at the manuscript's unit and concern its writers. */
function bookingPlace(m: Manuscript): Place {
  return { unitPath: m.unit_path, persons: [m.created_by, ...m.authors.map(author => author.id)] };
}

/** In review it is due when the first pending step is, as that step says it. */
function holderOf(m: Manuscript, due: Seen['due']): Shown['holder'] {
  if (!m.holder_role || !m.held_since) return null;
  const held = { role: m.holder_role, since: m.held_since, dueAt: m.due_at };
  if (m.state === 'at_desk') return { name: m.desk?.name ?? '', ...held };
  const pending = pendingSteps(m);
  const names = pending.map(step => (step.delegate ?? step.reviewer).name);
  const times = pending.flatMap(step => due.get(step.id)?.at ?? (step.dueAt ? moment(step.dueAt) : []));
  const dueAt = times.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? m.due_at;
  if (m.state === 'in_review') return { name: names.join('、'), ...held, dueAt };
  return m.state === 'accepted' ? null : { name: m.creator.name, ...held };
}

/** Whose seat it is: a signature that was brought along may be that of a stand-in. */
function ownerOf(m: Manuscript, step: Step): Named {
  const given =
    step.state === 'approved' && !isFresh(step) && m.steps.find(each => each.id === step.carried?.id);
  return given ? ownerOf(m, given) : step.reviewer;
}

function stepView(step: Step, { due, owner }: { due: DueTime | null; owner: Named }): ReviewStep {
  const signer = step.decidedBy ?? step.delegate ?? step.reviewer;
  return {
    id: step.id,
    round: step.round,
    step: step.step,
    mode: step.mode,
    role: step.role,
    reviewer: signer,
    unit: step.unit,
    for: signer.id === owner.id ? null : owner,
    state: step.state,
    arrivedAt: step.arrivedAt && moment(step.arrivedAt),
    dueAt: due?.at ?? (step.dueAt && moment(step.dueAt)),
    due,
    carried: step.state === 'approved' && !isFresh(step),
    decidedAt: step.decidedAt && moment(step.decidedAt),
    reason: step.reason,
  };
}

export function urlOf(file: { fileId: string; name: string }): string {
  return `/api/files/${file.fileId}/${encodeURIComponent(file.name)}`;
}

export function photoOf(file: Omit<KeptFile, 'role'>): Shown['photos'][number] {
  return { fileId: file.fileId, caption: file.caption, name: file.name, size: file.size, url: urlOf(file) };
}

/** Moments inside JSON come in the database's own spelling; they are shown in one. */
function moment(text: string): string {
  return new Date(text).toISOString();
}
