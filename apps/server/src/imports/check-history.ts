import { createHash } from 'node:crypto';
import type { Block, HistoryField, ImportProblem, ImportRowState, Mapping } from '@xinxuan/contract';
import { resolvePeople, resolveUnit } from '../documents/known-names.ts';
import { readDay } from '../documents/manuscript-day.ts';
import { columnName, type SheetCell, type SheetRow } from '../documents/sheet.ts';
import { cleanText, whyNotLength, wordsIn } from '../manuscripts/paper.ts';
import { whyNotKept } from '../manuscripts/quality.ts';
import type { Known, KnownOutlet } from './known-queries.ts';
import { type ProblemCode, problem } from './problems.ts';
import { GENRE_WORDS, IMPORTANCE_WORDS, NOT_ADOPTED, POSITION_WORDS, TYPE_WORDS } from './sheet-words.ts';
import type { Found, FoundRow } from './tables.ts';

export type Against = {
  known: Known;
  mapping: Mapping;
  today: string;
  /** Whether the actor's post reaches units of this path. */
  reaches: (unitPath: string) => boolean;
};

/** Goes through the rows below the head: what each says, and everything that is wrong with it, cell by cell. */
export function checkHistory(rows: readonly SheetRow[], against: Against): FoundRow[] {
  const first = new Map<string, number>();
  return rows.map(row => {
    const checked = new RowCheck(row, against).check();
    const earlier = first.get(checked.key);
    if (earlier === undefined) first.set(checked.key, row.number);
    else if (checked.state === 'ready') {
      checked.state = 'repeated';
      checked.problems.push(problem('same_row', { field: 'title', value: String(earlier) }));
    }
    return checked;
  });
}

/** The same item, whichever row or file it stands in. */
export function keyOf({ title, unit, sentOn, adoption }: Found): string {
  const parts = [unit.id, title, sentOn, adoption?.outlet.id, adoption?.publishedOn, adoption?.issue];
  return createHash('sha256')
    .update(JSON.stringify(parts.map(part => part ?? '')))
    .digest('hex');
}

/** One row: reads cell by cell by what the columns mean, and gathers what is said about them. */
class RowCheck {
  readonly #row: SheetRow;
  readonly #against: Against;
  readonly #cells: Map<number, SheetCell>;
  readonly #problems: ImportProblem[] = [];

  constructor(row: SheetRow, against: Against) {
    this.#row = row;
    this.#against = against;
    this.#cells = new Map(row.cells.map(cell => [cell.column, cell]));
  }

  check(): FoundRow {
    const title = this.#title();
    const unit = this.#unit();
    const { sentOn, adoption } = this.#days();
    this.#unitOn(unit, sentOn ?? adoption?.publishedOn ?? null);
    const body = this.#body();
    const found: Found = {
      ...{ title, unit, sentOn, adoption, body, words: wordsIn(body) },
      authors: this.#authors(unit.id),
      eventOn: this.#day('eventOn'),
      type: this.#word('type', TYPE_WORDS, 'other'),
      genre: this.#word('genre', GENRE_WORDS, 'long'),
      importance: this.#word('importance', IMPORTANCE_WORDS, 'ordinary'),
      ...{ photos: [], unsure: [], repeats: [] },
    };
    const kept = this.#withoutSecrets(found);
    const state: ImportRowState = this.#problems.some(each => each.weight === 'error') ? 'wrong' : 'ready';
    return { number: this.#row.number, state, found: kept, problems: this.#problems, key: keyOf(kept) };
  }

  #cell(field: HistoryField): SheetCell | undefined {
    const column = this.#against.mapping[field];
    return column === undefined ? undefined : this.#cells.get(column);
  }

  #text(field: HistoryField): string {
    return cleanText(this.#cell(field)?.text ?? '')
      .replaceAll(/\s*\n\s*/gu, ' ')
      .trim();
  }

