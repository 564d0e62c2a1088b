import type { Can, ManuscriptState, ReviewStep, Manuscript as Shown } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
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
} from './desk.ts';
import {
  deskPlaceOf,
  type Manuscript,
  pendingStep,
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
  const uncleared = GATED.has(manuscript.state)
    ? whyNotCleared(await clearanceOf(reader, manuscript, now))
    : null;
  return viewOf(manuscript, paper, { actor, now, uncleared });
}

type Seen = {
  actor: Actor;
  now: Date;
  /** Why the text may not go further: something in it hints at secrets and has not been cleared. */
  uncleared: Refusal | null;
};

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
    holder: holderOf(m),
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
    route: m.steps.map(stepView),
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
    accept: triages(whyNotAccept(m, actor)),
    deskReturn: triage,
    decline: triage,
    deskEdit: triages(whyNotDeskEdit(m)),
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

function holderOf(m: Manuscript): Shown['holder'] {
  if (!m.holder_role || !m.held_since) return null;
  const held = { role: m.holder_role, since: m.held_since, dueAt: m.due_at };
  if (m.state === 'at_desk') return { name: m.desk?.name ?? '', ...held };
  const step = pendingStep(m);
  if (m.state === 'in_review') return { name: (step?.delegate ?? step?.reviewer)?.name ?? '', ...held };
  return m.state === 'accepted' ? null : { name: m.creator.name, ...held };
}

function stepView(step: Step): ReviewStep {
  return {
    id: step.id,
    round: step.round,
    step: step.step,
    role: step.role,
    reviewer: step.decidedBy ?? step.delegate ?? step.reviewer,
    state: step.state,
    arrivedAt: step.arrivedAt && moment(step.arrivedAt),
    dueAt: step.dueAt && moment(step.dueAt),
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
