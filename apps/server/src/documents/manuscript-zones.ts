import { looksLikeCaption } from './captions.ts';
import type { Block, ParagraphBlock, ReadDocument } from './document.ts';
import { trimmed } from './document.ts';
import type { Acquainted, Credits } from './manuscript-credits.ts';
import { isBareUnit, isSpacedOut, noCredits, readCredits, readForm } from './manuscript-credits.ts';
import { matchesTitle } from './manuscript-file-name.ts';
import type { Line, Zones } from './manuscript-parts.ts';
import { takeLostCaptions, takeTail } from './manuscript-tail.ts';
import {
  FORM_HEADING,
  HEADING_MARK,
  isCoveringLetter,
  looksLikePerson,
  looksLikeUnit,
  namesIn,
} from './manuscript-words.ts';

const ENDS_SENTENCE = /[。；，、：:;,]$/u;
const HEAD_LINES = 12;

/** Takes a document apart into what stands around the text and the text itself. */
export function zonesOf(document: ReadDocument, titleHint: string | null, acquainted: Acquainted): Zones {
  const zones: Zones = {
    clues: [],
    title: [],
    titleIsSure: false,
    subtitle: null,
    addressee: null,
    body: [],
    signOff: [],
    sourceNote: null,
    attachments: [],
    leftOut: [],
    lostCaptions: [],
  };
  let lines = linesOf(document);
  lines = takeForms(lines, zones, acquainted);
  lines = takeTail(lines, zones, acquainted);
  if (document.pictures.length === 0) lines = takeLostCaptions(lines, zones);
  lines = takeCoveringLetter(lines, zones);
  lines = takeHead(lines, zones, { titleHint, acquainted });
  zones.body = takeInlineSource(lines, zones, acquainted);
  readDateline(zones, acquainted);
  return zones;
}

function linesOf({ blocks, pictures }: ReadDocument): Line[] {
  const captions = new Set(pictures.map(picture => picture.captionBlock));
  return blocks.flatMap((block: Block, at): Line[] => {
    if (block.kind === 'picture' || captions.has(at)) return [];
    if (block.kind === 'table') return [block];
    return block.text
      .split('\n')
      .map(trimmed)
      .filter(text => text !== '')
      .map(text => ({ ...block, text }));
  });
}

/** Forms at the head and at the foot of the paper; a form may hold the whole manuscript. */
function takeForms(lines: Line[], zones: Zones, acquainted: Acquainted): Line[] {
  return lines.flatMap((line): Line[] => {
    if (line.kind !== 'table') return [line];
    const credits = readForm(line.rows, acquainted);
    if (!credits) return [line];
    zones.clues.push({ credits, place: 'table', text: line.rows.map(row => row.join(' ')).join('；') });
    return credits.bodies
      .flatMap(body => body.split('\n'))
      .map(trimmed)
      .filter(text => text !== '')
      .map(plainLine);
  });
}

function plainLine(text: string): ParagraphBlock {
  return { kind: 'paragraph', text, heading: 0, bold: false, align: 'left', size: null };
}

interface HeadContext {
  titleHint: string | null;
  acquainted: Acquainted;
}

/** Works downwards: letterhead and credits, the title, then what may still stand between the title and the text. */
function takeHead(lines: Line[], zones: Zones, context: HeadContext): Line[] {
  let rest = takeHeadCredits(lines, zones, context.acquainted);
  const labelled = zones.clues.find(clue => clue.credits.titles.length > 0)?.credits.titles[0];
  const at = titleAt(rest, context.titleHint, labelled);
  if (at === null) return rest;
  for (const line of rest.slice(0, at)) if (line.kind === 'paragraph') zones.leftOut.push(line.text);
  const first = rest[at] as ParagraphBlock;
  const body = rest.find((line): line is ParagraphBlock => line.kind === 'paragraph' && isText(line));
  let next = at + 1;
  zones.title.push(first);
  while (continuesTitle(first, rest.slice(next, next + 2), { ...context, body })) {
    zones.title.push(rest[next] as ParagraphBlock);
    next += 1;
  }
  const joined = zones.title.map(line => line.text).join('');
  zones.titleIsSure =
    standsOut(first, body) || matchesTitle(joined, context.titleHint) || joined === labelled;
  rest = rest.slice(next);
  rest = takeSubtitle(rest, zones);
  rest = takeHeadCredits(rest, zones, context.acquainted);
  return takeAddressee(rest, zones);
}

function takeHeadCredits(lines: Line[], zones: Zones, acquainted: Acquainted): Line[] {
  let at = 0;
  for (; at < Math.min(lines.length - 1, HEAD_LINES); at += 1) {
    const line = lines[at]!;
    if (line.kind !== 'paragraph') break;
    const credits = bylineBelow(line, zones) ?? readCredits(line.text, acquainted);
    if (
      credits &&
      (!isBareUnit(credits) || isCreditByPlace(line.text, credits, { next: lines[at + 1], acquainted }))
    ) {
      zones.clues.push({ credits, place: 'head', text: line.text });
      if (credits.isSource) zones.sourceNote ??= line.text;
    } else if (isFormHeading(line.text)) zones.leftOut.push(line.text);
    else break;
  }
  return lines.slice(at);
}

