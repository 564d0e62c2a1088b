import type { Finding } from '../files/finding.ts';
import type { Block, ReadDocument } from './document.ts';
import { trimmed } from './document.ts';
import type { Numbering } from './docx-numbering.ts';
import type { Relationship } from './docx-parts.ts';
import { docxNote, pushOnce } from './docx-parts.ts';
import type { Look, Styles } from './docx-styles.ts';
import { isSet } from './docx-styles.ts';
import { Refused } from './refusals.ts';
import type { XmlElement } from './xml.ts';
import { below, child, elements, textOf } from './xml.ts';

/** What the walk through the body knows and gathers. */
export interface BodyWalk {
  styles: Styles;
  numbering: Numbering;
  relationships: Map<string, Relationship>;
  notes: Finding[];
  aside: ReadDocument['aside'];
}

/** A block, or a picture by the name of its part and its author's words for it. */
export type RawBlock =
  | Exclude<Block, { kind: 'picture' }>
  | { kind: 'picture'; target: string; words: string };

interface Gathered {
  text: string;
  /** Characters by size and by boldness: the larger share decides what the paragraph looks like. */
  sizes: Map<number, number>;
  boldCharacters: number;
  characters: number;
  pictures: { target: string; words: string }[];
  /** Text boxes anchored in the paragraph; they are read after it. */
  boxes: XmlElement[];
}

const TRANSPARENT = new Set([
  'w:sdt',
  'w:sdtContent',
  'w:customXml',
  'w:smartTag',
  'w:ins',
  'w:moveTo',
  'w:hyperlink',
  'w:fldSimple',
  'w:dir',
  'w:bdo',
  'w:ruby',
  'w:rubyBase',
  'mc:Choice',
  'mc:Fallback',
]);
const REACHING_FIELD = /^\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\b/iu;
const BREAKS: Record<string, string> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
};

export function readBody(body: XmlElement, walk: BodyWalk): RawBlock[] {
  const blocks: RawBlock[] = [];
  for (const each of elements(body)) {
    if (each.name === 'w:p') blocks.push(...readParagraph(each, walk));
    else if (each.name === 'w:tbl') blocks.push(...readTable(each, walk));
    else if (each.name === 'w:altChunk') pushOnce(walk.notes, docxNote('embedded_files_left_out'));
    else if (each.name === 'mc:AlternateContent') blocks.push(...readBody(chosen(each), walk));
    else if (TRANSPARENT.has(each.name)) blocks.push(...readBody(each, walk));
    else if (each.name === 'w:moveFrom' || each.name === 'w:del') noteChange(each, walk);
  }
  return blocks;
}

function readParagraph(paragraph: XmlElement, walk: BodyWalk): RawBlock[] {
  const look = walk.styles.paragraph(child(paragraph, 'w:pPr'));
  const gathered: Gathered = {
    text: '',
    sizes: new Map(),
    boldCharacters: 0,
    characters: 0,
    pictures: [],
    boxes: [],
  };
  gather(paragraph, look, { walk, gathered });
  const text = trimmed(gathered.text);
  const number = look.list && text !== '' ? walk.numbering.next(look.list) : '';
  const blocks: RawBlock[] = [];
  if (text !== '') {
    blocks.push({
      kind: 'paragraph',
      text: number + text,
      heading: look.heading ?? 0,
      bold: gathered.boldCharacters * 2 > gathered.characters,
      align: look.align ?? 'left',
      size: mostly(gathered.sizes),
    });
  }
  blocks.push(...gathered.pictures.map(({ target, words }) => ({ kind: 'picture' as const, target, words })));
  for (const box of gathered.boxes) blocks.push(...readBody(box, walk));
  return blocks;
}

interface InParagraph {
  walk: BodyWalk;
  gathered: Gathered;
}

function gather(parent: XmlElement, look: Look, context: InParagraph): void {
  for (const each of elements(parent)) {
    if (each.name === 'w:r') gatherRun(each, context.walk.styles.run(child(each, 'w:rPr'), look), context);
    else if (each.name === 'mc:AlternateContent') gather(chosen(each), look, context);
    else if (each.name === 'w:del' || each.name === 'w:moveFrom') noteChange(each, context.walk);
    else if (each.name === 'm:oMath' || each.name === 'm:oMathPara') {
      addText([...below(each, 'm:t')].map(textOf).join(''), look, context.gathered);
    } else if (TRANSPARENT.has(each.name)) {
      refuseReaching(each.attributes['w:instr']);
      if (each.name === 'w:ins') pushOnce(context.walk.notes, docxNote('tracked_changes_accepted'));
      gather(each, look, context);
    }
  }
}

type OnElement = (element: XmlElement, look: Look, context: InParagraph) => void;

