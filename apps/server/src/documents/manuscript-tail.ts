import { looksLikeCaption } from './captions.ts';
import type { ParagraphBlock } from './document.ts';
import type { Acquainted, Credits } from './manuscript-credit.ts';
import { isBareUnit, noCredits } from './manuscript-credit.ts';
import { readCredits } from './manuscript-credits.ts';
import type { Line, Zones } from './manuscript-parts.ts';
import {
  couldBePerson,
  HEADING_MARK,
  isFlourish,
  looksLikePerson,
  looksLikeUnit,
  namesIn,
} from './manuscript-words.ts';

/** A sign-off, its remarks and distribution lists are never longer than this. */
const TAIL_LINES = 12;

/** A text that was saved without its pictures still ends with their captions, or has them small and centred inside. */
export function takeLostCaptions(lines: Line[], zones: Zones): Line[] {
  let end = lines.length;
  while (end > 2 && lines[end - 1]?.kind === 'paragraph' && looksLikeCaption(lines[end - 1])) end -= 1;
  const kept = lines.filter((_, at) => at < end && !isLostCaption(lines, at));
  for (const line of lines)
    if (line.kind === 'paragraph' && !kept.includes(line)) zones.lostCaptions.push(line.text);
  return kept;
}

/** Inside the text, centred, without a stop, and smaller than what stands around it where sizes are known. */
function isLostCaption(lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  if (!line || !isCentredAlone(line)) return false;
  let [from, to] = [at - 1, at + 1];
  while (from > 0 && isCentredAlone(lines[from])) from -= 1;
  while (to < lines.length - 1 && isCentredAlone(lines[to])) to += 1;
  const isText = (each: Line | undefined, atLeast: string): boolean =>
    each?.kind === 'paragraph' &&
    each.align !== 'center' &&
    each.text.includes(atLeast) &&
    (line.size === null ? each.size === null : each.size !== null && each.size >= line.size + 3);
  // Without sizes only sentences on both sides make it sure enough.
  return isText(lines[from], line.size === null ? '。' : '') && isText(lines[to], '。');
}

function isCentredAlone(line: Line | undefined): line is ParagraphBlock {
  return line?.kind === 'paragraph' && line.align === 'center' && /^[^。！？；]{4,40}$/u.test(line.text);
}

/** Works upwards from the last line as long as lines are credits, and takes them off. */
export function takeTail(lines: Line[], zones: Zones, acquainted: Acquainted): Line[] {
  let end = lines.length;
  const first = Math.max(1, lines.length - TAIL_LINES);
  let below: Credits | null = null;
  for (; end > first; end -= 1) {
    const line = lines[end - 1]!;
    if (line.kind === 'table') break;
    if (/^[（(]?此页无正文[)）]?$/u.test(line.text) || isFlourish(line.text) || isTopic(line.text)) continue;
    const above = lines[end - 2];
    if (isRemark(line.text, acquainted) || isBelowCredits(line, above, acquainted)) {
      zones.leftOut.push(line.text);
      continue;
    }
    const credits: Credits | null = creditsAtTail(line, { below, above, acquainted });
    if (!credits) break;
    // Bodies that sign together stand one above the other: the upper one comes first.
    if (below && isBareUnit(credits) && isBareUnit(below)) below.units.unshift(...credits.units);
    else {
      below = credits;
      zones.clues.push({ credits, place: 'sign_off', text: line.text });
    }
    if (credits.isSource) zones.sourceNote ??= line.text;
    zones.signOff.unshift(line.text);
  }
  return takeAttachments(lines.slice(0, end), zones);
}

