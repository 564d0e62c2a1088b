import { checksOf, RELEASE_STAGES, type ReleaseStage, type ReleaseState } from '@xinxuan/contract';
import { firstOf, type Refusal, refuse } from '../http/refusal.ts';

export type Signature = { stage: ReleaseStage; personId: string; hash: string; passed: boolean };

/** All that the rules look at. A signature counts on the text it was given on and on no other. */
export type ReleaseModel = {
  state: ReleaseState;
  hash: string;
  /** Released before all had signed. */
  urgent: boolean;
  /** Who wrote the text: nobody checks an own work. */
  writers: readonly string[];
  duties: Readonly<Record<ReleaseStage, string>>;
  /** In the order in which they were given. */
  signatures: readonly Signature[];
};

/** What has to be signed before: each pair of review and proof after the one below it, the last review on a cleared text. */
const BEFORE: Record<ReleaseStage, readonly ReleaseStage[]> = {
  review1: [],
  proof1: [],
  review2: ['review1', 'proof1'],
  proof2: ['review1', 'proof1'],
  secrecy: ['review1'],
  review3: ['review2', 'proof2', 'secrecy'],
  proof3: ['review2', 'proof2'],
};

export const STAGE_WORDS: Record<ReleaseStage, { zh: string; en: string }> = {
  review1: { zh: '初审', en: 'first review' },
  proof1: { zh: '一校', en: 'first proof' },
  review2: { zh: '复审', en: 'second review' },
  proof2: { zh: '二校', en: 'second proof' },
  secrecy: { zh: '保密审查', en: 'secrecy review' },
  review3: { zh: '终审', en: 'final review' },
  proof3: { zh: '三校', en: 'third proof' },
};

/** The signature that holds for a duty: the last word of that duty on the text as it stands, when it passed it. */
export function signatureOf(model: ReleaseModel, stage: ReleaseStage): Signature | null {
  const last = model.signatures.filter(each => each.stage === stage && each.hash === model.hash).at(-1);
  return last?.passed ? last : null;
}

export const isSigned = (model: ReleaseModel, stage: ReleaseStage): boolean =>
  signatureOf(model, stage) !== null;

/** Its turn has come: what has to be signed before is signed, and it is not. */
export function isOpen(model: ReleaseModel, stage: ReleaseStage): boolean {
  const runs = model.state === 'checking' || (model.state === 'released' && model.urgent);
  return runs && !isSigned(model, stage) && BEFORE[stage].every(each => isSigned(model, each));
}

export const openStages = (model: ReleaseModel): ReleaseStage[] =>
  RELEASE_STAGES.filter(stage => isOpen(model, stage));

/** Duties whose last word on the text as it stands is a return: after an urgent release they wait for a correction. */
export const returnedStages = (model: ReleaseModel): ReleaseStage[] =>
  RELEASE_STAGES.filter(stage => {
    const last = model.signatures.filter(each => each.stage === stage && each.hash === model.hash).at(-1);
    return last !== undefined && !last.passed;
  });

export const isComplete = (model: ReleaseModel): boolean =>
  RELEASE_STAGES.every(stage => isSigned(model, stage));

/** Seven duties, seven persons, and none of them wrote it (R3, D15). */
export function whyNotDuties(
  duties: Readonly<Record<ReleaseStage, string>>,
  writers: readonly string[],
): Refusal | null {
  for (const [index, stage] of RELEASE_STAGES.entries()) {
    const person = duties[stage];
    if (writers.includes(person)) return wrote(stage);
    const other = RELEASE_STAGES.slice(0, index).find(each => duties[each] === person);
    if (other) return twice(stage, other);
  }
  return null;
}

export function whyNotAssign(model: ReleaseModel, stage: ReleaseStage): Refusal | null {
  if (isSigned(model, stage)) {
    return refuse('wrong_state', 'signed_already', {
      zh: `${STAGE_WORDS[stage].zh}已经签过，不能换人。`,
      en: `The ${STAGE_WORDS[stage].en} is signed already; nobody else can be named.`,
    });
  }
  return whyNotRunning(model);
}

