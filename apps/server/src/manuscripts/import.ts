import { type Block, Body, type Intake } from '@xinxuan/contract';
import type { Found, ReadManuscript } from '../documents/manuscript.ts';

type Fields = Omit<Intake, 'fileId' | 'fileName' | 'photos' | 'findings'>;

const TITLE_LIMIT = 200;
const FROM_LIMIT = 60;

/** What a reader found in a document, as the fields of a draft; the person looks over what is only likely. */
export function fieldsOf(read: ReadManuscript): Fields {
  return {
    title: cut(field(read.title)),
    body: { value: blocksOf(read), certainty: read.bodyCertainty, from: '' },
    unit: {
      ...field(read.unit),
      value: read.unit.value && { text: read.unit.value.name, id: read.unit.value.id },
    },
    correspondents: {
      ...field(read.correspondents),
      value: (read.correspondents.value ?? []).map(person => ({ text: person.name, id: person.id })),
    },
    eventOn: field(eventOf(read)),
    type: field(read.type),
  };
}

/** Whether a body fits what a draft may hold: blocks, rows and cells have their own limits besides the length. */
export function fits(body: Block[]): boolean {
  return Body.safeParse(body).success;
}

function field<T>(found: Found<T>): { value: T | null; certainty: Found<T>['certainty']; from: string } {
  return {
    value: found.value,
    certainty: found.certainty,
    from: [...(found.text ?? '')].slice(0, FROM_LIMIT).join(''),
  };
}

function cut(title: ReturnType<typeof field<string>>) {
  if (title.value === null || title.value.length <= TITLE_LIMIT) return title;
  return { ...title, value: title.value.slice(0, TITLE_LIMIT), certainty: 'likely' as const };
}

/** Where the text does not say when it happened, the day of the report is the best guess, and no more than that. */
function eventOf(read: ReadManuscript): Found<string> {
  if (read.eventDate.value !== null || read.date.value === null) return read.eventDate;
  return { ...read.date, certainty: 'likely' };
}

function blocksOf(read: ReadManuscript): Block[] {
  return read.body.map(block =>
    block.kind === 'table'
      ? { kind: 'table', rows: block.rows }
      : { kind: 'paragraph', level: block.level, text: block.text },
  );
}
