/** A document before a program writes it: lines with their look, tables, pictures and what Word hangs on lines. */
export interface LineItem {
  kind: 'line';
  text: string;
  align?: 'left' | 'center' | 'right';
  bold?: boolean;
  /** Points; 16 where nothing is said. */
  size?: number;
  colour?: string;
  font?: string;
  /** Styled as a heading or as the title, where the program has styles. */
  style?: 'title' | 'heading1' | 'heading2';
  /** First-line indent of two characters: by the paragraph's format, or by full-width spaces in the text. */
  indent?: 'format' | 'spaces';
  /** Numbered by the program: the number is in no text. */
  numbered?: 'chinese' | 'decimal';
  footnote?: string;
  comment?: string;
  /** Words deleted and inserted at its end, with changes tracked. */
  deleted?: string;
  inserted?: string;
}

export type Item =
  | LineItem
  | { kind: 'table'; rows: Cell[][]; borderless?: boolean }
  | { kind: 'picture'; file: string; words?: string }
  | { kind: 'box'; items: LineItem[] }
  | { kind: 'rule' };

/** Lines of a cell; `across` is the number of columns that it covers. */
export interface Cell {
  lines: string[];
  across?: number;
  bold?: boolean;
}

export interface Layout {
  items: Item[];
  header?: string;
  footer?: string;
}

/** What is to be read from a document; nothing here comes from a reader. */
export interface Expected {
  title: string | null;
  unit: string | null;
  otherUnits: string[];
  people: string[];
  date: string | null;
  body: ({ level: number; text: string } | { rows: string[][] })[];
  /** One for each picture, in order. */
  captions: (string | null)[];
}

export const PICTURES = ['hall.png', 'street.jpg', 'field.png'];
