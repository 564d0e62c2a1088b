import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { contract, type DraftFields, type Intake } from '@xinxuan/contract';
import type { DocumentReader } from '../documents/document-reader.ts';
import { resolvePeople, resolveUnit } from '../documents/known-names.ts';
import type { KnownNames } from '../documents/manuscript.ts';
import { readManuscript } from '../documents/read-manuscript.ts';
import { documentRefusal } from '../documents/refusals.ts';
import { DOCUMENT_LIMITS } from '../documents/zip.ts';
import { megabytes } from '../files/finding.ts';
import { fieldsOf } from '../manuscripts/import.ts';
import type { Rest } from './rest.ts';

export type Said = { zh: string; en: string };
export type Fields = Pick<
  Intake,
  'title' | 'body' | 'unit' | 'correspondents' | 'eventOn' | 'type' | 'findings'
>;

/** What was taken from a file, what of it a person has to look at, and where it went. */
export type Taken = {
  title: string;
  unit: string;
  authors: string[];
  eventOn: string | null;
  doubts: Said[];
  findings: Said[];
  /** The draft on the server; null on a dry run. */
  draftId: string | null;
  /** An earlier run had made this draft. */
  earlier: boolean;
};

export type Desk = {
  rest: Rest;
  /** Reads on this machine, for a dry run. */
  reader: DocumentReader;
  known: KnownNames;
  /** Every draft goes here; null: to the unit that the file names. */
  unitId: string | null;
  /** The token's own unit, for files that name none; null when the token acts for more than one. */
  ownUnitId: string | null;
  today: string;
};

/** A file that cannot become a draft, for a reason found on this side. */
export class NotTaken extends Error {
  readonly said: Said;
  constructor(said: Said) {
    super(said.zh);
    this.said = said;
  }
}

/** Uploads one file, has it read, and keeps it as a draft. Named by its content: a repeat finds what is there. */
export async function takeIn(path: string, sha256: string, desk: Desk): Promise<Taken> {
  const { rest } = desk;
  const fileId = await rest.upload(path, `import.file.${sha256}`);
  const { value: read } = await rest.call(contract.manuscripts.intake, { fileId }, `import.read.${sha256}`);
  const { draft, taken } = draftOf(read, desk, basename(path, extname(path)));
  const photos = read.photos.slice(0, 20).map(photo => ({ fileId: photo.fileId, caption: photo.caption }));
  const made = await rest.call(
    contract.manuscripts.create,
    { ...draft, photos, sourceFileId: fileId },
    `import.draft.${sha256}`,
  );
  return { ...taken, draftId: made.value.id, earlier: made.repeated };
}

/** Reads one file on this machine and tells what would be taken; nothing leaves it. */
export async function tryOut(path: string, desk: Desk): Promise<Taken> {
  const { size } = await stat(path);
  if (size > DOCUMENT_LIMITS.file) {
    const facts = { size: megabytes(size), limit: megabytes(DOCUMENT_LIMITS.file) };
    throw new NotTaken(documentRefusal('too_large', facts));
  }
  const outcome = await desk.reader.read(await readFile(path), basename(path));
  if (!outcome.ok) throw new NotTaken(outcome.refusal);
  const manuscript = readManuscript(outcome.value, basename(path), desk.known);
  const findings = [...outcome.value.notes, ...manuscript.findings];
  return draftOf({ ...fieldsOf(manuscript), findings }, desk, basename(path, extname(path))).taken;
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

const NAMES: [keyof Fields & ('title' | 'unit' | 'correspondents' | 'eventOn' | 'type'), Said][] = [
  ['title', { zh: '标题', en: 'title' }],
  ['unit', { zh: '单位', en: 'unit' }],
  ['correspondents', { zh: '信息员', en: 'correspondent' }],
  ['eventOn', { zh: '事件日期', en: 'day' }],
  ['type', { zh: '类型', en: 'type' }],
];

function draftOf(
  read: Fields,
  desk: Desk,
  stem: string,
): { draft: Omit<DraftFields, 'photos'>; taken: Taken } {
  const unitId = unitOf(read, desk);
  const people = resolvePeople(
    read.correspondents.value.map(person => person.text),
    unitId,
    desk.known,
  );
  const authors = read.correspondents.value.flatMap((person, at) => {
    const id = person.id ?? people[at]?.id ?? null;
    return id === null ? [] : [{ id, name: person.text }];
  });
  const future = read.eventOn.value !== null && read.eventOn.value > desk.today;
  const eventOn = future ? null : read.eventOn.value;
  const title = read.title.value?.trim() || stem.slice(0, 200);
  const doubts = NAMES.filter(([name]) => read[name].certainty !== 'certain').map(([, said]) => said);
  return {
    draft: {
      title,
      body: read.body.value,
      unitId,
      authorIds: [...new Set(authors.map(author => author.id))].slice(0, 10),
      channel: 'news',
      type: read.type.value ?? 'other',
      genre: 'long',
      importance: 'ordinary',
      themes: [],
      eventOn,
      secrecy: 'none',
      leadNote: null,
      attachmentIds: [],
    },
    taken: {
      title,
      unit: desk.known.units.find(unit => unit.id === unitId)?.name ?? unitId,
      authors: authors.map(author => author.name),
      eventOn,
      doubts,
      findings: read.findings,
      draftId: null,
      earlier: false,
    },
  };
}

/** As ordered, else as read, else the one unit that the token acts for. */
function unitOf({ unit }: Fields, desk: Desk): string {
  const named = unit.value && (unit.value.id ?? resolveUnit(unit.value.text, desk.known));
  const id = desk.unitId ?? named ?? desk.ownUnitId;
  if (id) return id;
  const said = unit.value?.text;
  throw new NotTaken(
    said
      ? {
          zh: `单位“${said}”不在机构名册中。请核对名册，或用 --unit 指定单位。`,
          en: `The unit “${said}” is not on the roster. Check the roster, or name a unit with --unit.`,
        }
      : {
          zh: '文中没有写明单位。请用 --unit 指定单位。',
          en: 'The file names no unit. Name one with --unit.',
        },
  );
}
