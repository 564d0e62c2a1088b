import type { Acquainted, Credits } from './manuscript-credit.ts';
import { merged, noCredits } from './manuscript-credit.ts';
import { LONGEST, readCredits, readValue } from './manuscript-credits.ts';
import { openMeaning } from './manuscript-open-labels.ts';
import { clean } from './manuscript-pieces.ts';
import { isFormHeading } from './manuscript-title.ts';
import type { Label } from './manuscript-words.ts';
import { labelOf } from './manuscript-words.ts';

/** What stands beside 摘要 or 建议 is text from this length. */
const SHORTEST_TEXT = 30;

/** Reads a table that is a form: labels with their values beside or below them. null when it is a table of data. */
export function readForm(rows: string[][], acquainted: Acquainted): Credits | null {
  const form: Form = { credits: noCredits(), labels: 0, values: new Set(), bare: [] };
  rows.forEach((row, at) => {
    const below = rows[at + 1] ?? [];
    const vertical = isHeading(row) && isValues(below) && !isValues(rows[at + 2]);
    row.forEach((cell, column) => {
      const beside = vertical ? below[column] : row.slice(column + 1).find(each => each !== '');
      takeCell(form, { cell, beside: beside ?? '', acquainted });
    });
  });
  const { credits, labels } = form;
  // One row with nothing but who and when stands below a letterhead.
  if (labels < 1) return rows.length === 1 ? signedRow(rows[0]!, acquainted) : null;
  const loose = looseCells(
    form.bare.filter(cell => !form.values.has(cell)),
    acquainted,
  );
  const says = credits.units.length > 0 || credits.people.length > 0 || credits.dates.length > 0;
  if (!says || (labels < 2 && !loose)) return null;
  return loose ? merged(credits, { ...loose, labelled: false }) : credits;
}

interface Form {
  credits: Credits;
  labels: number;
  /** What stands beside labels. */
  values: Set<string>;
  /** Cells that are neither a label nor anything that says something by itself. */
  bare: string[];
}

function takeCell(
  form: Form,
  { cell, beside, acquainted }: { cell: string; beside: string; acquainted: Acquainted },
): void {
  const said = readCell(cell, beside, acquainted);
  // What its label has claimed says nothing more by itself.
  const read = said && !said.labelled && form.values.has(cell) ? null : said;
  const isLabel = labelOf(cell) !== null;
  if (isLabel || read?.labelled) form.labels += 1;
  if (isLabel && beside !== '') form.values.add(beside);
  else if (!isLabel && !read && cell !== '') form.bare.push(cell);
  if (read) form.credits = merged(form.credits, read);
}

function signedRow(row: readonly string[], acquainted: Acquainted): Credits | null {
  const credits = looseCells(
    row.filter(cell => cell !== ''),
    acquainted,
  );
  return credits && credits.units.length > 0 && credits.dates.length > 0 ? credits : null;
}

/** A row without a label; below a row of labels one of these is their values, several are a table of data. */
function isValues(row: string[] | undefined): boolean {
  return row !== undefined && row.length > 0 && row.every(cell => labelOf(cell) === null);
}

/** A sign-off set in a table without lines: unit and date stand in cells of their own. null when a cell is neither. */
function looseCells(cells: string[], acquainted: Acquainted): Credits | null {
  if (cells.length === 0 || cells.length > 4) return null;
  let credits = noCredits();
  for (const cell of cells) {
    // The number of a paper stands in a cell of its own.
    if (isFormHeading(cell)) continue;
    const read = [...cell].length <= 40 ? readCredits(cell, acquainted) : null;
    if (!read) return null;
    credits = merged(credits, read);
  }
  return credits;
}

/** A row of nothing but labels stands over its values. */
function isHeading(row: string[]): boolean {
  const filled = row.filter(cell => cell !== '');
  return filled.length >= 2 && filled.every(cell => labelOf(cell) !== null);
}

/** The words of a cell that is no label of ours, taken for one: 舆情标题, 内容摘要, 填表人. */
function openLabel(cell: string, value: string): Label | null {
  if (!/^[\p{Script=Han}\s\u3000]{2,10}[:：]?$/u.test(cell) || value === '') return null;
  const meant = openMeaning(cell);
  return meant === 'body' && [...value].length < SHORTEST_TEXT ? null : meant;
}

function readCell(cell: string, value: string, acquainted: Acquainted): Credits | null {
  const open = labelOf(cell) ? null : openLabel(cell, value);
  const label = labelOf(cell) ?? open;
  if (!label) return /[:：]/u.test(cell) && [...cell].length < LONGEST ? readCredits(cell, acquainted) : null;
  if (labelOf(value)) return null;
  const read = readValue(label, label === 'body' ? value : clean(value.replaceAll('\n', ' ')), acquainted);
  return read && open ? { ...read, guessed: true } : read;
}

/** A frame drawn around a text is no table: each row is one cell, and the cells hold sentences. null for a table of data. */
export function framedLines(rows: readonly string[][]): string[] | null {
  const cells = rows.map(row => row.filter(cell => cell !== ''));
  if (!cells.every(row => row.length <= 1) || !cells.flat().some(cell => /。.*。/su.test(cell))) return null;
  return cells.flat().flatMap(cell => cell.split('\n'));
}
