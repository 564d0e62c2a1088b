import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import { type FileRow, findFile, insertFile } from '../db/stored-files.ts';
import { resolvePeople } from '../documents/known-names.ts';
import type { ArchivedFile } from '../documents/read-archive.ts';
import { withoutPlaces } from '../files/document-place.ts';
import type { Actor } from '../http/actor.ts';
import type { Server } from '../http/endpoint.ts';
import { whyNotSealedFile } from '../http/own-file.ts';
import { isRefusal, type Refusal } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { asStream } from '../manuscripts/export.ts';
import { wordsIn } from '../manuscripts/paper.ts';
import { whyNotKept } from '../manuscripts/quality.ts';
import { bytesOf, keepPhotos, type ReadIn, readIn, unreadable } from '../manuscripts/read-in.ts';
import { findLookAlikes, percent } from '../manuscripts/repeats.ts';
import { checkFound } from './check-found.ts';
import { keyOf } from './check-history.ts';
import { type Known, knownToImport } from './known-queries.ts';
import { problem } from './problems.ts';
import { changeRow, findSameRow, insertFileRows, isTaken, type Row, removeRow } from './row-queries.ts';
import type { Found } from './tables.ts';

export type Reading = {
  server: Server;
  actor: Actor;
  importId: string;
  reaches: (unitPath: string) => boolean;
};

/** The reader's word on an author whom nobody knows; here it is said with what follows from it. */
const SAID_OF_AUTHORS = 'person_unknown';
const ARCHIVED = /\.(?:docx?|wps|odt|rtf|pdf|txt)$/iu;

/** Reads one waiting document, or unpacks an archive into more of them, and writes down what was found or why not. */
export async function readFileRow(reading: Reading, row: Row): Promise<void> {
  const { server, actor, importId } = reading;
  const now = server.clock();
  const reader = server.database.reader(actor.bodyId);
  const file = row.file_id ? await findFile(reader, row.file_id) : null;
  const write = (work: (tx: Tx) => Promise<void>): Promise<void> =>
    server.database.write(actor.bodyId, work, () => false);
  const refuseRow = (why: Pick<Refusal, 'zh' | 'en' | 'reason'>): Promise<void> =>
    write(tx =>
      changeRow(tx, { importId, number: row.number }, { state: 'refused', problems: [saidBy(why)] }),
    );
  // A row that stays as it was would be read again without end.
  if (!file) return refuseRow(fileGone());
  const sealed = await whyNotSealedFile(reader, { id: file.id, code: 'unreadable_file' });
  if (sealed) return refuseRow(sealed);
  if (/\.zip$/iu.test(row.path) || file.type === 'zip') {
    const unpacked = await unpack(reading, file);
    if (isRefusal(unpacked)) return refuseRow(unpacked);
    return write(tx => replaceByContents(tx, { reading, row, now }, unpacked));
  }
  const read = await readIn({ server, reader, personId: actor.personId, now }, file);
  if (isRefusal(read)) return refuseRow(read);
  const known = await knownToImport(reader);
  const found = await foundIn(read, { known, row, today: dayOf(now) });
  if (whyNotKept({ title: found.title, body: found.body, captions: [] })) {
    const { zh, en } = problem('secret', { field: 'title' });
    return refuseRow({ zh, en, reason: 'secret' });
  }
  const { found: alike } = await findLookAlikes(reader, { body: found.body, not: null });
  found.repeats = alike
    .slice(0, 5)
    .map(({ id, title, match }) => ({ id, title, percent: percent(Math.max(match.partOfA, match.partOfB)) }));
  await write(async tx => {
    const photos = await keepPhotos(tx, read.pictures.slice(0, 20), { personId: actor.personId, now });
    const full = { ...found, photos: photos.map(({ fileId, caption }) => ({ fileId, caption })) };
    const key = keyOf(full);
    const checked = checkFound(full, { known, today: dayOf(now), reaches: reading.reaches });
    const again = checked.state === 'ready' && (await isTaken(tx, key));
    const problems = [
      ...checked.problems,
      ...read.findings.filter(({ code }) => code !== SAID_OF_AUTHORS).map(noted),
    ];
    if (again) problems.push(problem('taken_before', { field: 'title' }));
    const same = again ? null : await findSameRow(tx, { importId, number: row.number, key });
    if (same !== null) problems.push(problem('same_file', { field: 'title', value: String(same) }));
    const state = again ? ('repeated' as const) : checked.state;
    await changeRow(tx, { importId, number: row.number }, { state, found: full, key, problems });
  });
}