type Signer = { personId: string; standsInFor: readonly string[] };

export function whyNotSign(model: ReleaseModel, stage: ReleaseStage, signer: Signer): Refusal | null {
  const word = STAGE_WORDS[stage];
  return firstOf(
    whyNotRunning(model),
    whyNotSigner(model, stage, signer),
    isSigned(model, stage)
      ? refuse('wrong_state', 'signed_already', {
          zh: `${word.zh}已经签过，无需再签。`,
          en: `The ${word.en} is signed already.`,
        })
      : null,
    isOpen(model, stage) ? null : notYet(model, stage),
  );
}

function whyNotSigner(model: ReleaseModel, stage: ReleaseStage, signer: Signer): Refusal | null {
  const named = model.duties[stage];
  if (named !== signer.personId && !signer.standsInFor.includes(named)) {
    return refuse('forbidden', 'not_your_duty', {
      zh: `${STAGE_WORDS[stage].zh}不由您签。需要换人的，请发起人改派。`,
      en: `The ${STAGE_WORDS[stage].en} is not yours to sign. Whoever began the release can name somebody else.`,
    });
  }
  if (model.writers.includes(signer.personId)) return wrote(stage);
  const other = RELEASE_STAGES.find(
    each =>
      each !== stage &&
      (signatureOf(model, each)?.personId === signer.personId ||
        // Whoever is named for another duty keeps it: standing in here would leave that one without a person.
        (model.duties[each] === signer.personId && named !== signer.personId)),
  );
  return other ? twice(stage, other) : null;
}

/** Every point of the list is ticked: what does not pass is returned, not signed with a gap. */
export function whyNotChecked(stage: ReleaseStage, checks: readonly string[]): Refusal | null {
  const missing = checksOf(stage).filter(check => !checks.includes(check));
  if (missing.length === 0) return null;
  const words = {
    zh: `还有 ${missing.length} 项没有勾选。逐项核对后再签；有问题的请退回并写明。`,
    en: `${missing.length} points are not ticked. Check each of them before signing; return the text if one does not pass.`,
  };
  return refuse('invalid', 'not_all_checked', { ...words, fields: { checks: words } });
}

/** The text on the screen was another one: nobody signs what they have not seen. */
export function whyNotSeen(model: ReleaseModel, hash: string): Refusal | null {
  if (hash === model.hash) return null;
  return refuse('stale', 'text_changed', {
    zh: '文字在您打开之后有改动，没有签。请重新核对现在的文字。',
    en: 'The text has changed since you opened it, so nothing was signed. Read it again as it stands now.',
  });
}

/** The only way out: every duty signed on this very text. */
export function whyNotRelease(model: ReleaseModel): Refusal | null {
  if (model.state !== 'checking') return whyNotRunning(model) ?? released();
  const missing = RELEASE_STAGES.filter(stage => !isSigned(model, stage));
  if (missing.length === 0) return null;
  const zh = missing.map(stage => STAGE_WORDS[stage].zh).join('、');
  const en = missing.map(stage => STAGE_WORDS[stage].en).join(', ');
  return refuse('wrong_state', 'not_all_signed', {
    zh: `${zh}还没有签，不能发布。`,
    en: `Not released: the ${en} is missing.`,
  });
}

/**
 * Before all have signed, by a leader who answers for it; never against a return that stands, and never before the
 * secrecy review: what is out cannot be called back.
 */
