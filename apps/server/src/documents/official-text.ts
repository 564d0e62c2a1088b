import type { IRunOptions } from 'docx';
import { TextRun } from 'docx';
import iconv from 'iconv-lite';
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

export type Level = 1 | 2 | 3 | 4;
const MARKS: [RegExp, Level][] = [
  [/^[一二三四五六七八九十]+、/u, 1],
  [/^（[一二三四五六七八九十]+）/u, 2],
  [/^\d{1,2}\.(?!\d)/u, 3],
  [/^（\d{1,2}）/u, 4],
];

/** The level that the number in front of a paragraph gives it; null for plain text. */
export function levelOf(text: string): Level | null {
  return MARKS.find(([mark]) => mark.test(text))?.[1] ?? null;
}

export function faceOf(level: Level | null): Face {
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
 * The text of a paragraph. When it opens with a heading's number and goes on, only the heading sentence takes the
 * heading's face.
 */
export function bodyRuns(text: string): TextRun[] {
  const level = levelOf(text);
  const end = level === null ? -1 : text.indexOf('。');
  const squeeze = { characterSpacing: SQUEEZE };
  if (end === -1 || end === text.length - 1) return runs(text, faceOf(level), squeeze);
  return [
    ...runs(text.slice(0, end + 1), faceOf(level), squeeze),
    ...runs(text.slice(end + 1), FONTS.body, squeeze),
  ];
}
