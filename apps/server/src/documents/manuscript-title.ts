import type { ParagraphBlock } from './document.ts';
import { readDay } from './manuscript-day.ts';
import { matchesTitle } from './manuscript-file-name.ts';
import type { Line } from './manuscript-parts.ts';
import {
  areNames,
  FORM_HEADING,
  HEADING_MARK,
  isSpacedOut,
  looksLikeUnit,
  opensWithLabel,
} from './manuscript-words.ts';

export const ENDS_SENTENCE = /[。；，、：:;,]$/u;
/** Below this nothing speaks for a line but that it comes first. */
const LEAST = 0.5;
/** A title that leads by less could as well be another line. */
const CLEAR_LEAD = 2;
const MOST_CANDIDATES = 8;

/** A whole line in brackets or behind a square. */
const MARKED_OFF = /^(?:[【〔[（(].*[】〕\])）]|[□■◇◆○●▲△★☆].*|.{2,8}[|｜丨])$/u;

/** The name of a paper or of a sheet: 工作简报, 第8期, 稿件审批单. */
export function isFormHeading(text: string): boolean {
  return FORM_HEADING.test(isSpacedOut(text) ? text.replace(/[\s\u3000]/gu, '') : text) || isIssueLine(text);
}

/** The line below a masthead: number, whose paper, and day, in any order. */
function isIssueLine(text: string): boolean {
  if (text.length > 60) return false;
  const rest = text.replace(
    /[（(【〔[]?(?:总|第|\d{4}年?)?第?[\s\u3000]*[\d一二三四五六七八九十]+[\s\u3000]*期[)）】〕\]]?|总第\d+号/gu,
    '　',
  );
  if (rest === text) return false;
  const day = readDay(rest)?.text;
  const words = (day ? rest.replace(day, '　') : rest).split(/[\s\u3000（()）]+/u).filter(Boolean);
  return words.length <= 2 && words.every(word => looksLikeUnit(word.replace(/(?:主办|编印?|印发?)$/u, '')));
}

/** A sentence or a long line: what follows belongs to the text. */
export function isText(line: Line): boolean {
  if (line.kind === 'table') return true;
  const length = [...line.text].length;
  // A semicolon parts fields as well: 撰文：马思远；摄影：林小满.
  return (
    /。/u.test(line.text) ||
    length > 80 ||
    (/；/u.test(line.text) && !/^[^；。]{2,6}[:：｜|]/u.test(line.text))
  );
}

export function firstText(lines: readonly Line[]): ParagraphBlock | undefined {
  return lines.find((line): line is ParagraphBlock => line.kind === 'paragraph' && isText(line));
}

/** Larger than the text by more than a grade: a heading, wherever it stands on the line. */
export function isLarger(line: ParagraphBlock, body: ParagraphBlock | undefined): boolean {
  return line.size !== null && body?.size != null && line.size >= body.size + 2;
}

/** Whether a line is made to be seen: centred, larger or bolder than the text, or styled as a heading. */
export function standsOut(line: ParagraphBlock, body: ParagraphBlock | undefined): boolean {
  if (line.align === 'center' || line.heading > 0) return body?.align !== 'center' || line.heading > 0;
  return isLarger(line, body) || (line.bold && body !== undefined && !body.bold);
}

export interface TitleHints {
  /** What the file's name says. */
  fileName: string | null;
  /** What stands beside 标题 in a form. */
  labelled: string | undefined;
  /** Names of units that something around the text gives. */
  units: ReadonlySet<string>;
  /** Whether a line tells who wrote it, for whom, when. */
  isCredit(line: ParagraphBlock): boolean;
}

export interface TitleChoice {
  at: number;
  /** Whether no other line comes near it. */
  clear: boolean;
}

/**
 * The line that is the title among those before the first sentence. Every trait is evidence, and none decides: how it is
 * set, against the text and against the other lines; how long it is; whether it reads like the name of a paper, a unit, a
 * label, a heading with its number. null when nothing speaks for any line.
 */
export function chooseTitle(lines: readonly Line[], hints: TitleHints): TitleChoice | null {
  const upTo = lines.findIndex(isText);
  const candidates = lines.slice(
    0,
    Math.min(upTo === -1 ? lines.length : upTo, MOST_CANDIDATES),
  ) as ParagraphBlock[];
  const scores = scoresOf(candidates, firstText(lines), hints);
  const most = Math.max(...scores);
  if (!(most >= LEAST)) return null;
  const at = scores.indexOf(most);
  // What is set alike right below belongs to it and is no rival.
  const rivals = scores.filter(
    (_, other) => other !== at && !(other === at + 1 && candidates[other]!.size === candidates[at]!.size),
  );
  return { at, clear: rivals.every(score => score <= most - CLEAR_LEAD) };
}