export function whyNotReleaseUrgent(model: ReleaseModel, personId: string): Refusal | null {
  if (model.state !== 'checking') return whyNotRunning(model) ?? released();
  if (model.writers.includes(personId)) {
    return refuse('forbidden', 'own_text', {
      zh: '这篇稿件您参与了撰写，不能由您批准应急发布。请没有参与撰写的领导批准。',
      en: 'You took part in writing this text, so you cannot release it urgently. A leader who did not write it can.',
    });
  }
  if (isComplete(model)) {
    return refuse('wrong_state', 'all_signed', {
      zh: '各环节都已签完，请直接发布，不用走应急发布。',
      en: 'All have signed: release it in the ordinary way.',
    });
  }
  return isSigned(model, 'secrecy')
    ? null
    : refuse('wrong_state', 'secrecy_first', {
        zh: '保密审查还没有签，应急也不能发布：发出去的文字收不回来。请先催初审和保密审查签字，其余环节可以发布后补签。',
        en: 'Not even in an emergency before the secrecy review: what is out cannot be called back. Have the first review and the secrecy review signed; the rest can follow.',
      });
}

/** What went out urgently is corrected when a later check returned it; all seven then sign the corrected text. */
export function whyNotRevise(model: ReleaseModel): Refusal | null {
  if (model.state === 'released' && model.urgent && !isComplete(model)) {
    return returnedStages(model).length > 0
      ? null
      : refuse('wrong_state', 'nothing_returned', {
          zh: '已经应急发布，没有环节退回，不能换稿。文字有差错的，请轮到的环节退回并写明，再改稿更正。',
          en: 'It went out urgently and nobody has returned it, so the text stays. Whoever finds an error returns it with what is wrong; then it is corrected.',
        });
  }
  return whyNotCancel(model);
}

export function whyNotCancel(model: ReleaseModel): Refusal | null {
  return model.state === 'checking' || model.state === 'returned'
    ? null
    : (whyNotRunning(model) ?? released());
}

function whyNotRunning({ state, urgent }: ReleaseModel): Refusal | null {
  if (state === 'checking' || (state === 'released' && urgent)) return null;
  if (state === 'released') return released();
  return state === 'returned'
    ? refuse('wrong_state', 'is_returned', {
        zh: '已被退回修改。请发起人改好文字后重新送审，各环节重新签。',
        en: 'It was returned. Once the text is put right it is sent round again, and everybody signs anew.',
      })
    : refuse('wrong_state', 'is_cancelled', { zh: '这次送审已经取消。', en: 'This release was called off.' });
}

const released = (): Refusal =>
  refuse('wrong_state', 'is_released', { zh: '已经发布，不能再改。', en: 'It has been released already.' });

function notYet(model: ReleaseModel, stage: ReleaseStage): Refusal {
  const missing = BEFORE[stage].filter(each => !isSigned(model, each));
  return refuse('wrong_state', 'not_yet', {
    zh: `${missing.map(each => STAGE_WORDS[each].zh).join('、')}签过之后才轮到${STAGE_WORDS[stage].zh}。`,
    en: `The ${STAGE_WORDS[stage].en} comes after the ${missing.map(each => STAGE_WORDS[each].en).join(', ')}.`,
  });
}

function wrote(stage: ReleaseStage): Refusal {
  const words = {
    zh: `${STAGE_WORDS[stage].zh}不能由作者或起草人签。请改派没有参与撰写的人。`,
    en: `The ${STAGE_WORDS[stage].en} must not be signed by a writer of the text. Name somebody else.`,
  };
  return refuse('invalid', 'own_text', { ...words, fields: { [`duties.${stage}`]: words } });
}

function twice(stage: ReleaseStage, other: ReleaseStage): Refusal {
  const words = {
    zh: `${STAGE_WORDS[other].zh}和${STAGE_WORDS[stage].zh}不能是同一人。请改派其中一项。`,
    en: `The ${STAGE_WORDS[other].en} and the ${STAGE_WORDS[stage].en} must be different persons. Name another for one of them.`,
  };
  return refuse('invalid', 'same_person', { ...words, fields: { [`duties.${stage}`]: words } });
}
