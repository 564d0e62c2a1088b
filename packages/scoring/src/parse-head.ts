/** The few lines at the top of a scheme: when it holds, when its year begins, how it rounds. */
import { ROUNDING_MODES } from './decimal.ts';
import { readPlaces } from './parse-amounts.ts';
import { parseDay, type YearStart } from './periods.ts';
import {
  at,
  complain,
  expectMap,
  has,
  itemsOf,
  type Place,
  type Reading,
  readText,
  readWord,
} from './reading.ts';
import type { Rounding, Scheme } from './scheme.ts';

export function missing(reading: Reading, key: string): string {
  complain(reading, [key], { code: 'missing', zh: `缺少 ${key}`, en: `${key} is missing` });
  return '';
}

export function readRounding(reading: Reading, place: Place): Rounding {
  const standard: Rounding = { places: 2, mode: 'half-up', at: 'line' };
  if (
    place.value === undefined ||
    place.value === null ||
    !expectMap(reading, place, ['places', 'mode', 'at'])
  )
    return standard;
  return {
    places: has(place, 'places') ? (readPlaces(reading, at(reading, place, 'places')) ?? 2) : 2,
    mode: has(place, 'mode')
      ? (readWord(reading, at(reading, place, 'mode'), ROUNDING_MODES) ?? 'half-up')
      : 'half-up',
    at: has(place, 'at')
      ? (readWord(reading, at(reading, place, 'at'), ['line', 'total']) ?? 'line')
      : 'line',
  };
}

export function readEffective(reading: Reading, place: Place): Scheme['effective'] {
  if (place.value === undefined || place.value === null || !expectMap(reading, place, ['from', 'to']))
    return {};
  const day = (key: 'from' | 'to') => {
    if (!has(place, key)) return {};
    const text = readText(reading, at(reading, place, key)) ?? '';
    if (parseDay(text) !== null) return { [key]: text };
    complain(reading, [...place.path, key], {
      code: 'bad-day',
      zh: `没有“${text}”这一天`,
      en: `There is no day "${text}"`,
    });
    return {};
  };
  const stretch: Scheme['effective'] = { ...day('from'), ...day('to') };
  if (stretch.from && stretch.to && stretch.from > stretch.to) {
    complain(reading, place.path, {
      code: 'bad-day',
      zh: '施行日期晚于废止日期',
      en: 'It ends before it begins',
    });
  }
  return stretch;
}

const JANUARY = { month: 1, day: 1 };

/** `year: { starts: "09-01", terms: ["02-15", "09-01"] }`. */
export function readYear(reading: Reading, place: Place): YearStart {
  if (place.value === undefined || place.value === null) return JANUARY;
  if (!expectMap(reading, place, ['starts', 'terms'])) return JANUARY;
  const starts = has(place, 'starts') ? readYearDay(reading, at(reading, place, 'starts')) : JANUARY;
  const year = starts ?? JANUARY;
  if (!has(place, 'terms')) return year;
  const list = at(reading, place, 'terms');
  const terms = itemsOf(reading, list).flatMap(item => readYearDay(reading, item) ?? []);
  const order = ({ month, day }: YearDay) => month * 100 + day;
  terms.sort((a, b) => order(a) - order(b));
  if (terms.some((term, i) => i > 0 && order(term) === order(terms[i - 1] as YearDay)))
    complain(reading, list.path, {
      code: 'duplicate-id',
      zh: '两个学期不能从同一天开始',
      en: 'Two terms begin on the same day',
    });
  return terms.length > 0 ? { ...year, terms } : year;
}

type YearDay = { month: number; day: number };

function readYearDay(reading: Reading, place: Place): YearDay | undefined {
  const text = readText(reading, place);
  if (text === undefined) return undefined;
  const match = /^(\d{2})-(\d{2})$/.exec(text);
  // the 29th of February does not exist in every year, the 31st not in every month: a period could have no first day
  if (match && Number(match[2]) <= 28 && parseDay(`2023-${text}`) !== null)
    return { month: Number(match[1]), day: Number(match[2]) };
  complain(reading, place.path, {
    code: 'bad-day',
    zh: `“${text}”：起始日应写作“12-01”，日不超过28`,
    en: `"${text}": write the first day as "12-01", the day up to 28`,
  });
  return undefined;
}
