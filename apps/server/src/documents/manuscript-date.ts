import type { Finding } from '../files/finding.ts';
import { findingsFrom } from '../files/finding.ts';
import type { Found } from './manuscript.ts';
import { dayOf } from './manuscript-day.ts';
import type { FileNameReading } from './manuscript-file-name.ts';
import type { Clue } from './manuscript-parts.ts';

const dateFinding = findingsFrom({
  date_missing: {
    zh: '没有找到事件日期，请填写。',
    en: 'No day of the event was found. Please fill it in.',
  },
  date_impossible: {
    zh: '日期“{text}”不存在，没有采用，请改正。',
    en: 'The date “{text}” does not exist and was not used. Please correct it.',
  },
  date_differs: {
    zh: '文件名的日期是 {other}，文中的日期是 {date}，已按文中读取，请核对。',
    en: 'The file is named for {other} but the text says {date}; the text was followed. Please check.',
  },
  date_without_year: {
    zh: '文中只写了“{text}”，没有年份，请补全事件日期。',
    en: 'The text only says “{text}”, without a year. Please complete the day of the event.',
  },
  date_year_inferred: {
    zh: '文中只写了“{text}”，年份 {year} 取自文件名或文中别处，请核对。',
    en: 'The text only says “{text}”; the year {year} was taken from the file name or another place. Please check.',
  },
});

interface DateEvidence {
  clues: Clue[];
  named: FileNameReading;
  fileName: string;
  leftOut: string[];
}

/** The day of the report: written out, or without its year where one other place names a year, or in the file's name. */
export function dateFound(evidence: DateEvidence): { date: Found<string>; notes: Finding[] } {
  const { clues, named } = evidence;
  const notes: Finding[] = [];
  const inText = clues.flatMap(clue => clue.credits.dates.map(reading => ({ clue, reading })));
  for (const { reading, clue } of inText) {
    if (reading.day === null && !reading.yearless)
      notes.push({ ...dateFinding('date_impossible', { text: reading.text }), where: clue.text });
  }
  const found = inText.find(({ reading }) => reading.day !== null);
  if (found) {
    const value = found.reading.day!;
    const other = named.date?.day;
    if (other && other !== value) notes.push(dateFinding('date_differs', { other, date: value }));
    // Two days around one text: which of them is the report's is for the person to say.
    const isOne = inText.every(({ reading }) => reading.day === null || reading.day === value);
    const certainty = isOne && !found.clue.credits.guessed ? 'certain' : 'likely';
    return { date: { value, certainty, place: found.clue.place, text: found.reading.text }, notes };
  }
  const date = withYear(inText, evidence, notes) ?? ofFileName(named);
  if (date) return { date, notes };
  if (named.date) notes.push(dateFinding('date_impossible', { text: named.date.text }));
  else if (inText.length === 0) notes.push(dateFinding('date_missing'));
  return { date: { value: null, certainty: 'missing', place: null, text: null }, notes };
}

function ofFileName({ date }: FileNameReading): Found<string> | null {
  if (!date?.day) return null;
  return { value: date.day, certainty: 'likely', place: 'file_name', text: date.text };
}

/** 4月25日 in the year that the file's name or the number of the paper gives; never in a year that nobody wrote. */
function withYear(
  inText: { clue: Clue; reading: Clue['credits']['dates'][number] }[],
  { fileName, leftOut }: DateEvidence,
  notes: Finding[],
): Found<string> | null {
  const found = inText.find(({ reading }) => reading.yearless);
  if (!found) return null;
  const { text, yearless } = found.reading;
  const years = new Set(
    [fileName.split(/[\\/]/u).at(-1)!, ...leftOut].flatMap(each =>
      [...each.matchAll(/(?<!\d)20\d{2}(?=\d{4}(?!\d)|\s*年|[〕\])）】.-])/gu)].map(match =>
        Number(match[0]),
      ),
    ),
  );
  const [year] = years;
  const value = years.size === 1 ? dayOf(year!, yearless!.month, yearless!.day) : null;
  if (value === null) {
    notes.push({ ...dateFinding('date_without_year', { text }), where: found.clue.text });
    return null;
  }
  notes.push({ ...dateFinding('date_year_inferred', { text, year: year! }), where: found.clue.text });
  return { value, certainty: 'likely', place: found.clue.place, text };
}
