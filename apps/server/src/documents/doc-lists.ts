import type { DocFile } from './doc-file.ts';
import { Numbering } from './docx-numbering.ts';
import type { XmlElement } from './xml.ts';

/** Kinds of numbers by their code in the file ([MS-OSHARED] 2.2.1.3) and by the name that .docx gives them. */
const FORMATS: Record<number, string> = {
  0: 'decimal',
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  10: 'ideographDigital',
  11: 'japaneseCounting',
  14: 'decimalFullWidth',
  18: 'decimalEnclosedCircle',
  22: 'decimalZero',
  23: 'bullet',
  28: 'decimalEnclosedCircleChinese',
  33: 'taiwaneseCountingThousand',
  35: 'taiwaneseCountingThousand',
  36: 'ideographDigital',
  37: 'chineseCounting',
  39: 'chineseCountingThousand',
  255: 'none',
};
const LIST_LENGTH = 28;
const USE_LENGTH = 16;
const LEVEL_LENGTH = 28;

const element = (
  name: string,
  attributes: Record<string, string>,
  children: XmlElement[] = [],
): XmlElement => ({
  name,
  attributes,
  children,
});
const value = (name: string, text: string) => element(name, { 'w:val': text });

/**
 * The numbers that Word counts by itself, from a .doc's tables of lists ([MS-DOC] 2.9.147 and 2.9.131), in the words
 * of .docx: counting is the same. `next` takes the use of a list, from 1, as its id.
 */
export function docNumbering(file: DocFile): Numbering {
  const lists = file.structure('lists');
  const uses = file.structure('listUses');
  if (lists.length < 2 || uses.length < 4) return new Numbering(null);
  const levels = file.behind('lists');
  let at = 0;
  const defined: XmlElement[] = [];
  for (let index = 0; index < lists.readUInt16LE(0); index += 1) {
    const from = 2 + index * LIST_LENGTH;
    if (from + LIST_LENGTH > lists.length) break;
    const own: XmlElement[] = [];
    for (let level = 0; level < ((lists[from + 26]! & 1) === 1 ? 1 : 9); level += 1) {
      if (at + LEVEL_LENGTH > levels.length) break;
      const [characterLength, paragraphLength] = [levels[at + 24]!, levels[at + 25]!];
      const textAt = at + LEVEL_LENGTH + characterLength + paragraphLength;
      if (textAt + 2 > levels.length) break;
      const length = levels.readUInt16LE(textAt);
      const text = levels.toString('utf16le', textAt + 2, textAt + 2 + length * 2);
      own.push(
        element('w:lvl', { 'w:ilvl': String(level) }, [
          value('w:start', String(levels.readInt32LE(at))),
          value('w:numFmt', FORMATS[levels[at + 4]!] ?? 'decimal'),
          value('w:lvlText', withPlaces(text)),
        ]),
      );
      at = textAt + 2 + length * 2;
    }
    defined.push(element('w:abstractNum', { 'w:abstractNumId': String(lists.readUInt32LE(from)) }, own));
  }
  const used: XmlElement[] = [];
  for (let index = 0; index < uses.readUInt32LE(0); index += 1) {
    const from = 4 + index * USE_LENGTH;
    if (from + USE_LENGTH > uses.length) break;
    const list = value('w:abstractNumId', String(uses.readUInt32LE(from)));
    used.push(element('w:num', { 'w:numId': String(index + 1) }, [list]));
  }
  return new Numbering(element('w:numbering', {}, [...defined, ...used]));
}

/** The characters 0 to 8 stand where the number of that level goes. */
function withPlaces(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: [MS-DOC] 2.9.150 marks the places of numbers so
  return text.replace(/[\u0000-\u0008]/gu, each => `%${each.charCodeAt(0) + 1}`);
}
