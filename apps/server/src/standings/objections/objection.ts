import type { Outcome, Remedy } from '@xinxuan/contract';
import type { Actor } from '../../http/actor.ts';
import { firstOf, type Refusal, refuse } from '../../http/refusal.ts';
import { whyNotHere } from '../../http/rights.ts';
import type { ObjectionFull } from './queries.ts';

/**
 * An objection waits for the assessor (`open`), is answered, may be reopened once and then waits for the principal
 * leader, whose word is the last. Until it is answered the unit may take it back.
 */
type Given = Pick<
  ObjectionFull,
  'state' | 'number' | 'unit' | 'unit_path' | 'raiser' | 'interested' | 'answered_by' | 'period_state'
>;

export function whyNotAnswer(objection: Given, actor: Actor): Refusal | null {
  return firstOf(
    whyNotHere(actor, 'objection.answer', placeOf(objection)),
    objection.state === 'open' ? null : settled(objection),
    whyNotInterested(objection, actor),
  );
}

export function whyNotDecide(objection: Given, actor: Actor): Refusal | null {
  return firstOf(
    whyNotHere(actor, 'objection.decide', placeOf(objection)),
    objection.state === 'reopened'
      ? null
      : refuse('wrong_state', 'not_reopened', {
          zh: '这件异议没有提请复核，不需要终审。',
          en: 'This objection has not been reopened, so no final word is asked for.',
        }),
    whyNotInterested(objection, actor),
    objection.answered_by === actor.personId
      ? refuse('forbidden', 'own_answer', {
          zh: '这件异议的答复是您作出的，不能由您终审。',
          en: 'You gave the answer to this objection, so the final word cannot be yours.',
        })
      : null,
  );
}

export function whyNotTakeBack(objection: Given, actor: Actor): Refusal | null {
  return firstOf(
    whyNotHere(actor, 'objection.raise', placeOf(objection)),
    objection.state === 'open' ? null : settled(objection),
  );
}

export function whyNotReopen(objection: Given, actor: Actor): Refusal | null {
  return firstOf(
    whyNotHere(actor, 'objection.raise', placeOf(objection)),
    whyNotAnswered(objection),
    objection.period_state === 'closed'
      ? refuse('wrong_state', 'period_closed', {
          zh: '这一期已经关账，不能再提请复核。',
          en: 'The period is closed, so the objection cannot be reopened any more.',
        })
      : null,
  );
}

/** Upheld wholly or partly means that figures are put right; rejected means that they stay. */
export function whyNotRemedy(
  outcome: Outcome,
  remedy: Remedy | null,
  factsSince: readonly unknown[],
): Refusal | null {
  if (outcome === 'rejected') {
    return remedy === null
      ? null
      : refuse('invalid', 'rejected_with_remedy', {
          zh: '不予采纳的异议不作更正。请去掉更正，或者改为采纳。',
          en: 'A rejected objection corrects nothing. Drop the correction, or uphold the objection.',
        });
  }
  if (remedy === null) {
    return refuse('invalid', 'remedy_missing', {
      zh: '采纳异议须同时更正：记一笔更正分值，或者先更正事实（登记采用、撤销记录）再答复。',
      en: 'Upholding an objection needs a correction: an entry of points, or facts that have been put right first.',
    });
  }
  if (remedy.by === 'entry' || factsSince.length > 0) return null;
  return refuse('invalid', 'no_fact_changed', {
    zh: '提出异议以来，这一期内还没有登记或撤销过有关的事实。请先更正事实再答复，或者改记一笔更正分值。',
    en: 'No fact of this period has been recorded or taken back since the objection. Put the facts right first, or make an entry of points.',
  });
}

const placeOf = ({ unit_path }: Given) => ({ unitPath: unit_path });

/** Nobody judges the matter of the unit that he or she belongs to, nor an objection of his or her own. */
function whyNotInterested({ interested, raiser, unit }: Given, actor: Actor): Refusal | null {
  if (raiser.id !== actor.personId && !interested.includes(actor.personId)) return null;
  return refuse('forbidden', 'own_interest', {
    zh: `您在${unit.name}任职或是当事人，应当回避，请由其他人办理。`,
    en: `You hold a post at ${unit.name} or are concerned yourself, so somebody else has to deal with this.`,
  });
}

function whyNotAnswered(objection: Given): Refusal | null {
  if (objection.state === 'answered') return null;
  if (objection.state === 'open') {
    return refuse('wrong_state', 'not_answered', {
      zh: '这件异议还没有答复，答复后如不认可，可以提请复核一次。',
      en: 'This objection has not been answered yet. If you do not accept the answer, you may then reopen it once.',
    });
  }
  return settled(objection);
}

function settled({ state, number }: Given): Refusal {
  const words = {
    open: { zh: '还在等待考核员答复', en: 'is waiting for the assessor' },
    answered: { zh: '已经答复', en: 'has been answered' },
    reopened: {
      zh: '已经提请复核，等待主要领导决定',
      en: 'has been reopened and waits for the principal leader',
    },
    decided: { zh: '已由主要领导作出最终决定', en: 'has been decided by the principal leader for good' },
    withdrawn: { zh: '已由提出单位撤回', en: 'was taken back by the unit' },
  }[state];
  return refuse('wrong_state', `objection_${state}`, {
    zh: `第 ${number} 号异议${words.zh}，不能再这样办理。`,
    en: `Objection ${number} ${words.en}, so this can no longer be done.`,
  });
}
