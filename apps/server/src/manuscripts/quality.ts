import type { Block, Genre, ManuscriptType, QualityFinding, TextPlace } from '@xinxuan/contract';
import { type Refusal, refuse } from '../http/refusal.ts';
import { checkQuality } from '../text/quality/check.ts';
import type { CheckedText, Part } from '../text/quality/rule.ts';
import { SECRECY } from '../text/quality/secrecy.ts';

/** What the quality check has to know of a manuscript. */
export type TextUnderCheck = {
  title: string;
  body: readonly Block[];
  captions: readonly string[];
  genre: Genre;
  type: ManuscriptType;
  unitNames: readonly string[];
  today: string;
};

/** Results of work want figures; problems, opinions and urgent news need not have any. */
const WANTS_FIGURES: ReadonlySet<ManuscriptType> = new Set(['experience', 'digest']);

type Placed = { part: Part; place: TextPlace };

/** Runs the rules over a manuscript and says each finding's place in it. */
export function qualityOf(text: TextUnderCheck): QualityFinding[] {
  const placed = partsOf(text);
  return checkQuality(toCheck(text, placed)).flatMap(({ part, ...finding }) => {
    const at = placed[part];
    return at ? [{ ...finding, place: at.place }] : [];
  });
}

/**
 * Why a text may not be kept at all: it bears a secrecy mark. The sentence does not repeat the passage, so that the refused
 * text stands in no log either.
 */
export function whyNotKept(text: Pick<TextUnderCheck, 'title' | 'body' | 'captions'>): Refusal | null {
  const whole = { ...text, genre: 'brief', type: 'other', unitNames: [], today: '' } as const;
  const checked = toCheck(whole, partsOf(whole));
  const blocked = SECRECY.some(rule => rule.severity === 'block' && rule.find(checked).length > 0);
  if (!blocked) return null;
  const sentence = {
    zh: '文中有密级标志，没有保存。涉密内容不得进入本系统，请立即从这台电脑上清除，并联系保密员。',
    en: 'The text bears a secrecy mark, so nothing was saved. Classified matter may not enter this system: clear it from this computer and call the secrecy officer.',
  };
  return refuse('invalid', 'secrecy_mark', { ...sentence, fields: { body: sentence } });
}

function toCheck(text: TextUnderCheck, placed: readonly Placed[]): CheckedText {
  const { genre, unitNames, today } = text;
  const parts = placed.map(each => each.part);
  return { parts, genre, wantsFigures: WANTS_FIGURES.has(text.type), unitNames, today, knownNames: [] };
}

function partsOf({ title, body, captions }: Pick<TextUnderCheck, 'title' | 'body' | 'captions'>): Placed[] {
  return [
    { part: { kind: 'title', text: title }, place: { in: 'title' } },
    ...body.flatMap(blockParts),
    ...captions.map(
      (text, photo): Placed => ({ part: { kind: 'caption', text }, place: { in: 'caption', photo } }),
    ),
  ];
}

function blockParts(block: Block, index: number): Placed[] {
  if (block.kind === 'paragraph') {
    const kind = block.level > 0 ? 'heading' : 'paragraph';
    return [{ part: { kind, text: block.text }, place: { in: 'block', block: index } }];
  }
  return block.rows.flatMap((row, rowNumber) =>
    row.map(
      (text, column): Placed => ({
        part: { kind: 'cell', text },
        place: { in: 'cell', block: index, row: rowNumber, column },
      }),
    ),
  );
}