/** What the children of a run are read as; what is not here (marks, fonts, field ends) says nothing to a reader. */
const IN_RUN: Record<string, OnElement> = {
  'w:t': (element, look, { gathered }) => addText(textOf(element), look, gathered),
  'w:instrText': element => refuseReaching(textOf(element)),
  'w:drawing': (element, _, context) => gatherDrawing(element, context),
  'w:pict': (element, _, context) => gatherDrawing(element, context),
  'w:object': () => {
    throw new Refused('embedded_object');
  },
  'w:footnoteReference': (_, __, { walk }) => pushOnce(walk.notes, docxNote('footnotes_left_out')),
  'w:endnoteReference': (_, __, { walk }) => pushOnce(walk.notes, docxNote('footnotes_left_out')),
  'w:commentReference': (_, __, { walk }) => pushOnce(walk.notes, docxNote('comments_left_out')),
  'w:ruby': (element, look, context) => gather(child(element, 'w:rubyBase') ?? element, look, context),
  'mc:AlternateContent': (element, look, context) => gatherRun(chosen(element), look, context),
};
for (const name of Object.keys(BREAKS)) {
  IN_RUN[name] = (element, look, { gathered }) => addText(breakText(element), look, gathered);
}

function gatherRun(run: XmlElement, look: Look, context: InParagraph): void {
  if (look.hidden) setHiddenAside(run, context.walk);
  else for (const each of elements(run)) IN_RUN[each.name]?.(each, look, context);
}

function setHiddenAside(run: XmlElement, walk: BodyWalk): void {
  const text = [...below(run, 'w:t')].map(textOf).join('');
  if (text.trim() === '') return;
  walk.aside.push({ place: 'hidden', text });
  pushOnce(walk.notes, docxNote('hidden_text_left_out'));
}

function breakText(element: XmlElement): string {
  const kind = element.attributes['w:type'];
  return kind === 'page' || kind === 'column' ? '' : BREAKS[element.name]!;
}

function addText(text: string, look: Look, gathered: Gathered): void {
  const weight = text.trim().length;
  gathered.text += text;
  gathered.characters += weight;
  if (look.bold) gathered.boldCharacters += weight;
  if (look.size && weight > 0) gathered.sizes.set(look.size, (gathered.sizes.get(look.size) ?? 0) + weight);
}

function gatherDrawing(drawing: XmlElement, { walk, gathered }: InParagraph): void {
  gathered.boxes.push(...below(drawing, 'w:txbxContent'));
  const words = [...below(drawing, 'wp:docPr')][0]?.attributes['descr'] ?? '';
  for (const name of ['a:blip', 'v:imagedata']) {
    for (const image of below(drawing, name)) {
      const id = image.attributes['r:embed'] ?? image.attributes['r:id'];
      const found = id === undefined ? undefined : walk.relationships.get(id);
      if (found && !found.external) gathered.pictures.push({ target: found.target, words });
    }
  }
}

function readTable(table: XmlElement, walk: BodyWalk): RawBlock[] {
  const rows: string[][] = [];
  const pictures: RawBlock[] = [];
  let headerRows = 0;
  for (const row of rowsIn(table)) {
    const properties = child(row, 'w:trPr');
    if (properties && child(properties, 'w:del')) continue;
    if (isSet(properties, 'w:tblHeader') && headerRows === rows.length) headerRows += 1;
    const cells: string[] = [];
    for (const cell of cellsIn(row)) {
      const content = readBody(cell, walk);
      pictures.push(...content.filter(block => block.kind === 'picture'));
      const own = child(cell, 'w:tcPr');
      const merge = own && child(own, 'w:vMerge');
      const continued = merge !== undefined && merge.attributes['w:val'] !== 'restart';
      cells.push(
        continued
          ? ''
          : content
              .map(textOfBlock)
              .filter(text => text !== '')
              .join('\n'),
      );
      const span = Number((own && child(own, 'w:gridSpan')?.attributes['w:val']) ?? 1);
      for (let extra = 1; extra < Math.min(span, 64); extra += 1) cells.push('');
    }
    rows.push(cells);
  }
  return [...(rows.length > 0 ? [{ kind: 'table' as const, rows, headerRows }] : []), ...pictures];
}

function* rowsIn(parent: XmlElement): Generator<XmlElement> {
  for (const each of elements(parent)) {
    if (each.name === 'w:tr') yield each;
    else if (TRANSPARENT.has(each.name)) yield* rowsIn(each);
  }
}

function* cellsIn(parent: XmlElement): Generator<XmlElement> {
  for (const each of elements(parent)) {
    if (each.name === 'w:tc') yield each;
    else if (TRANSPARENT.has(each.name)) yield* cellsIn(each);
  }
}

function textOfBlock(block: RawBlock): string {
  if (block.kind === 'paragraph') return block.text;
  if (block.kind === 'table') return block.rows.map(row => row.join('\t')).join('\n');
  return '';
}

/** Of alternatives the first is the modern one; reading both would repeat the text. */
function chosen(alternatives: XmlElement): XmlElement {
  return elements(alternatives)[0] ?? alternatives;
}

function noteChange(element: XmlElement, walk: BodyWalk): void {
  pushOnce(walk.notes, docxNote('tracked_changes_accepted'));
  const text = [...below(element, 'w:delText'), ...below(element, 'w:t')].map(textOf).join('');
  if (text.trim() !== '') walk.aside.push({ place: 'deleted', text });
}

function refuseReaching(instruction: string | undefined): void {
  const name = instruction === undefined ? null : REACHING_FIELD.exec(instruction);
  if (name) throw new Refused('external_content', { detail: name[0].trim() });
}

function mostly(sizes: Map<number, number>): number | null {
  let [best, most] = [null as number | null, 0];
  for (const [size, characters] of sizes) if (characters > most) [best, most] = [size, characters];
  return best;
}
