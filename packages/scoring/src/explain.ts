/** One readable sentence for a ledger line. */
import type { ArithmeticStep, Line } from './ledger.ts';
import type { Label } from './scheme.ts';

export type Language = keyof Label;

/**
 * "市级报纸长篇 60 + 头版头条 20 = 80；同稿已在省级计 110，取最高，本条计 0". The sentence is made of the line alone, so
 * that a stored line explains itself when its scheme has long been replaced.
 */
export function explain(line: Line, language: Language): string {
  const say = language === 'zh' ? CHINESE : ENGLISH;
  const sum = arithmetic(line.steps, language);
  if (line.status === 'excluded') {
    return [sum, say.excluded(line.because?.[language] ?? '')].filter(Boolean).join(say.and);
  }
  if (line.status === 'superseded' && line.winner) {
    return [sum, say.superseded(line.winner.words[language], line.winner.points)]
      .filter(Boolean)
      .join(say.and);
  }
  const said = sum || say.points(line.points);
  const others = line.others?.map(other => other[language]) ?? [];
  return others.length > 0 ? `${said}${say.dependent(others.join(say.and))}` : said;
}

/** Value, additions and factors chain into one sum; any other step says its own part of the sentence. */
function arithmetic(steps: readonly ArithmeticStep[], language: Language): string {
  const say = language === 'zh' ? CHINESE : ENGLISH;
  const parts: string[] = [];
  let chain: string[] = [];
  let standing = '';
  const flush = () => {
    if (chain.length > 0)
      parts.push(chain.length > 1 ? `${chain.join(' ')} = ${standing}` : (chain[0] ?? ''));
    chain = [];
  };
  for (const [i, step] of steps.entries()) {
    // the target says itself how much is done
    if (step.op === 'tally' && steps[i + 1]?.op === 'target') continue;
    const sign = signOf(step);
    if (!sign) {
      flush();
      parts.push(say.step[step.op](step.words[language], step.number, step.result));
    } else {
      // a factor after an addition works on the whole sum
      if (sign === '×' && chain.length > 1) flush();
      if (chain.length === 0 && standing !== '') chain.push(standing);
      chain.push(linked(step, { sign, language, first: chain.length === 0 }));
    }
    standing = step.result;
  }
  flush();
  return parts.join(say.and);
}

function linked(
  step: ArithmeticStep,
  { sign, language, first }: { sign: string; language: Language; first: boolean },
): string {
  const words = step.words[language];
  const number = first || sign === '×' ? step.number : step.number.replace(/^-/, '');
  return [first ? '' : sign, words, number].filter(Boolean).join(' ');
}

function signOf({ op, number }: ArithmeticStep): string | undefined {
  if (op === 'value' || op === 'judged' || op === 'add' || op === 'difference')
    return number.startsWith('-') ? '−' : '+';
  return op === 'times' || op === 'share' || op === 'rest' ? '×' : undefined;
}

type Sentence = (words: string, number: string, result: string) => string;
type Other = Exclude<
  ArithmeticStep['op'],
  'value' | 'judged' | 'add' | 'times' | 'share' | 'rest' | 'difference'
>;
type Sentences = {
  and: string;
  excluded(because: string): string;
  superseded(words: string, points: string): string;
  points(points: string): string;
  dependent(others: string): string;
  step: Record<ArithmeticStep['op'], Sentence>;
};

function steps(own: Record<Other, Sentence>): Sentences['step'] {
  const plain: Sentence = (words, number) => `${words} ${number}`.trim();
  return {
    value: plain,
    judged: plain,
    add: plain,
    times: plain,
    share: plain,
    rest: plain,
    difference: plain,
    ...own,
  };
}

const brackets = (words: string) => (words ? `（${words}）` : '');
const parentheses = (words: string) => (words ? ` (${words})` : '');

const CHINESE: Sentences = {
  and: '；',
  excluded: because => `${because}，本条不计`,
  superseded: (words, points) => `同稿已按${words}计 ${points}，取最高，本条计 0`,
  points: points => `计 ${points}`,
  dependent: others => `（随${others}变动）`,
  step: steps({
    set: (words, number) => `改计 ${number}${brackets(words)}`,
    least: (words, number) => `不低于 ${number}${brackets(words)}`,
    most: (words, number) => `封顶 ${number}${brackets(words)}`,
    round: (_, number) => `取整为 ${number}`,
    tally: (words, number) => `${words} ${number}`,
    divide: (_, number, result) => `除以 ${number} 得 ${result}`,
    target: (words, number, result) =>
      `${[words, '任务'].filter(Boolean).join(' ')} ${number}，完成 ${result}`,
    pay: (words, number) => `${words}，计 ${number}`,
    bands: (words, number) => `${words}，计 ${number}`,
    start: (_, number) => `起始分 ${number}`,
    part: (words, number, result) => `${words} ${number}，折入 ${result}`,
    gate: (words, number) => `${words}，定为 ${number}`,
    adjust: (_, number) => `本条计 ${number}`,
  }),
};

const ENGLISH: Sentences = {
  and: '; ',
  excluded: because => `not counted: ${because}`,
  superseded: (words, points) =>
    `the same item already counts ${points}${words ? ` as ${words}` : ''}, the highest stands, this one counts 0`,
  points: points => `counts ${points}`,
  dependent: others => ` (changes with ${others})`,
  step: steps({
    set: (words, number) => `set to ${number}${parentheses(words)}`,
    least: (words, number) => `at least ${number}${parentheses(words)}`,
    most: (words, number) => `at most ${number}${parentheses(words)}`,
    round: (_, number) => `rounded to ${number}`,
    tally: (words, number) => `${words}: ${number}`,
    divide: (_, number, result) => `divided by ${number}: ${result}`,
    target: (words, number, result) => `${words ? `${words}: ` : ''}target ${number}, done ${result}`,
    pay: (words, number) => `${words}, counts ${number}`,
    bands: (words, number) => `${words}, counts ${number}`,
    start: (_, number) => `start value ${number}`,
    part: (words, number, result) => `${words} ${number}, taken in as ${result}`,
    gate: (words, number) => `${words}, set to ${number}`,
    adjust: (_, number) => `this line counts ${number}`,
  }),
};