/** A letter to the desk before the manuscript: whom it greets, and that it sends something. */
function takeCoveringLetter(lines: Line[], zones: Zones): Line[] {
  const [greeting, letter] = lines;
  if (greeting?.kind !== 'paragraph' || letter?.kind !== 'paragraph' || lines.length < 4) return lines;
  if (!/^[^，。；：:]{2,24}[：:]$/u.test(greeting.text) || !isCoveringLetter(letter.text)) return lines;
  zones.leftOut.push(greeting.text, letter.text);
  return lines.slice(2);
}

/** 柳桥镇 reads like a name, and is none. */
function isNoUnitsName(name: string): boolean {
  return looksLikePerson(name) && !looksLikeUnit(name);
}

/** Names and nothing else, set in the middle below the title: who wrote it. */
function bylineBelow(line: ParagraphBlock, zones: Zones): Credits | null {
  if (zones.title.length === 0 || line.align !== 'center' || line.text.length > 60 || isSpacedOut(line.text))
    return null;
  const people = namesIn(line.text);
  return people.length > 0 && people.length <= 6 && people.every(isNoUnitsName)
    ? { ...noCredits(), people }
    : null;
}

function isFormHeading(text: string): boolean {
  return FORM_HEADING.test(isSpacedOut(text) ? text.replace(/[\s\u3000]/gu, '') : text);
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

/** The line that is the title, among those before the first sentence; null when nothing there can be one. */
function titleAt(lines: Line[], hint: string | null, labelled: string | undefined): number | null {
  const upTo = lines.findIndex(line => line.kind === 'table' || isText(line));
  const candidates = lines.slice(0, Math.min(upTo === -1 ? lines.length : upTo, 6)) as ParagraphBlock[];
  const body = lines.find((line): line is ParagraphBlock => line.kind === 'paragraph' && isText(line));
  let [best, most] = [null as number | null, 0];
  candidates.forEach((line, at) => {
    const score = titleScore(line, body, hint) + (at === 0 ? 1 : 0) + (line.text === labelled ? 9 : 0);
    if (score > most) [best, most] = [at, score];
  });
  return best;
}

function titleScore(line: ParagraphBlock, body: ParagraphBlock | undefined, hint: string | null): number {
  const length = [...line.text].length;
  let score = standsOut(line, body) ? 3 : 0;
  if (matchesTitle(line.text, hint)) score += 4;
  if (length > 60 || length < 4) score -= 3;
  if (HEADING_MARK.test(line.text) || /^(?:——|--)/u.test(line.text)) score -= 3;
  if (ENDS_SENTENCE.test(line.text)) score -= 3;
  return score;
}

/** Whether a line is made to be seen: centred, larger or bolder than the text, or styled as a heading. */
function standsOut(line: ParagraphBlock, body: ParagraphBlock | undefined): boolean {
  if (line.align === 'center' || line.heading > 0) return body?.align !== 'center' || line.heading > 0;
  return isLarger(line, body) || (line.bold && body !== undefined && !body.bold);
}

/** A sentence or a long line: what follows belongs to the text. */
function isText(line: Line): boolean {
  if (line.kind === 'table') return true;
  return /[。；]/u.test(line.text) || [...line.text].length > 80;
}

/** Larger than the text by more than a grade: a heading, wherever it stands on the line. */
function isLarger(line: ParagraphBlock, body: ParagraphBlock | undefined): boolean {
  return line.size !== null && body?.size != null && line.size >= body.size + 2;
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
  const credits = readCredits(line.text, acquainted);
  if (credits && (!isBareUnit(credits) || isCreditByPlace(line.text, credits, { next, acquainted })))
    return false;
  if (looksLikeCaption(line)) return false;
  const sameStyle = line.align === first.align && line.size === first.size && line.heading === first.heading;
  // A plain text says nothing of looks: a second short line right above the text belongs to the title, likely.
  if (first.size === null && sameStyle && next !== undefined && isText(next))
    return !ENDS_SENTENCE.test(line.text);
  const stands = first.align === 'center' || first.heading > 0 || isLarger(first, body);
  return sameStyle && stands && !ENDS_SENTENCE.test(line.text);
}

function takeSubtitle(lines: Line[], zones: Zones): Line[] {
  const line = lines[0];
  if (line?.kind !== 'paragraph' || !/^(?:——|--|—)/u.test(line.text) || isText(line)) return lines;
  zones.subtitle = line.text;
  return lines.slice(1);
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

/** News open with who sends them: 本报讯（通讯员 马思远）… The words stay in the text, as they are printed. */
function readDateline(zones: Zones, acquainted: Acquainted): void {
  const first = zones.body.find(line => line.kind === 'paragraph');
  const match =
    first?.kind === 'paragraph'
      ? /^.{0,12}[讯訊电電][\s\u3000]*([（(][^（()）]{2,40}[)）])/u.exec(first.text)
      : null;
  const credits = match && readCredits(match[1]!, acquainted);
  if (credits) zones.clues.push({ credits, place: 'body', text: match[1]! });
}

/** A source note in brackets at the very end of the last paragraph: …居全市第二位。（城西中队 马思远） */
function takeInlineSource(lines: Line[], zones: Zones, acquainted: Acquainted): Line[] {
  const last = lines.at(-1);
  if (last?.kind !== 'paragraph') return lines;
  const match = /^(.*[。！？”])[\s\u3000]*([（(][^（()）]{2,60}[)）])$/su.exec(last.text);
  const credits = match && readCredits(match[2]!, acquainted);
  if (!match || !credits) return lines;
  zones.clues.push({ credits, place: 'sign_off', text: match[2]! });
  zones.sourceNote ??= match[2]!;
  return [...lines.slice(0, -1), { ...last, text: match[1]! }];
}
