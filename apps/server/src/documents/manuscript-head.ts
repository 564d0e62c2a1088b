import { looksLikeCaption } from './captions.ts';
import type { ParagraphBlock } from './document.ts';
import type { Acquainted, Credits } from './manuscript-credit.ts';
import { isBareUnit, noCredits } from './manuscript-credit.ts';
import { readCredits } from './manuscript-credits.ts';
import { readDay } from './manuscript-day.ts';
import { matchesTitle } from './manuscript-file-name.ts';
import { takeLetterhead } from './manuscript-letterhead.ts';
import type { Line, Zones } from './manuscript-parts.ts';
import {
  chooseTitle,
  ENDS_SENTENCE,
  firstText,
  isFormHeading,
  isLarger,
  isText,
  standsOut,
} from './manuscript-title.ts';
import {
  areNames,
  couldBePerson,
  HEADING_MARK,
  isFlourish,
  isSpacedOut,
  looksLikePerson,
  looksLikeUnit,
  namesIn,
} from './manuscript-words.ts';

const HEAD_LINES = 12;

interface HeadContext {
  titleHint: string | null;
  acquainted: Acquainted;
}

/** What a leader wrote above the paper: 领导批示：同意采用。 */
const INSTRUCTION =
  /^(?:(?:主要|分管|单位|部门|科室)?领导|科室|单位|部门|审核|审批|拟办|承办)?(?:批示|意见|签批|批语)[:：].{0,60}$/u;

/** Works downwards: letterhead and credits, the title, then what may still stand between the title and the text. */
export function takeHead(lines: Line[], zones: Zones, context: HeadContext): Line[] {
  const { acquainted } = context;
  let rest = takeHeadCredits(lines, zones, acquainted);
  const labelled = zones.clues.find(clue => clue.credits.titles.length > 0)?.credits.titles[0];
  const choice = chooseTitle(rest, {
    fileName: context.titleHint,
    labelled,
    units: new Set(zones.clues.flatMap(clue => clue.credits.units)),
    isCredit: line => saysMore(readCredits(line.text, acquainted)),
  });
  if (choice === null) return withoutRules(rest);
  const above = takeAbove(rest.slice(0, choice.at), zones, acquainted);
  const first = rest[choice.at] as ParagraphBlock;
  const body = firstText(rest);
  let next = choice.at + 1;
  zones.title.push(first);
  while (continuesTitle(first, rest.slice(next, next + 2), { ...context, body })) {
    zones.title.push(rest[next] as ParagraphBlock);
    next += 1;
  }
  const joined = zones.title.map(line => line.text).join('');
  const isKnown = matchesTitle(joined, context.titleHint) || joined === labelled;
  // A line above it that nobody understood may have been the title, or its first half.
  // A second line that is no larger than the text may be something else.
  const isOne = zones.title.length === 1 || isLarger(first, body) || first.heading > 0;
  zones.titleIsSure = isKnown || (choice.clear && isOne && above === 0 && standsOut(first, body));
  rest = takeSubtitle(rest.slice(next), zones, acquainted);
  rest = withoutRules(takeHeadCredits(rest, zones, acquainted));
  return takeAddressee(rest, zones);
}

/** More than the bare name of a unit, which may be half of a title. */
function saysMore(credits: Credits | null): credits is Credits {
  return credits !== null && !isBareUnit(credits);
}

/** What stands above the title is read where it says something, and named where it does not; gives how many it does not. */
function takeAbove(lines: Line[], zones: Zones, acquainted: Acquainted): number {
  let unexplained = 0;
  for (const line of lines) {
    if (line.kind !== 'paragraph') continue;
    const credits = readCredits(line.text, acquainted);
    if (saysMore(credits)) zones.clues.push({ credits, place: 'head', text: line.text });
    else {
      zones.leftOut.push(line.text);
      takeLetterhead(line.text, zones);
    }
    if (!credits && !isFormHeading(line.text)) unexplained += 1;
  }
  return unexplained;
}

/** A ruled line of dashes, an ornament, or 正文 alone between the head and the text. */
function withoutRules(lines: Line[]): Line[] {
  const from = lines.findIndex(line => line.kind !== 'paragraph' || !isFlourish(line.text));
  return from > 0 ? lines.slice(from) : lines;
}

