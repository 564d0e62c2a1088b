import type { Acquainted, Credits } from './manuscript-credit.ts';
import { merged, noCredits } from './manuscript-credit.ts';
import { readDay, readMonthDay } from './manuscript-day.ts';
import { withoutNoise, withoutWeekday } from './manuscript-noise.ts';
import { openMeaning, withOpenLabels } from './manuscript-open-labels.ts';
import {
  clean,
  opened,
  splitUnitAndName,
  unbracketed,
  unitsIn,
  unnumbered,
  withoutWriters,
} from './manuscript-pieces.ts';
import { spokenAsList } from './manuscript-said-of-units.ts';
import { takeName, takeTokens } from './manuscript-tokens.ts';
import type { Label } from './manuscript-words.ts';
import {
  CLOSING_WORDS,
  couldBePerson,
  isSpacedOut,
  LABELLED,
  labelOf,
  looksLikePerson,
  looksLikeUnit,
  namesIn,
  ROLE_WORDS,
} from './manuscript-words.ts';
import { simplified } from './traditional.ts';

export const LONGEST = 120;
const LONGEST_FIELD = 20;

/**
 * Reads a line that consists of nothing but credits; null when anything in it remains unexplained. Where credits are due,
 * right below a title or above the day, a unit vouches for words that may be names.
 */
export function readCredits(line: string, acquainted: Acquainted, isDue = false): Credits | null {
  const whole = unbracketed(line.replace(/[\n\t]+/gu, '　'));
  if (whole === '' || [...whole].length > LONGEST) return null;
  const text = clean(withoutNoise(unnumbered(spokenAsList(whole.replaceAll('丨', '｜')))));
  // Nothing but who has read it, or how to reach somebody.
  if (text === '') return text === whole ? null : { ...noCredits(), labelled: true };
  const plain = simplified(text);
  // Most lines hold no mark that could end a label.
  const known = /[:：|｜\]］】〕]/u.test(plain) ? [...plain.matchAll(LABELLED)] : [];
  if (isDistribution(known)) return { ...noCredits(), labelled: true };
  if (/[。！？]/u.test(text)) return null;
  const starts = /[:：]/u.test(plain) ? withOpenLabels(plain, known) : known;
  const several = readSeveral(text, acquainted);
  if (several) return several;
  if (starts.length === 0) return readUnlabelled(text, acquainted, isDue || BRACKETED.test(line));
  const before = text.slice(0, starts[0]!.index).trim();
  let credits = before === '' ? noCredits() : readUnlabelled(before, acquainted);
  if (!credits) return null;
  for (const [index, start] of starts.entries()) {
    const value = text.slice(start.index + start[0].length, starts[index + 1]?.index ?? text.length);
    const label = labelOf(start[0]);
    const read = label
      ? readValue(label, clean(value), acquainted)
      : readOpenLabel(start[0], clean(value), acquainted);
    if (!read) return null;
    credits = merged(credits, read);
  }
  return { ...credits, labelled: true };
}

/** 单位/作者/日期：城西中队/马思远/2026.3.12, and the unit in place of a label: 城西中队：马思远. */
function readSeveral(text: string, acquainted: Acquainted): Credits | null {
  const [, before, behind] = /^([^:：]{3,30})[:：](.+)$/u.exec(text) ?? [];
  if (before === undefined || behind === undefined) return null;
  const labels = before.split(/[/／、]/u);
  if (labels.length > 1 && labels.every(each => labelOf(each) !== null)) {
    const read = readUnlabelled(behind.replace(/[/／]/gu, '　'), acquainted);
    return read && { ...read, labelled: true };
  }
  const people = namesIn(behind);
  if (!looksLikeUnit(before) || labelOf(before) || people.length === 0 || !people.every(looksLikePerson))
    return null;
  return { ...noCredits(), units: [before], people, guessed: true };
}

/** A word that is no label of ours may be one all the same: its form and its value say what it means, never surely. */
function readOpenLabel(start: string, value: string, acquainted: Acquainted): Credits | null {
  const meant = openMeaning(start);
  // A field of its own between others, that nobody needs: 点击率：36次.
  if (meant === null) return [...value].length <= LONGEST_FIELD ? { ...noCredits(), guessed: true } : null;
  if (value === '') return { ...noCredits(), labelled: true, guessed: true };
  const read = readValue(meant, value, acquainted);
  if (!read || (meant === 'unit' && !read.units.every(looksLikeUnit))) return null;
  if (meant === 'person' && !read.people.every(couldBePerson)) return null;
  return { ...read, guessed: true };
}

