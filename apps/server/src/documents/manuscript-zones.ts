import type { Block, ParagraphBlock, ReadDocument } from './document.ts';
import { trimmed } from './document.ts';
import type { Acquainted } from './manuscript-credit.ts';
import { readCredits, readValue } from './manuscript-credits.ts';
import { framedLines, readForm } from './manuscript-forms.ts';
import { takeHead } from './manuscript-head.ts';
import { takeCoveringLetter } from './manuscript-letter.ts';
import { takeAside } from './manuscript-letterhead.ts';
import type { Line, Zones } from './manuscript-parts.ts';
import { namesInBrackets, takeLostCaptions, takeTail } from './manuscript-tail.ts';
import type { Label } from './manuscript-words.ts';
import { labelOf, looksLikeUnit, opensWithRole } from './manuscript-words.ts';

const LONE_LABELS: ReadonlySet<Label> = new Set(['unit', 'person', 'both', 'date', 'title']);

/** Takes a document apart into what stands around the text and the text itself. */
export function zonesOf(document: ReadDocument, titleHint: string | null, acquainted: Acquainted): Zones {
  const zones: Zones = {
    clues: [],
    hints: [],
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
  let lines = labelsWithValues(linesOf(document), acquainted);
  lines = takeForms(lines, zones, acquainted);
  lines = takeTail(lines, zones, acquainted);
  if (document.pictures.length === 0) lines = takeLostCaptions(lines, zones);
  lines = takeCoveringLetter(lines, zones, acquainted);
  lines = takeHead(lines, zones, { titleHint, acquainted });
  zones.body = takeInlineSource(lines, zones, acquainted);
  readDateline(zones, acquainted);
  takeAside(document, zones, acquainted);
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

/** A form that was saved as lines: a label alone, and its value alone below it. */
function labelsWithValues(lines: Line[], acquainted: Acquainted): Line[] {
  const joined: Line[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [line, below] = [lines[at]!, lines[at + 1]];
    const value = line.kind === 'paragraph' && below?.kind === 'paragraph' ? below.text : '';
    if (line.kind === 'paragraph' && isLabelAbove(line.text, value, acquainted)) {
      joined.push({ ...line, text: `${line.text.replace(/[\s\u3000]*[:：]$/u, '')}：${value}` });
      at += 1;
    } else joined.push(line);
  }
  return joined;
}

function isLabelAbove(text: string, value: string, acquainted: Acquainted): boolean {
  const label = labelOf(text);
  if (label === null || !LONE_LABELS.has(label) || [...text].length < 2) return false;
  if (value === '' || [...value].length > 60 || /[。！？]/u.test(value) || labelOf(value)) return false;
  const read = readValue(label, value, acquainted);
  if (!read) return false;
  return label === 'title' || (label === 'unit' ? read.units.every(looksLikeUnit) : true);
}

/** Forms at the head and at the foot of the paper; a form may hold the whole manuscript. */
function takeForms(lines: Line[], zones: Zones, acquainted: Acquainted): Line[] {
  return lines.flatMap((line): Line[] => {
    if (line.kind !== 'table') return [line];
    const credits = readForm(line.rows, acquainted);
    if (credits)
      zones.clues.push({ credits, place: 'table', text: line.rows.map(row => row.join(' ')).join('；') });
    const told = credits ? credits.bodies.flatMap(body => body.split('\n')) : framedLines(line.rows);
    if (!told) return [line];
    return told
      .map(trimmed)
      .filter(text => text !== '')
      .map(plainLine);
  });
}

function plainLine(text: string): ParagraphBlock {
  return { kind: 'paragraph', text, heading: 0, bold: false, align: 'left', size: null };
}

/** News open with who sends them: 本报讯（通讯员 马思远）… The words stay in the text, as they are printed. */
function readDateline(zones: Zones, acquainted: Acquainted): void {
  const first = zones.body.find(line => line.kind === 'paragraph');
  if (first?.kind !== 'paragraph') return;
  const match = /^(.{0,12}?)[\s\u3000]*([（(][^（()）]{2,40}[)）])/u.exec(first.text);
  if (!match) return;
  const credits = readCredits(match[2]!, acquainted);
  const isNews = /[讯訊电電]$/u.test(match[1]!) || opensWithRole(match[2]!.slice(1));
  const isReport = match[1] === '' && credits !== null && (credits.labelled || credits.isSource);
  if (credits && (isNews || isReport)) zones.clues.push({ credits, place: 'body', text: match[2]! });
}

/** A source note in brackets at the very end of the last paragraph: …居全市第二位。（城西中队 马思远） */
function takeInlineSource(lines: Line[], zones: Zones, acquainted: Acquainted): Line[] {
  const last = lines.at(-1);
  if (last?.kind !== 'paragraph') return lines;
  const match = /^(.*[。！？”])[\s\u3000]*([（(【〔[][^（()）【】〔〕[\]]{2,60}[)）】〕\]])$/su.exec(
    last.text,
  );
  const credits = match && (readCredits(match[2]!, acquainted) ?? namesInBrackets(match[2]!));
  if (!match || !credits) return lines;
  zones.clues.push({ credits, place: 'sign_off', text: match[2]! });
  zones.sourceNote ??= match[2]!;
  return [...lines.slice(0, -1), { ...last, text: match[1]! }];
}