function saidBy({ zh, en, reason }: Pick<Refusal, 'zh' | 'en' | 'reason'>) {
  return { code: reason, weight: 'error' as const, field: 'file', cell: '', value: '', zh, en };
}

const noted = ({ code, zh, en }: { code: string; zh: string; en: string }) => ({
  code,
  weight: 'note' as const,
  field: 'file',
  cell: '',
  value: '',
  zh,
  en,
});

async function foundIn(
  read: ReadIn,
  { known, row, today }: { known: Known; row: Row; today: string },
): Promise<Found> {
  const unitId = read.unit.value?.id ?? null;
  const people = resolvePeople(
    read.correspondents.value.map(person => person.text),
    unitId,
    known,
  );
  const eventOn = read.eventOn.value !== null && read.eventOn.value <= today ? read.eventOn.value : null;
  const stem = row.path.replace(/^.*\//u, '').replace(/\.[^.]*$/u, '');
  const parts = ['title', 'unit', 'correspondents', 'eventOn', 'type'] as const;
  return {
    title: read.title.value?.trim() || stem.slice(0, 200),
    unit: { id: unitId, text: read.unit.value?.text ?? '' },
    authors: people.map(({ name, id }) => ({ id, text: name })),
    ...{ sentOn: eventOn, eventOn, type: read.type.value ?? 'other' },
    ...{ genre: 'long', importance: 'ordinary', adoption: null, photos: [], repeats: [] },
    ...{ body: read.body.value, words: wordsIn(read.body.value) },
    unsure: parts.filter(part => read[part].certainty !== 'certain'),
  };
}

type Unpacked = { path: string; file: Omit<FileRow, 'id' | 'uploaded_by'> }[];

async function unpack({ server, actor }: Reading, archive: FileRow): Promise<Unpacked | Refusal> {
  const opened = await server.files.open(archive.sha256);
  const bytes = opened ? await bytesOf(opened.stream) : new Uint8Array();
  const read = await server.documents.readArchive(bytes, actor.personId);
  if (!read.ok) return unreadable(read.refusal);
  const unpacked: Unpacked = [];
  for (const each of read.value.filter(({ path }) => ARCHIVED.test(path))) {
    const stored = await store(server, each);
    if (isRefusal(stored)) return stored;
    unpacked.push(stored);
  }
  return unpacked.length > 0 ? unpacked : unreadable(nothingInside());
}

async function store(server: Server, { path, bytes }: ArchivedFile): Promise<Unpacked[number] | Refusal> {
  const put = await server.files.put(withoutPlaces(asStream(bytes)).content, {
    maxBytes: Math.max(1, 2 * bytes.byteLength),
  });
  if (!put.ok) return unreadable(put.refusal);
  return { path, file: { ...put.value, name: path.replace(/^.*\//u, '').slice(0, 120) } };
}

const fileGone = () => ({
  reason: 'file_gone',
  zh: '这份文件在服务器上已经找不到了。请重新选择这份文件，再加入导入。',
  en: 'This file is no longer on the server. Choose it again and add it to the import.',
});

const nothingInside = () => ({
  code: 'nothing_inside',
  zh: '压缩包里没有可以读取的稿件（Word、WPS、ODT、RTF、PDF、文本）。请检查是否打包了正确的文件夹。',
  en: 'The archive holds no document that can be read (Word, WPS, ODT, RTF, PDF, text). Check that the right folder was packed.',
});

async function replaceByContents(
  tx: Tx,
  { reading, row, now }: { reading: Reading; row: Row; now: Date },
  unpacked: Unpacked,
): Promise<void> {
  const files: { fileId: string; path: string }[] = [];
  for (const { path, file } of unpacked) {
    const id = newId('file', now);
    await insertFile(tx, { ...file, id, uploaded_by: reading.actor.personId, at: now });
    files.push({ fileId: id, path: path.slice(0, 300) });
  }
  await removeRow(tx, reading.importId, row.number);
  await insertFileRows(tx, reading.importId, files);
}