/** A list of whom a paper goes to is all of its line, and the one line around the text that ends like a sentence. */
function isDistribution([first, second]: RegExpExecArray[]): boolean {
  return (
    first?.index === 0 &&
    !second &&
    /^(?:抄送|主送|报送|分送|报|送|发)[:：]$/u.test(first[0].replace(/[\s\u3000]/gu, ''))
  );
}

/** Reads a value whose label is known; null when it cannot be such a value (then the line is text after all). */
export function readValue(label: Label, value: string, acquainted: Acquainted): Credits | null {
  const credits = { ...noCredits(), labelled: true };
  if (value === '') return credits;
  switch (label) {
    case 'title':
      return { ...credits, titles: [value] };
    case 'body':
      return { ...credits, bodies: [value] };
    case 'type':
      return { ...credits, types: [value] };
    case 'person':
    case 'both':
    case 'photographer':
      return readPeople(value, acquainted);
    case 'date':
    case 'published': {
      const day = readDay(value);
      if (!day) return null;
      return label === 'date'
        ? { ...credits, dates: [day] }
        : { ...credits, second: { units: [], dates: [day] } };
    }
    case 'unit':
    case 'source':
    case 'checker':
      return readUnits(label, value);
    default:
      return credits;
  }
}

function readUnits(label: 'unit' | 'source' | 'checker', value: string): Credits {
  const credits = { ...noCredits(), labelled: true };
  // Behind the last label of a line the date often stands without one.
  const day = label === 'source' ? null : readDay(value);
  if (day) credits.dates.push(day);
  const { outside, people } = withoutWriters(day ? value.replace(day.text, ' ') : value);
  if (label !== 'checker') credits.people.push(...people);
  const names = unitsIn(outside);
  if (label === 'unit') credits.units.push(...names);
  else if (label === 'source') credits.second.units.push(...names);
  else credits.checkers.push(...names);
  return credits;
}

/** The value of 供稿： and its like may name the unit, its people, or both, and a date. */
function readPeople(value: string, acquainted: Acquainted): Credits | null {
  const credits = { ...noCredits(), labelled: true };
  const day = readDay(value);
  if (day) credits.dates.push(day);
  const isNoName = (text: string) =>
    /^1[3-9]\d{9}$|^[\d-]{7,13}$/u.test(text) || ROLE_WORDS.test(text) || CLOSING_WORDS.test(text);
  for (const name of namesIn(opened(day ? value.replace(day.text, ' ') : value))) {
    if (isNoName(name)) continue;
    if (!takeName(name, { credits, acquainted, role: 'person' })) return null;
  }
  return credits;
}

/** Newspapers set a square before the writers' names. */
const BYLINE_BULLET = /^[□■◇◆○●▲△◎][\s\u3000]*/u;

/** Beside a day only. */
const TIME_OF_DAY =
  /(?<!\d)(?:[上下]午|晚|早)?\d{1,2}(?:[:：]\d{2}(?:[:：]\d{2})?|[时点](?:\d{1,2}分|半|许)?)/u;

const BRACKETED = /^(?:[（([【〔].*[）)\]】〕]|(?:——|--).*)$/su;

function readUnlabelled(text: string, acquainted: Acquainted, bracketed = false): Credits | null {
  const credits = noCredits();
  const day = readDay(text) ?? readMonthDay(text);
  if (day) credits.dates.push(day);
  const bullet = BYLINE_BULLET.exec(text)?.[0] ?? '';
  const words = day ? withoutWeekday(text.replace(day.text, '　').replace(TIME_OF_DAY, '　')) : text;
  const rest = clean(opened(words.slice(bullet.length)));
  // A square stands before the name of a column as well.
  if (isSpacedOut(rest) || (bullet !== '' && !namesIn(rest).some(readsLikeName))) return null;
  const role = takeTokens(rest, { credits, acquainted, bracketed, role: bullet === '' ? null : 'person' });
  if (role === undefined) return null;
  // A name alone, with nothing beside it that makes it a credit, may as well be text.
  const hasPlace = credits.units.length > 0 || credits.dates.length > 0;
  return hasPlace || role || credits.isSource ? credits : null;
}

function readsLikeName(token: string): boolean {
  return (
    looksLikePerson(token) ||
    looksLikeUnit(token) ||
    ROLE_WORDS.test(simplified(token)) ||
    splitUnitAndName(token) !== null
  );
}
