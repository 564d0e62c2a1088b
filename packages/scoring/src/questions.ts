/** Every open question of a scheme with the answer in force: declared switches, and those that the language always has. */
import type { Clause, Label, Scheme, Step } from './scheme.ts';

/**
 * `letter` names the question as in the list of what printed schemes leave open (a to h); switches of the scheme's own
 * have none. `place` is the id of a clause or ranking, empty for the whole scheme.
 */
export type Question = {
  letter?: 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h';
  id: string;
  place: string;
  question: Label;
  answer: Label;
  isDefault: boolean;
};

/** All of them, in the order of the document. Nothing that shapes a result is decided outside this list. */
export function openQuestions(scheme: Scheme): Question[] {
  const own = Object.entries(scheme.switches).map(([id, entry]): Question => {
    const answer = entry.options[entry.value] ?? { zh: entry.value, en: entry.value };
    return { id, place: '', question: entry.question, answer, isDefault: entry.isDefault };
  });
  const { places, mode, at } = scheme.rounding;
  const rounding: Question = {
    id: 'rounding',
    place: '',
    question: { zh: '得分保留几位小数，在哪一步取舍', en: 'Decimals of a result, and where it is rounded' },
    answer: {
      zh: `${places} 位，${MODES[mode].zh}，${at === 'line' ? '逐条' : '按合计'}`,
      en: `${places} decimals, ${mode}, at the ${at}`,
    },
    isDefault: places === 2 && mode === 'half-up' && at === 'line',
  };
  return [
    ...own,
    rounding,
    ...scheme.clauses.flatMap(clauseQuestions),
    ...rankingQuestions(scheme),
    ...awardQuestions(scheme),
  ];
}

const MODES: Record<Scheme['rounding']['mode'], Label> = {
  'half-up': { zh: '四舍五入', en: 'half up' },
  'half-down': { zh: '五舍六入', en: 'half down' },
  'half-even': { zh: '四舍六入五成双', en: 'half to even' },
  down: { zh: '舍去', en: 'down' },
  up: { zh: '进一', en: 'up' },
};

function clauseQuestions(clause: Clause): Question[] {
  const questions = clause.steps.flatMap(step => stepQuestion(step) ?? []);
  const order = clause.steps.filter(step => ORDERED[step.do] !== undefined);
  if (order.length > 1) {
    questions.push({
      letter: 'b',
      id: 'order',
      question: { zh: '先后次序', en: 'order of the steps' },
      answer: {
        zh: order.map(step => ORDERED[step.do]?.zh).join('，再'),
        en: order.map(step => ORDERED[step.do]?.en).join(', then '),
      },
      isDefault: true,
    });
  }
  return questions.map(question => ({ ...question, place: clause.id }));
}

const ORDERED: Partial<Record<Step['do'], Label>> = {
  times: { zh: '乘系数', en: 'factor' },
  combine: { zh: '同稿取舍', en: 'combining' },
  credit: { zh: '分成', en: 'sharing' },
  limit: { zh: '封顶保底', en: 'limits' },
};

function stepQuestion(step: Step): Omit<Question, 'place'> | undefined {
  if (step.do === 'combine' && step.best !== 'all') {
    const difference = step.later === 'difference';
    return {
      letter: 'a',
      id: 'later',
      question: {
        zh: '已公布计分之后又有更高采用',
        en: 'a higher adoption after the lower one was published',
      },
      answer: difference
        ? { zh: '后期补记差额', en: 'the later period books the difference' }
        : { zh: '改记后期，前期计 0', en: 'the earlier line becomes 0' },
      isDefault: difference,
    };
  }
  if (step.do === 'credit') {
    const full = step.share === 'full';
    return {
      letter: 'd',
      id: 'share',
      question: { zh: '多家或多人的一件怎样计', en: 'one item of several parties' },
      answer: full ? { zh: '各计全额', en: 'each in full' } : { zh: '分成', en: 'shared' },
      isDefault: full,
    };
  }
  if (step.do === 'bands') {
    const from = step.bounds === 'from';
    return {
      letter: 'e',
      id: 'bounds',
      question: { zh: '分档界限本身归哪一档', en: 'the band that a bound itself belongs to' },
      answer: from
        ? { zh: '含本数（以上）', en: 'from the bound on' }
        : { zh: '不含本数（超过）', en: 'above the bound' },
      isDefault: from,
    };
  }
  if (step.do !== 'target') return undefined;
  const skip = step.nothingOwed === 'skip';
  return {
    letter: 'g',
    id: 'nothing-owed',
    question: { zh: '没有任务的单位', en: 'whoever has no target' },
    answer: skip ? { zh: '此条不计', en: 'no line' } : { zh: '视同完成', en: 'counts as met' },
    isDefault: skip,
  };
}

function rankingQuestions({ rankings }: Scheme): Question[] {
  return rankings.map(({ id, apart, ties }) => ({
    letter: 'g',
    id: 'apart',
    place: id,
    question: { zh: '谁另列而不排名；并列名次之后', en: 'who is listed apart; what follows a shared place' },
    answer: {
      zh: `${apart ? `另列：${apart.source}` : '全部参加排名'}；${ties === 'shared' ? '空出名次（1、2、2、4）' : '不空名次（1、2、2、3）'}`,
      en: `${apart ? `apart: ${apart.source}` : 'all are ranked'}; ${ties === 'shared' ? '1, 2, 2, 4' : '1, 2, 2, 3'}`,
    },
    isDefault: !apart && ties === 'shared',
  }));
}

function awardQuestions({ awards }: Scheme): Question[] {
  return awards.map(({ id, tiesAtLast }) => ({
    letter: 'f',
    id: 'ties-at-last',
    place: id,
    question: { zh: '最后一个名额并列', en: 'equals at the last seat' },
    answer: tiesAtLast === 'all' ? { zh: '都评上', en: 'all of them' } : { zh: '都不评', en: 'none of them' },
    isDefault: tiesAtLast === 'all',
  }));
}