function takeHeadCredits(lines: Line[], zones: Zones, acquainted: Acquainted): Line[] {
  let at = 0;
  for (; at < Math.min(lines.length - 1, HEAD_LINES); at += 1) {
    const line = lines[at]!;
    if (line.kind !== 'paragraph') break;
    const credits =
      readCredits(line.text, acquainted, zones.title.length > 0) ?? bylineBelow(line, zones, lines[at + 1]);
    if (credits && isCreditHere(line, credits, { zones, below: lines.slice(at + 1), acquainted })) {
      zones.clues.push({ credits, place: 'head', text: line.text });
      if (credits.isSource) zones.sourceNote ??= line.text;
    } else if (
      isLetterhead(line.text) ||
      (zones.title.length === 0 && (isFlourish(line.text) || INSTRUCTION.test(line.text)))
    ) {
      zones.leftOut.push(line.text);
      takeLetterhead(line.text, zones);
    } else if (at > 0 && isField(lines, at, acquainted)) zones.leftOut.push(line.text);
    else break;
  }
  return lines.slice(at);
}

/** The bare name of a unit is a credit only by its place. */
function isCreditHere(
  line: ParagraphBlock,
  credits: Credits,
  { zones, below, acquainted }: { zones: Zones; below: readonly Line[]; acquainted: Acquainted },
): boolean {
  if (!isBareUnit(credits) || isUnitBelow(line, credits, { zones, next: below[0] })) return true;
  if (zones.title.length === 0 && !titleIsBelow(below, acquainted)) return false;
  return isCreditByPlace(line.text, credits, { next: below[0], acquainted });
}

/** Whether any line before the text could still be the title; otherwise it is the one above: 小剧团演出大舞台. */
function titleIsBelow(lines: readonly Line[], acquainted: Acquainted): boolean {
  const text = lines.findIndex(isText);
  return lines
    .slice(0, text === -1 ? lines.length : text)
    .some(
      line => line.kind === 'paragraph' && !readCredits(line.text, acquainted) && !isFormHeading(line.text),
    );
}

/** A field that nobody needs between fields that say something: 稿件状态：已提交. */
function isField(lines: readonly Line[], at: number, acquainted: Acquainted): boolean {
  const isLabelled = (line: Line | undefined) =>
    line?.kind === 'paragraph' && readCredits(line.text, acquainted)?.labelled === true;
  const line = lines[at];
  return (
    line?.kind === 'paragraph' &&
    /^[\p{Script=Han}]{2,6}[:：][^。，；：]{1,20}$/u.test(line.text) &&
    isLabelled(lines[at - 1]) &&
    isLabelled(lines[at + 1])
  );
}

/** Short enough to be nothing but the name of a paper; a longer one may be its title: …问题的舆情专报. */
function isLetterhead(text: string): boolean {
  return (
    isFormHeading(text) && (isSpacedOut(text) || [...text].length <= 14 || /\d[\s\u3000]*[期号]/u.test(text))
  );
}

/** Below a title, set otherwise than it, the name of a unit is no half of it; nor are two units side by side. */
function isUnitBelow(
  line: ParagraphBlock,
  credits: Credits,
  { zones, next }: { zones: Zones; next: Line | undefined },
): boolean {
  const title = zones.title.at(-1);
  if (!title || !credits.units.every(looksLikeUnit)) return false;
  if (isAboveNames(next)) return true;
  const setOtherwise = line.size !== null && title.size !== null && line.size < title.size;
  return setOtherwise || credits.units.length > 1;
}

/** Names and nothing else, set in the middle below the title: who wrote it. One a line, they vouch for each other. */
function bylineBelow(line: ParagraphBlock, zones: Zones, next?: Line): Credits | null {
  if (zones.title.length === 0 || line.text.length > 60 || isSpacedOut(line.text)) return null;
  const people = namesIn(line.text);
  if (people.length === 0 || people.length > 6 || people.some(looksLikeUnit)) return null;
  // A plain text knows no middle: there every one has to read like a name.
  if (line.align !== 'center')
    return line.size === null && people.every(looksLikePerson)
      ? { ...noCredits(), people, guessed: true }
      : null;
  if (people.every(looksLikePerson)) return { ...noCredits(), people };
  const below = next?.kind === 'paragraph' && next.align === 'center' ? next.text : '';
  const vouched = namesIn(below).every(looksLikePerson) || readDay(below) !== null;
  return below !== '' && vouched && people.every(couldBePerson)
    ? { ...noCredits(), people, guessed: true }
    : null;
}