/** What speaks for each of the candidates. */
function scoresOf(
  candidates: readonly ParagraphBlock[],
  body: ParagraphBlock | undefined,
  hints: TitleHints,
): number[] {
  const sizes = candidates.map(line => line.size ?? 0);
  const smallest = Math.min(...sizes);
  const largest = Math.max(
    ...candidates.filter(line => !isFormHeading(line.text)).map(line => line.size ?? 0),
  );
  // A word or two above a whole line are a column, or what a whole campaign is called.
  const isBelowWhole = (line: ParagraphBlock) =>
    [...line.text].length < 9 && candidates.some(each => isWholeTitle(each, hints));
  // The name of a column in brackets, or behind a square, leaves the first place to what follows.
  const opening = candidates.findIndex(
    line => !isAside(line, hints) && !isFormHeading(line.text) && !isBelowWhole(line),
  );
  return candidates.map((line, at) => {
    let score = evidenceOf(line, body) + evidenceOfHints(line, hints) + (at === 0 || at === opening ? 1 : 0);
    if (hints.isCredit(line)) score -= 6;
    if (isBelowWhole(line)) score -= 1.5;
    if (candidates.length > 1) score -= evidenceOfName(line, candidates[at + 1], hints);
    if (isMasthead(line, candidates, body)) score -= 6;
    if (line.size !== null && line.size === largest && smallest < largest) score += 3;
    return score;
  });
}

/** A line in brackets, or one that tells who and when. */
function isAside(line: ParagraphBlock, hints: TitleHints): boolean {
  return MARKED_OFF.test(line.text) || hints.isCredit(line);
}

/** The unit above its paper in large letters, or its writers; alone, it may be a title that ends like a unit's name. */
function evidenceOfName(line: ParagraphBlock, below: ParagraphBlock | undefined, hints: TitleHints): number {
  const isOfUnit = looksLikeUnit(line.text) ? (isLetterheadOf(line, below) ? 7 : 0.5) : 0;
  return isOfUnit + (areNames(line.text) ? 4 : 0) + (hints.units.has(line.text) ? 7 : 0);
}

function isWholeTitle(line: ParagraphBlock, hints: TitleHints): boolean {
  return (
    /^[^—-].{11}/u.test(line.text) &&
    !hints.isCredit(line) &&
    !MARKED_OFF.test(line.text) &&
    !isFormHeading(line.text) &&
    !opensWithLabel(line.text)
  );
}

function evidenceOf(line: ParagraphBlock, body: ParagraphBlock | undefined): number {
  const { text } = line;
  const length = [...text].length;
  let score = standsOut(line, body) ? 3 : 0;
  if (length > 60 || length < 4) score -= 3;
  if (HEADING_MARK.test(text) || /^(?:——|--)/u.test(text)) score -= 3;
  if (ENDS_SENTENCE.test(text)) score -= 3;
  if (/^关于.{4,}的.{2,6}$/u.test(text)) score += 2;
  if (MARKED_OFF.test(text) || opensWithLabel(text)) score -= 2;
  if (isFormHeading(text)) score -= isSpacedOut(text) || length <= 10 || /\d[期号]/u.test(text) ? 6 : 1;
  return score;
}

/** The number of a paper stands right below the name of who issues it. */
function isLetterheadOf(unit: ParagraphBlock, below: ParagraphBlock | undefined): boolean {
  return (
    below !== undefined &&
    /[〔[（(【]\d{4}[〕\])）】]|第\s*\d+\s*[期号]/u.test(below.text) &&
    unit.text.length <= 30
  );
}

/** A few characters, far larger than a longer line that stands out as well: the name of a paper that no list holds. */
function isMasthead(
  line: ParagraphBlock,
  candidates: readonly ParagraphBlock[],
  body: ParagraphBlock | undefined,
): boolean {
  const { size, text } = line;
  if (size === null || [...text.replace(/[\s\u3000]/gu, '')].length > 8) return false;
  return candidates.some(
    each =>
      each !== line &&
      each.size !== null &&
      size >= each.size * 1.5 &&
      standsOut(each, body) &&
      /^[^—-].{9,}$/u.test(each.text),
  );
}

function evidenceOfHints(line: ParagraphBlock, { fileName, labelled }: TitleHints): number {
  return (matchesTitle(line.text, fileName) ? 4 : 0) + (line.text === labelled ? 9 : 0);
}
