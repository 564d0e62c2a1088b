/**
 * `{ choose: question, answer-1: …, answer-2: … }` may stand wherever a value may stand. This file puts the answer in
 * force in its place, before anything else reads the document.
 */
import { at, complain, isMap, type Path, type Place, type Reading } from './reading.ts';

export type Answers = Readonly<Record<string, { value: string; options: readonly string[] }>>;

export type Settled = {
  value: unknown;
  /** Questions met on the way, by "clauses.3" or "ledgers.total". */
  used: ReadonlyMap<string, ReadonlySet<string>>;
};

export function settleChoices(reading: Reading, document: unknown, answers: Answers): Settled {
  const used = new Map<string, Set<string>>();
  const walk = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) {
      const items = value.flatMap((item, i) => {
        const settled = walk(item, [...path, i]);
        if (!isChoice(item)) return [settled];
        return Array.isArray(settled) ? settled : settled === null || settled === undefined ? [] : [settled];
      });
      reading.origins.set(items, path);
      // items moved by a choice keep their own origin; the others are found by it as well
      return items;
    }
    if (!isMap(value)) return value;
    if (isChoice(value)) return walkChoice({ value, path });
    const copy: Record<string, unknown> = {};
    for (const [key, child] of Object.entries(value)) copy[key] = walk(child, [...path, key]);
    reading.origins.set(copy, path);
    return copy;
  };
  const walkChoice = ({ value, path }: Place): unknown => {
    const choice = value as Record<string, unknown>;
    const id = String(choice.choose);
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
    if (!answer) {
      complain(reading, [...path, 'choose'], {
        code: 'unknown-switch',
        zh: `没有名为“${id}”的开关；请在 switches 中写明`,
        en: `There is no switch "${id}"; declare it under switches`,
      });
      return undefined;
    }
    const place = `${String(path[0])}.${String(path[1])}`;
    used.set(place, (used.get(place) ?? new Set()).add(id));
    checkAnswers(reading, { value: choice, path }, answer.options);
    return walk(choice[answer.value], [...path, answer.value]);
  };
  return { value: walk(document, []), used };
}

function isChoice(value: unknown): boolean {
  return isMap(value) && 'choose' in value;
}

function checkAnswers(reading: Reading, place: Place, options: readonly string[]): void {
  const given = Object.keys(place.value as object).filter(key => key !== 'choose');
  for (const option of options.filter(option => !given.includes(option))) {
    complain(reading, place.path, {
      code: 'answer-missing',
      zh: `未写答案“${option}”时如何；不适用时写“${option}: null”`,
      en: `Nothing is said for the answer "${option}"; write "${option}: null" when nothing applies`,
    });
  }
  for (const key of given.filter(key => !options.includes(key))) {
    complain(reading, at(reading, place, key).path, {
      code: 'unknown-word',
      zh: `开关没有答案“${key}”；可选：${options.join('、')}`,
      en: `The switch has no answer "${key}"; possible: ${options.join(', ')}`,
    });
  }
}
