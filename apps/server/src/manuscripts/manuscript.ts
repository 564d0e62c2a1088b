import type { ManuscriptState, Named, ReviewState, Role, StepMode } from '@xinxuan/contract';
import type { Actor } from '../http/actor.ts';
import { firstOf, type Refusal, refuse } from '../http/refusal.ts';
import type { Place } from '../http/rights.ts';
import type { EventKind, ManuscriptColumns, RevisionKind } from './tables.ts';

/** One step of the review route, as it was set when the manuscript was sent. */
export type Step = {
  id: string;
  round: number;
  step: number;
  role: Role;
  state: ReviewState;
  reviewer: Named;
  /** Where the reviewer holds the role of the step: the post in which it is signed, whoever stands in. */
  unit: Named | null;
  /** Who signs for the reviewer today; only looked up while the step is pending. */
  delegate: Named | null;
  revisionId: string;
  /** Who of those who may sign it has seen the text as it stands; only looked up while the step is pending. */
  openedBy: string | null;
  arrivedAt: string | null;
  dueAt: string | null;
  decidedBy: Named | null;
  decidedAt: string | null;
  reason: string | null;
  /** Its place among the persons of the step, and whether any of them signs or each. */
  seat: number;
  mode: StepMode;
  /** Working hours that it has once it opens. */
  dueHours: number;
  /** The text that was signed here. */
  signedHash: string | null;
  /** The signature of an earlier round that it brings along. */
  carried: Carried | null;
};

export type Carried = { id: string; by: string; at: string; hash: string | null; note: string | null };

/** A manuscript with what its rules look at. Its text and pictures are loaded apart, for showing only. */
export type Manuscript = ManuscriptColumns & {
  unit: { id: string; name: string; openedOn: string; closedOn: string | null };
  creator: Named;
  /** The role in which it was first written down: what the writer is called while holding it. */
  writerRole: Role | null;
  authors: Named[];
  revision: { id: string; number: number; kind: RevisionKind; hash: string; by: Named; at: string };
  deskRevision: { id: string; number: number; by: Named; at: string } | null;
  steps: Step[];
  /** The desk that has it, or had it last. */
  desk: { unitId: string; name: string; path: string } | null;
  photosWithoutCaption: number;
  lastEvent: EventKind | null;
  /** Adoptions claimed or verified, and those verified. */
  booked: number;
  adopted: number;
  mergedFrom: Named[];
  mergedIntoTitle: string | null;
  openedBy: string | null;
};

/** States in which the writers still have the text in hand. */
export const WITH_WRITER: readonly ManuscriptState[] = ['draft', 'returned', 'withdrawn'];

const STATE_WORDS: Record<ManuscriptState, { zh: string; en: string }> = {
  draft: { zh: '还是草稿', en: 'is a draft' },
  in_review: { zh: '正在审核', en: 'is in review' },
  returned: { zh: '已退回作者', en: 'was returned to its writers' },
  at_desk: { zh: '已报送，等待处理', en: 'has reached the desk' },
  accepted: { zh: '已被采编', en: 'was accepted by the desk' },
  merged: { zh: '已并入综合稿', en: 'was merged into another item' },
  declined: { zh: '已决定不采用', en: 'was declined' },
  withdrawn: { zh: '已撤回', en: 'was withdrawn' },
};

export function isWriter(manuscript: Manuscript, personId: string): boolean {
  return manuscript.created_by === personId || manuscript.authors.some(author => author.id === personId);
}

export function writersOf(manuscript: Manuscript): string[] {
  return [...new Set([manuscript.created_by, ...manuscript.authors.map(author => author.id)])];
}

export function currentSteps(manuscript: Manuscript): Step[] {
  return manuscript.steps.filter(step => step.round === manuscript.round);
}

/** Who is asked now: several, where a step has several persons. */
export function pendingSteps(manuscript: Manuscript): Step[] {
  return currentSteps(manuscript).filter(step => step.state === 'pending');
}

export function pendingStep(manuscript: Manuscript): Step | null {
  return pendingSteps(manuscript)[0] ?? null;
}

/** Whether the step waits for this person, as its reviewer or standing in. */
export function isSigner(step: Pick<Step, 'reviewer' | 'delegate'>, personId: string): boolean {
  return step.reviewer.id === personId || step.delegate?.id === personId;
}

/** The step that waits for this person; else the first that waits, for those who ask why not. */
export function stepFor(manuscript: Manuscript, actor: Actor): Step | null {
  const pending = pendingSteps(manuscript);
  return pending.find(step => isSigner(step, actor.personId)) ?? pending[0] ?? null;
}

/** Where it stands for reading and writing: its unit, which keeps drafts to itself, and everybody whose hands it passed through. */
export function placeOf(manuscript: Manuscript): Place {
  const reviewers = manuscript.steps.flatMap(step => [step.reviewer, step.delegate, step.decidedBy]);
  return {
    unitPath: manuscript.unit_path,
    ownUnitOnly: manuscript.state === 'draft',
    persons: [...writersOf(manuscript), ...reviewers.flatMap(person => (person ? [person.id] : []))],
  };
}