/** #基层治理# */
function isTopic(text: string): boolean {
  return text.length <= 60 && /^(?:#[^#]{2,20}#?[\s\u3000]*)+$/u.test(text);
}

/** What is said of the paper and not in it: （图片由受访单位提供）, 本信息已经领导审核。 */
function isRemark(text: string, acquainted: Acquainted): boolean {
  if ([...text].length > 40 || readCredits(text, acquainted)) return false;
  return (
    /^[（(【[](?:[^。（()）]{0,12}(?:图片|照片|稿件|来稿|此稿|本稿|本文|此件|原文|资料|请勿|不得|仅供|内部)[^。（()）]{0,20})[)）】\]]$/u.test(
      text,
    ) ||
    /^(?:注[:：])?(?:本|此|该|以上)(?:信息|稿件?|文|件|篇|消息)[^，。]{0,12}(?:审核|审定|审签|审阅|同意|首发|原创|属实|核实|未在|不涉密|公开|转载)[^。]{0,16}。?$/u.test(
      text,
    )
  );
}

/** A short line without a stop right below labelled credits is none of the text, whatever it says. */
function isBelowCredits(line: ParagraphBlock, above: Line | undefined, acquainted: Acquainted): boolean {
  if (above?.kind !== 'paragraph' || [...line.text].length > 30 || /[。！？；]$/u.test(line.text))
    return false;
  if (readCredits(line.text, acquainted) || HEADING_MARK.test(line.text)) return false;
  const credits = readCredits(above.text, acquainted);
  return credits?.labelled === true && !credits.guessed && credits.units.length + credits.people.length > 0;
}

interface TailContext {
  below: Credits | null;
  above: Line | undefined;
  acquainted: Acquainted;
}

function creditsAtTail(line: ParagraphBlock, { below, above, acquainted }: TailContext): Credits | null {
  const aboveDate = (below?.dates.length ?? 0) > 0;
  const credits = readCredits(line.text, acquainted, aboveDate || line.align === 'right');
  if (credits && !isBareUnit(credits)) return credits;
  const known = credits?.units.every(acquainted.isUnit) ?? false;
  // A dash before it, as below an epigraph: ——澄湖区水务局.
  const isDashed = /^(?:——|--|—)/u.test(line.text);
  if (credits && (known || aboveDate || isDashed || line.align === 'right' || below !== null)) return credits;
  if (credits && signsAlone(line, above, acquainted)) return { ...credits, guessed: true };
  const people = namesInBrackets(line.text) ?? namesInSignature(line, below, above);
  if (people) return people;
  // Right above the date stands whoever signs, whatever it is called.
  const couldSign =
    aboveDate &&
    [...line.text].length <= 30 &&
    !/[，。；：！？“”]/u.test(line.text) &&
    !HEADING_MARK.test(line.text);
  if (!couldSign || (line.align !== 'right' && !looksLikeUnit(line.text))) return null;
  return { ...noCredits(), units: [line.text], guessed: !looksLikeUnit(line.text) };
}

/** A unit in the last line, below the last sentence or below who wrote it, signs, though it stands at the left. */
function signsAlone(line: ParagraphBlock, above: Line | undefined, acquainted: Acquainted): boolean {
  if (above?.kind !== 'paragraph' || [...line.text].length > 15 || !/[^场园]$/u.test(line.text)) return false;
  return /。$/u.test(above.text) || readCredits(above.text, acquainted)?.labelled === true;
}

/** Nothing but names in brackets below the text: who wrote it, though no word says so. */
export function namesInBrackets(text: string): Credits | null {
  const inner = /^[（(【〔[]([^（()）【】〔〕[\]]{2,40})[)）】〕\]]$/u.exec(text)?.[1];
  const people = inner === undefined ? [] : namesIn(inner);
  // 原野 is a name beside 麻秋实, and a landscape alone.
  const isList = people.some(looksLikePerson) && people.every(name => couldBeName(name));
  return isList && !people.some(looksLikeUnit)
    ? { ...noCredits(), people, guessed: !people.every(looksLikePerson) }
    : null;
}

/** A foreign or long name only where it reads like one. */
function couldBeName(text: string): boolean {
  return looksLikePerson(text) || (couldBePerson(text) && text.length <= 4);
}

/**
 * In a signature the writers' names stand alone: above a telephone or a day, below the unit. Without a unit above them only
 * names that all read like names are meant.
 */
function namesInSignature(
  line: ParagraphBlock,
  below: Credits | null,
  above: Line | undefined,
): Credits | null {
  if (!below || line.text.length > 40) return null;
  const people = namesIn(line.text);
  if (people.length === 0 || !people.every(name => couldBeName(name))) return null;
  const allNames = people.every(looksLikePerson);
  const isContact = below.labelled && below.units.length + below.people.length + below.dates.length === 0;
  const isBelowUnit = above?.kind === 'paragraph' && looksLikeUnit(above.text);
  const isMeant = (isBelowUnit || allNames) && !people.some(looksLikeUnit);
  if (!isMeant || !(isContact || below.dates.length > 0)) return null;
  return { ...noCredits(), people, guessed: !(allNames && isBelowUnit) };
}

/** The list of attachments between the text and its sign-off: 附件：1. … 2. … */
function takeAttachments(lines: Line[], zones: Zones): Line[] {
  const from = lines.findLastIndex(
    line => line.kind === 'paragraph' && /^附件?[\s\u3000]*\d*[\s\u3000]*[:：]/u.test(line.text),
  );
  if (from < 1 || from < lines.length - 10) return lines;
  const list = lines.slice(from);
  const isList = list.every(
    (line, at) =>
      line.kind === 'paragraph' && (at === 0 || /^\d{1,2}[.．、]/u.test(line.text)) && line.text.length <= 80,
  );
  if (!isList) return lines;
  for (const line of list) {
    if (line.kind === 'paragraph')
      zones.attachments.push(
        line.text
          .replace(/^附件?[\s\u3000]*\d*[\s\u3000]*[:：][\s\u3000]*/u, '')
          .replace(/^\d{1,2}[.．、]\s*/u, ''),
      );
  }
  return lines.slice(0, from);
}
