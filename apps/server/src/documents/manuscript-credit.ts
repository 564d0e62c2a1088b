import type { DayReading } from './manuscript-day.ts';

/** What a line, a bracket or a table around the text says about the manuscript. */
export interface Credits {
  units: string[];
  people: string[];
  checkers: string[];
  dates: DayReading[];
  types: string[];
  titles: string[];
  bodies: string[];
  /** Whether a label said what the values are. */
  labelled: boolean;
  /** Whether it names itself as a source note (供稿). */
  isSource: boolean;
  /** Whether anything in it was inferred from words that no list holds, or may mean something else. */
  guessed: boolean;
  /** What stands beside 来源 or 发布时间: who sends a text, or when, only where nothing else says it. */
  second: { units: string[]; dates: DayReading[] };
}

export interface Acquainted {
  /** Whether this is the name or alias of a known unit. */
  isUnit(name: string): boolean;
  isPerson(name: string): boolean;
}

export function noCredits(): Credits {
  return {
    units: [],
    people: [],
    checkers: [],
    dates: [],
    types: [],
    titles: [],
    bodies: [],
    labelled: false,
    isSource: false,
    guessed: false,
    second: { units: [], dates: [] },
  };
}

export function merged(a: Credits, b: Credits): Credits {
  const credits = noCredits();
  for (const each of [a, b]) {
    credits.units.push(...each.units);
    credits.people.push(...each.people);
    credits.checkers.push(...each.checkers);
    credits.dates.push(...each.dates);
    credits.second.units.push(...each.second.units);
    credits.second.dates.push(...each.second.dates);
    credits.types.push(...each.types);
    credits.titles.push(...each.titles);
    credits.bodies.push(...each.bodies);
    credits.labelled ||= each.labelled;
    credits.isSource ||= each.isSource;
    credits.guessed ||= each.guessed;
  }
  return credits;
}

/** The name of a unit and nothing beside it: it may as well be part of a title. */
export function isBareUnit(credits: Credits): boolean {
  return (
    !credits.labelled &&
    !credits.isSource &&
    credits.people.length === 0 &&
    credits.dates.length === 0 &&
    credits.checkers.length === 0
  );
}
