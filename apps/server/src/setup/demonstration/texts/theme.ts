import type { UnitKind } from '@xinxuan/contract';

/**
 * What can be said about one field of work. Sentences are grammar (see grammar.ts) with these slots: unit, road, road2,
 * estate, market, park, school, river, site, day, month, voice (a resident), shop (a shopkeeper).
 */
export type Theme = {
  id: string;
  /** As it stands in the list of themes. */
  label: string;
  /** How likely in each month; all months alike when left out. */
  months?: readonly number[];
  /** How likely from each kind of unit; 0 when left out. */
  from: Partial<Record<UnitKind, number>>;
  titles: readonly string[];
  leads: readonly string[];
  acts: readonly string[];
  details: readonly string[];
  effects: readonly string[];
  voices: readonly string[];
  problems: readonly string[];
  causes: readonly string[];
  asks: readonly string[];
  headings: readonly string[];
  /** Titles of opinion reports after the unit's name, in the order of `problems`; empty where the public says nothing. */
  opinions: readonly string[];
  /** For each opinion the places in `asks` of what answers it. */
  replies: readonly (readonly number[])[];
};
