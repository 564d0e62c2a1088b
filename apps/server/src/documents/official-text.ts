import type { IRunOptions } from 'docx';
import { TextRun } from 'docx';
import iconv from 'iconv-lite';
import type { Level } from './manuscript.ts';
import { levelOf } from './manuscript-words.ts';
import { SIZE, SQUEEZE } from './official-measures.ts';

/** The faces that offices are required to use. Documents only name them; no font is shipped. */
export const FONTS = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  first: '黑体',
  second: '楷体_GB2312',
  number: '宋体',
} as const;
export type Face = (typeof FONTS)[keyof typeof FONTS];

/** Faces that hold only the characters of GB 2312, and the face that stands in for the others. */
const STAND_IN: Partial<Record<Face, string>> = {
  方正小标宋简体: '宋体',
  仿宋_GB2312: '仿宋',
  楷体_GB2312: '楷体',
};
/** Beyond the basic plane no common face reaches. */
const EXTENDED = 'SimSun-ExtB';

export function faceOf(level: Level): Face {
  return level === 1 ? FONTS.first : level === 2 ? FONTS.second : FONTS.body;
}

/** Whether a character is a Hanzi that GB 2312 does not have: 镕 喆 堃 昇 玥. */
export function isOutsideGb2312(character: string): boolean {
  if (!/\p{Script=Han}/u.test(character) || character === '〇') return false;
  const [lead = 0, trail = 0, ...more] = iconv.encode(character, 'gbk');
  return more.length > 0 || lead < 0xb0 || lead > 0xf7 || trail < 0xa1;
}

/** Text in one face, with a stand-in for each character that the face does not have. */
export function runs(text: string, face: Face, options: IRunOptions = {}): TextRun[] {
  const pieces: { font: string; text: string }[] = [];
  for (const character of text) {
    const font = fontFor(character, face);
    const last = pieces.at(-1);
    if (last?.font === font) last.text += character;
    else pieces.push({ font, text: character });
  }
  return pieces.map(
    piece => new TextRun({ size: SIZE.body, ...options, text: piece.text, font: fontNames(piece.font) }),
  );
}

function fontFor(character: string, face: Face): string {
  if (character.codePointAt(0)! > 0xffff) return EXTENDED;
  return STAND_IN[face] !== undefined && isOutsideGb2312(character) ? STAND_IN[face] : face;
}

export function fontNames(eastAsia: string) {
  return {
    ascii: 'Times New Roman',
    hAnsi: 'Times New Roman',
    eastAsia,
    cs: 'Times New Roman',
    hint: 'eastAsia',
  };
}

/**
 * The text of a paragraph or heading by its faces. When a heading goes on with text, only its first sentence takes the
 * heading's face. `level` 0 leaves it to the number in front of the text.
 */
export function faced(text: string, level: Level): { face: Face; lead: string; rest: string } {
  const face = faceOf(level || levelOf(text));
  const end = text.indexOf('。');
  if (end === -1 || end === text.length - 1) return { face, lead: text, rest: '' };
  return { face, lead: text.slice(0, end + 1), rest: text.slice(end + 1) };
}

export function bodyRuns(text: string, level: Level): TextRun[] {
  const { face, lead, rest } = faced(text, level);
  const squeeze = { characterSpacing: SQUEEZE };
  return [...runs(lead, face, squeeze), ...runs(rest, FONTS.body, squeeze)];
}