/** Where desk work on it happens: at the desk that has it. */
export function deskPlaceOf(manuscript: Manuscript): Place {
  return { unitPath: manuscript.desk?.path ?? manuscript.unit_path };
}

function wrongState(manuscript: Manuscript, words: { zh: string; en: string }): Refusal {
  const state = STATE_WORDS[manuscript.state];
  return refuse('wrong_state', `is_${manuscript.state}`, {
    zh: `《${titleOf(manuscript)}》${state.zh}，${words.zh}`,
    en: `“${titleOf(manuscript)}” ${state.en}: ${words.en}`,
  });
}

export function titleOf(manuscript: Pick<ManuscriptColumns, 'title'>): string {
  return manuscript.title || '未命名';
}

function whyNotWriter(manuscript: Manuscript, actor: Actor): Refusal | null {
  if (isWriter(manuscript, actor.personId)) return null;
  const names = [...new Set([...manuscript.authors, manuscript.creator].map(person => person.name))];
  return refuse('forbidden', 'not_writer', {
    zh: `只有作者和起草人可以改动这篇稿件。请与${names.join('、')}联系。`,
    en: `Only the authors and whoever started it may change this manuscript. Ask ${names.join(', ')}.`,
  });
}

function whyNotInHand(manuscript: Manuscript, actor: Actor): Refusal | null {
  if (manuscript.discarded_at) return discarded();
  if (WITH_WRITER.includes(manuscript.state)) return null;
  const way = wayBack(manuscript, actor);
  return wrongState(manuscript, {
    zh: `不能再改动原稿。${way.zh}`,
    en: `its text can no longer be changed.${way.en}`,
  });
}

/** How it gets back into the writer's hands as things stand; nothing of what held before. */
function wayBack(manuscript: Manuscript, actor: Actor): Sentence {
  const desk = manuscript.desk?.name;
  switch (manuscript.state) {
    case 'in_review':
      return whyNotWithdraw(manuscript, actor) === null
        ? { zh: '要修改，请先撤回。', en: ' To change it, take it back first.' }
        : { zh: '要修改，请联系当前审核人退回。', en: ' Ask the reviewer who has it now to return it.' };
    case 'at_desk':
      return {
        zh: `要修改，请联系${desk ?? '编辑部'}退回。`,
        en: ` Ask ${desk ?? 'the desk'} to return it.`,
      };
    case 'accepted':
      return {
        zh: `要修改，请联系${desk ?? '编辑部'}，由编辑改动。`,
        en: ` Ask ${desk ?? 'the desk'} to edit it.`,
      };
    default:
      return { zh: '', en: '' };
  }
}

function discarded(): Refusal {
  return refuse('wrong_state', 'is_discarded', {
    zh: '这篇草稿已被丢弃。如仍需要，请先恢复。',
    en: 'This draft was thrown away. Restore it first if you still need it.',
  });
}

export function whyNotEdit(manuscript: Manuscript, actor: Actor): Refusal | null {
  return firstOf(whyNotWriter(manuscript, actor), whyNotInHand(manuscript, actor));
}

export function whyNotDiscard(manuscript: Manuscript, actor: Actor): Refusal | null {
  return whyNotEdit(manuscript, actor);
}

export function whyNotRestore(manuscript: Manuscript, actor: Actor): Refusal | null {
  if (manuscript.discarded_at) return whyNotWriter(manuscript, actor);
  return refuse('wrong_state', 'not_discarded', {
    zh: '这篇草稿没有被丢弃，不需要恢复。',
    en: 'This draft was not thrown away; there is nothing to restore.',
  });
}

export function whyNotSubmit(manuscript: Manuscript, actor: Actor, today: string): Refusal | null {
  return firstOf(
    whyNotEdit(manuscript, actor),
    whyNotOpen(manuscript.unit, today),
    whyNotEventOn(manuscript.event_on, today),
    whyNotComplete(manuscript),
  );
}

type Sentence = { zh: string; en: string };

function whyNotComplete(manuscript: Manuscript): Refusal | null {
  const fields: Record<string, Sentence> = {};
  if (manuscript.title === '') fields['title'] = { zh: '请填写标题', en: 'give it a title' };
  if (manuscript.words === 0) fields['body'] = { zh: '请填写正文', en: 'write the text' };
  if (manuscript.authors.length === 0)
    fields['authorIds'] = { zh: '请至少选择一位作者', en: 'name at least one author' };
  if (manuscript.photosWithoutCaption > 0) {
    const count = manuscript.photosWithoutCaption;
    fields['photos'] = {
      zh: `有 ${count} 张照片没有说明`,
      en: `${count === 1 ? 'one photo has' : `${count} photos have`} no caption`,
    };
  }
  const missing = Object.values(fields);
  if (missing.length === 0) return null;
  return refuse('invalid', 'incomplete', {
    zh: `稿件还不能报送：${missing.map(each => each.zh).join('；')}。`,
    en: `It cannot be sent yet: ${missing.map(each => each.en).join('; ')}.`,
    fields,
  });
}

