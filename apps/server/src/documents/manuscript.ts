import type { Finding } from '../files/finding.ts';

/** How far a value can be trusted: written with its label or where custom puts it; inferred; not there. */
export const CERTAINTIES = ['certain', 'likely', 'missing'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** Where in the document a value stood. */
export const PLACES = ['table', 'head', 'title', 'body', 'sign_off', 'file_name', 'known_names'] as const;
export type Place = (typeof PLACES)[number];

export interface Found<T> {
  /** null exactly when `certainty` is 'missing'. */
  value: T | null;
  certainty: Certainty;
  place: Place | null;
  /** The words it was read from. */
  text: string | null;
}

/** A unit or a person as written; `id` when the name belongs to exactly one that is known. */
export interface NamedAs {
  name: string;
  id: string | null;
}

/** 稿件类型 (M1), as the contract names them. */
export const TYPE_HINTS = ['experience', 'problem', 'digest', 'response', 'urgent', 'other'] as const;
export type TypeHint = (typeof TYPE_HINTS)[number];

/** 0 is text; 1 一、 2 （一） 3 1. 4 （1） are headings that stand alone. */
export type Level = 0 | 1 | 2 | 3 | 4;
export type BodyBlock =
  | { kind: 'paragraph'; level: Level; text: string }
  | { kind: 'table'; rows: string[][]; headerRows: number };

export interface Photo {
  /** Place in the document's `pictures`. */
  picture: number;
  caption: string | null;
  /** As written behind 摄 or 供图 in the caption. */
  photographer: string | null;
}

/** A manuscript as read from a document, for a person to look over before it is taken in. */
export interface ReadManuscript {
  title: Found<string>;
  subtitle: string | null;
  addressee: string | null;
  body: BodyBlock[];
  /** 'likely' where lines may have been joined, split or taken for something else. */
  bodyCertainty: Certainty;
  unit: Found<NamedAs>;
  /** Units that sign together with the first. */
  otherUnits: NamedAs[];
  correspondents: Found<NamedAs[]>;
  /** Who checked or signed it off, as written. */
  checkers: string[];
  /** The day of the report, YYYY-MM-DD. */
  date: Found<string>;
  /** The day on which what is told happened, YYYY-MM-DD; at best likely. */
  eventDate: Found<string>;
  type: Found<TypeHint>;
  photos: Photo[];
  /** The line that names the source (供稿), as written. */
  sourceNote: string | null;
  /** The lines below the text that name unit and date, as written. */
  signOff: string[];
  attachments: string[];
  /** Lines that were recognised as belonging to a form or a letterhead and kept out of the body. */
  leftOut: string[];
  findings: Finding[];
}

export interface KnownNames {
  units: { id: string; name: string; aliases: string[] }[];
  people: { id: string; name: string; unitIds: string[] }[];
}