/** The name of a unit alone may be a title's half: it is a credit when known, in lens brackets, or right above its date. */
function isCreditByPlace(
  text: string,
  credits: Credits,
  { next, acquainted }: { next: Line | undefined; acquainted: Acquainted },
): boolean {
  if (credits.units.every(acquainted.isUnit) || /^[【〔[（(].*[\]〕】）)]$/u.test(text)) return true;
  if (next?.kind !== 'paragraph') return false;
  const below = readCredits(next.text, acquainted);
  return below !== null && below.dates.length > 0 && below.units.length === 0;
}

function isCreditLine(line: Line | undefined, acquainted: Acquainted): boolean {
  return line?.kind === 'paragraph' && saysMore(readCredits(line.text, acquainted, true));
}

/** A unit and below it its writers. */
function isAboveNames(next: Line | undefined): boolean {
  return next?.kind === 'paragraph' && areNames(next.text);
}

function continuesTitle(
  first: ParagraphBlock,
  [line, next]: (Line | undefined)[],
  { acquainted, body }: HeadContext & { body: ParagraphBlock | undefined },
): boolean {
  if (
    line?.kind !== 'paragraph' ||
    isText(line) ||
    HEADING_MARK.test(line.text) ||
    /^(?:——|--|[（(【])/u.test(line.text)
  )
    return false;
  // The second half of a title may well end like the name of a unit; only a known one, or more than a name, is a credit.
  const credits = readCredits(line.text, acquainted, !isLarger(line, body));
  if (credits && (!isBareUnit(credits) || isCreditByPlace(line.text, credits, { next, acquainted })))
    return false;
  if (looksLikeCaption(line) || areNames(line.text)) return false;
  if (credits && isAboveNames(next) && !isLarger(line, body)) return false;
  const sameStyle = line.align === first.align && line.size === first.size && line.heading === first.heading;
  // A plain text says nothing of looks: a second short line right above the text belongs to the title, likely.
  if (first.size === null && sameStyle && next !== undefined && isText(next))
    return !ENDS_SENTENCE.test(line.text);
  // Bold alone is what headings are, too; above who wrote it stands nothing but the title.
  const isBold =
    first.bold && line.bold && body !== undefined && !body.bold && isCreditLine(next, acquainted);
  const stands = first.align === 'center' || first.heading > 0 || isLarger(first, body) || isBold;
  return sameStyle && stands && !ENDS_SENTENCE.test(line.text);
}

/** A second line of the title in smaller letters, mostly behind a dash. */
function takeSubtitle(lines: Line[], zones: Zones, acquainted: Acquainted): Line[] {
  const line = lines[0];
  if (line?.kind !== 'paragraph' || lines.length < 2 || isText(line)) return lines;
  const isDashed = /^(?:——|--|—)[^—-]/u.test(line.text);
  if (!isDashed && !(isSetBelow(line, zones) && readCredits(line.text, acquainted) === null)) return lines;
  zones.subtitle = line.text;
  return lines.slice(1);
}

/** Centred like the title and smaller: no heading, no names, no label, no bracket. */
function isSetBelow(line: ParagraphBlock, zones: Zones): boolean {
  const title = zones.title.at(-1);
  if (title?.align !== 'center' || line.align !== 'center' || title.size === null || line.size === null)
    return false;
  if (bylineBelow(line, zones) || line.size >= title.size || looksLikeCaption(line)) return false;
  return /^[^。：:（(【〔□■]{5,40}$/u.test(line.text) && !HEADING_MARK.test(line.text);
}

/** Whom a report speaks to: a short line that ends with a colon right below the title. */
function takeAddressee(lines: Line[], zones: Zones): Line[] {
  const line = lines[0];
  if (line?.kind !== 'paragraph' || lines.length < 2) return lines;
  const name = /^([^，。；：:]{2,60})[：:]$/u.exec(line.text)?.[1];
  const isBody = name
    ?.split(/[、\s\u3000]+/u)
    .every(each => looksLikeUnit(each) || /(?:领导|同志|各单位|负责人)$/u.test(each));
  if (!name || !isBody) return lines;
  zones.addressee = name;
  return lines.slice(1);
}