/** Nothing is written for a unit that is not open today. */
export function whyNotOpen(
  unit: { name: string; openedOn: string; closedOn: string | null },
  today: string,
): Refusal | null {
  if (unit.openedOn <= today && (unit.closedOn === null || unit.closedOn > today)) return null;
  return refuse('invalid', 'unit_closed', {
    zh: `“${unit.name}”${unit.openedOn > today ? '尚未启用' : '已撤销'}，不能为它写稿或报送。请改选现有单位。`,
    en: `“${unit.name}” is ${unit.openedOn > today ? 'not open yet' : 'closed'}, so nothing can be written or sent for it. Choose another unit.`,
    fields: { unitId: { zh: '请选择现有单位', en: 'choose a unit that is open' } },
  });
}

export function whyNotEventOn(eventOn: string | null, today: string): Refusal | null {
  if (eventOn === null || eventOn <= today) return null;
  return refuse('invalid', 'event_in_future', {
    zh: `事件日期 ${eventOn} 还没有到。请填写事情实际发生的日期。`,
    en: `The day ${eventOn} has not come yet. Give the day on which it happened.`,
    fields: { eventOn: { zh: '不能晚于今天', en: 'must not lie in the future' } },
  });
}

export function whyNotWithdraw(manuscript: Manuscript, actor: Actor): Refusal | null {
  const writer = whyNotWriter(manuscript, actor);
  if (writer) return writer;
  if (manuscript.state !== 'in_review') {
    return wrongState(manuscript, {
      zh: '不能撤回。只有还在审核、尚无人审签的稿件可以撤回。',
      en: 'it cannot be taken back. That is possible only in review, before anybody has decided.',
    });
  }
  const decided = currentSteps(manuscript).find(step => step.decidedBy !== null);
  return decided ? signedAlready(decided) : whyNotUnopened(manuscript);
}

function signedAlready(decided: Step): Refusal {
  return refuse('wrong_state', 'decided_already', {
    zh: `${decided.decidedBy?.name}已审签，不能再撤回。如需修改，请联系当前审核人退回。`,
    en: `${decided.decidedBy?.name} has already signed, so it cannot be taken back. Ask the reviewer who has it now to return it.`,
  });
}

/** D10: what has been sent on is taken back until the next person has opened it. */
export function whyNotUnopened(manuscript: Pick<Manuscript, 'opened_at' | 'openedBy'>): Refusal | null {
  if (!manuscript.opened_at) return null;
  const by = manuscript.openedBy ?? '';
  return refuse('wrong_state', 'opened_already', {
    zh: `${by}已经打开这篇稿件，不能再收回。如需修改，请联系${by}退回。`,
    en: `${by} has opened it already, so it cannot be taken back. Ask ${by} to return it.`,
  });
}

/** Approve or return: whoever the pending step waits for, and never a writer of the item (D15). */
export function whyNotReview(manuscript: Manuscript, actor: Actor): Refusal | null {
  const step = stepFor(manuscript, actor);
  if (manuscript.state !== 'in_review' || !step) {
    return wrongState(manuscript, {
      zh: '现在没有等待审签的步骤。请刷新页面查看最新状态。',
      en: 'no step waits for a signature now. Reload to see where it stands.',
    });
  }
  return firstOf(
    whyNotOwnReview(manuscript, step, actor),
    whyNotSigner(step, actor),
    signedBefore(manuscript, step, actor),
  );
}

function whyNotOwnReview(manuscript: Manuscript, step: Step, actor: Actor): Refusal | null {
  if (!isWriter(manuscript, actor.personId)) return null;
  return refuse('forbidden', 'own_review', {
    zh: `您是这篇稿件的作者或起草人，不能审核自己的稿件。这一步由${signerNames(step).zh}审签。`,
    en: `You wrote or started this manuscript, and nobody reviews their own work. This step is signed by ${signerNames(step).en}.`,
  });
}

function whyNotSigner(step: Step, actor: Actor): Refusal | null {
  if (isSigner(step, actor.personId)) return null;
  return refuse('forbidden', 'not_your_step', {
    zh: `这一步由${signerNames(step).zh}审签，不由您办理。如需您代签，请审核人先办理委托。`,
    en: `This step is signed by ${signerNames(step).en}, not by you. The reviewer can delegate if you are to stand in.`,
  });
}

/** One person signs one step of a round. */
function signedBefore(manuscript: Manuscript, step: Step, actor: Actor): Refusal | null {
  if (!currentSteps(manuscript).some(step => step.decidedBy?.id === actor.personId)) return null;
  return refuse('forbidden', 'signed_before', {
    zh: `您已审签过这篇稿件的另一步，同一人不能审签两步。这一步请由${step.reviewer.name}本人或其另行委托的同事审签。`,
    en: `You have signed another step of this manuscript, and one person signs only one. ${step.reviewer.name}, or another delegate, must sign this one.`,
  });
}

function signerNames(step: Step): Sentence {
  if (!step.delegate) return { zh: step.reviewer.name, en: step.reviewer.name };
  return {
    zh: `${step.reviewer.name}或受其委托的${step.delegate.name}`,
    en: `${step.reviewer.name} or, standing in, ${step.delegate.name}`,
  };
}
