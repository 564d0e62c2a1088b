import type { ParagraphBlock, TableBlock } from './document.ts';
import type { Place } from './manuscript.ts';
import type { Credits } from './manuscript-credit.ts';

/** A line of text or a table; pictures and their captions have been set aside. */
export type Line = ParagraphBlock | TableBlock;

export interface Clue {
  credits: Credits;
  place: Place;
  text: string;
}

export interface Zones {
  clues: Clue[];
  /** What a letterhead or the head of a page says: believed only where no clue says anything. */
  hints: Clue[];
  title: ParagraphBlock[];
  titleIsSure: boolean;
  subtitle: string | null;
  addressee: string | null;
  body: Line[];
  signOff: string[];
  sourceNote: string | null;
  attachments: string[];
  leftOut: string[];
  /** Captions of pictures that did not come along. */
  lostCaptions: string[];
}