  #say(code: ProblemCode, field: HistoryField, about: { value?: string; taken?: string } = {}): void {
    const column = this.#against.mapping[field];
    const cell = column === undefined ? '' : `${columnName(column)}${this.#row.number}`;
    this.#problems.push(problem(code, { field, cell, value: this.#text(field), ...about }));
  }

  #title(): string {
    const title = this.#text('title').replace(/^《(.*)》$/u, '$1');
    if (title === '') this.#say('title_missing', 'title');
    if (title.length > 200) this.#say('title_long', 'title');
    return title.slice(0, 200);
  }

  #unit(): Found['unit'] {
    const text = this.#text('unit');
    if (text === '') this.#say('unit_missing', 'unit');
    if (text === '') return { id: null, text };
    const id = resolveUnit(text, this.#against.known);
    const unit = this.#against.known.units.find(each => each.id === id);
    if (!unit) this.#say('unit_unknown', 'unit');
    else if (!this.#against.reaches(unit.path)) this.#say('unit_away', 'unit');
    return { id, text };
  }

  #unitOn(unit: Found['unit'], day: string | null): void {
    const known = this.#against.known.units.find(each => each.id === unit.id);
    if (!known || !day) return;
    if (day < known.openedOn || (known.closedOn !== null && day > known.closedOn))
      this.#say('unit_closed', 'unit');
  }

  #days(): Pick<Found, 'sentOn' | 'adoption'> {
    const sentOn = this.#day('sentOn');
    const adoption = this.#adoption();
    const published = adoption?.publishedOn ?? null;
    const silent = this.#text('sentOn') === '';
    if (silent && published) this.#say('sent_from_published', 'sentOn');
    if (silent && !published && this.#text('publishedOn') === '') this.#say('day_missing', 'sentOn');
    if (sentOn && published && sentOn > published) this.#say('sent_after_published', 'publishedOn');
    return { sentOn: sentOn ?? (silent ? published : null), adoption };
  }

  #adoption(): Found['adoption'] {
    const text = this.#text('outlet');
    const none = text === '' || NOT_ADOPTED.test(text);
    if (none && this.#text('publishedOn') === '') return null;
    if (none) {
      this.#say('outlet_missing', 'outlet');
      return null;
    }
    if (this.#text('publishedOn') === '') this.#say('published_missing', 'publishedOn');
    const publishedOn = this.#day('publishedOn');
    return {
      outlet: this.#outlet(text, publishedOn),
      publishedOn,
      issue: this.#text('issue').slice(0, 30),
      position: this.#word('position', POSITION_WORDS, 'ordinary'),
      page: this.#text('page').slice(0, 30),
    };
  }

  #outlet(text: string, day: string | null): { id: string | null; text: string } {
    const bare = (name: string): string => name.replace(/[《》“”"\s\u3000]/gu, '');
    const found: KnownOutlet | undefined = this.#against.known.outlets.find(
      each => bare(each.name) === bare(text),
    );
    if (!found) this.#say('outlet_unknown', 'outlet');
    else if (day && (day < found.openedOn || (found.closedOn !== null && day > found.closedOn)))
      this.#say('outlet_closed', 'outlet');
    return { id: found?.id ?? null, text };
  }

  #day(field: 'sentOn' | 'eventOn' | 'publishedOn'): string | null {
    const cell = this.#cell(field);
    const text = this.#text(field);
    if (!cell || text === '') return null;
    const read = readDay(text);
    const timed = read ? text.slice(read.text.length).trim() : '';
    const whole = read !== null && text.startsWith(read.text) && /^(?:\d{1,2}[:：时]\S*)?$/u.test(timed);
    const day = cell.date ?? (whole ? read.day : null);
    if (day === null) this.#say('day_bad', field);
    else if (day > this.#against.today) this.#say('day_future', field);
    return day;
  }

  #authors(unitId: string | null): Found['authors'] {
    const names = this.#text('authors')
      .split(/[、，,;；/\s\u3000]+/u)
      .filter(name => name !== '')
      .slice(0, 10);
    const people = resolvePeople(names, unitId, { ...this.#against.known });
    for (const { name, id } of people)
      if (id === null) this.#say('author_unknown', 'authors', { value: name });
    return people.map(({ name, id }) => ({ id, text: name }));
  }

  #word<T extends string>(field: HistoryField, words: ReadonlyMap<string, T>, usual: T): T {
    const text = this.#text(field);
    if (text === '') return usual;
    const known = words.get(text.replace(/[\s\u3000]/gu, ''));
    if (known) return known;
    const taken = [...words].find(([, value]) => value === usual)?.[0] ?? usual;
    this.#say('word_unknown', field, { taken });
    return usual;
  }

  #body(): Block[] {
    const text = cleanText(this.#cell('body')?.text ?? '');
    const lines = text.split('\n').filter(line => line.trim() !== '');
    const body = lines.map(line => ({ kind: 'paragraph' as const, level: 0 as const, text: line.trim() }));
    if (body.length <= 2000 && !whyNotLength(body)) return body;
    this.#say('body_long', 'body', { value: '' });
    return [];
  }

  /** What bears a mark of secrecy is not kept anywhere: the row stays, without its words. */
  #withoutSecrets(found: Found): Found {
    if (!whyNotKept({ title: found.title, body: found.body, captions: [] })) return found;
    this.#problems.length = 0;
    this.#say('secret', 'title', { value: '' });
    return { ...found, title: '', body: [], words: 0, authors: [], unit: { id: found.unit.id, text: '' } };
  }
}
