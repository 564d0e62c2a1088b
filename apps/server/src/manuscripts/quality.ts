import type { Block, Genre, ManuscriptType, QualityFinding, TextPlace } from '@xinxuan/contract';
import type { Refusal } from '../http/refusal.ts';
import { bearsMark } from '../http/secrecy-gate.ts';
import { checkQuality, type RuleChoice } from '../text/quality/check.ts';
import type { CheckedText, Part } from '../text/quality/rule.ts';
import { secretReading } from '../text/quality/secrecy-mark.ts';

/** What the quality check has to know of a manuscript. */
export type TextUnderCheck = {
  title: string;
  body: readonly Block[];
  captions: readonly string[];
  genre: Genre;
  type: ManuscriptType;
  unitNames: readonly string[];
  today: string;
  /** The body's words that hint at secrets. */
  secretWords: readonly string[];
};

/** Results of work want figures; problems, opinions and urgent news need not have any. */
const WANTS_FIGURES: ReadonlySet<ManuscriptType> = new Set(['experience', 'digest']);

type Placed = { part: Part; place: TextPlace };

/** Runs the rules over a manuscript, as its desk wants them, and says each finding's place in it. */
export function qualityOf(text: TextUnderCheck, choice?: RuleChoice): QualityFinding[] {
  const placed = partsOf(text);
  return checkQuality(toCheck(text, placed), choice).flatMap(({ part, ...finding }) => {
    const at = placed[part];
    return at ? [{ ...finding, place: at.place }] : [];
  });
}

/** Why a text may not be kept at all: it bears a secrecy mark. */
export function whyNotKept(text: Pick<TextUnderCheck, 'title' | 'body' | 'captions'>): Refusal | null {
  const pieces = partsOf(text).map(({ part }) => part.text);
  return secretReading(pieces) === null ? null : bearsMark();
}

function toCheck(text: TextUnderCheck, placed: readonly Placed[]): CheckedText {
  const { genre, type, unitNames, today, secretWords } = text;
  const parts = placed.map(each => each.part);
  return {
    parts,
    genre,
    wantsFigures: WANTS_FIGURES.has(type),
    unitNames,
    today,
    knownNames: [],
    secretWords,
  };
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
