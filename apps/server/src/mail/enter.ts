import type { Channel, DraftFields } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { recordAudit } from '../db/audit.ts';
import type { Tx } from '../db/connect.ts';
import { insertFile } from '../db/stored-files.ts';
import { withoutPlaces } from '../files/document-place.ts';
import type { StoredFile } from '../files/stored-files.ts';
import { type Actor, authorOf } from '../http/actor.ts';
import type { Server, WriteCall } from '../http/endpoint.ts';
import { whyNotStored } from '../http/keep-file.ts';
import { isRefusal, type Refusal } from '../http/refusal.ts';
import { scopeOf, whyNotHere } from '../http/rights.ts';
import { newId } from '../ids.ts';
import { checkDraft, columnsOf } from '../manuscripts/draft-fields.ts';
import { wordsIn } from '../manuscripts/paper.ts';
import { keepPhotos, type ReadIn } from '../manuscripts/read-in.ts';
import { startManuscript } from '../manuscripts/start.ts';
import { submitManuscript } from '../manuscripts/submit.ts';
import { doubtsOf, eventDayOf } from './decide.ts';
import type { Brought, Piece } from './parts.ts';
import type { PartRow } from './queries.ts';
import type { Standing } from './sender.ts';
import type { SubjectReading } from './subject.ts';
import type { Sentence } from './tables.ts';
import { once } from './works.ts';

export type StoredPiece = Piece & { file: StoredFile };

/** Puts what came along into the file store, pictures without the place where they were taken; before any transaction. */
export async function storePieces(
  server: Server,
  pieces: readonly Piece[],
): Promise<StoredPiece[] | Refusal> {
  const stored: StoredPiece[] = [];
  for (const piece of pieces) {
    if (piece.bytes.byteLength === 0) continue;
    const put = await server.files.put(withoutPlaces(once(piece.bytes)).content, {
      maxBytes: 2 * piece.bytes.byteLength,
    });
    if (!put.ok) return whyNotStored(put.refusal);
    stored.push({ ...piece, file: put.value });
  }
  return stored;
}

/** The rows of what came along, as files of nobody: whoever may see the mail may open them. */
export async function enterParts(tx: Tx, pieces: readonly StoredPiece[], now: Date): Promise<PartRow[]> {
  const rows: PartRow[] = [];
  for (const { name, file, became, finding } of pieces) {
    const id = newId('file', now);
    await insertFile(tx, { ...file, id, name, uploaded_by: null, at: now });
    rows.push({ fileId: id, name, size: file.size, became, finding });
  }
  return rows;
}

export type Entered = { id: string; title: string; submitted: boolean; doubts: Sentence[] };

export type Entry = {
  message: { id: string; subject: string; from: string };
  brought: Omit<Brought, 'pieces'> & { pieces: readonly StoredPiece[] };
  subject: SubjectReading;
  channel: Channel;
  standing: Pick<Standing, 'unitId' | 'sure'>;
  /** Who wrote it, where that is known. */
  author: { id: string } | null;
  /** Whether what is complete and certain is sent on. */
  submits: boolean;
};

type Call = Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now' | 'server' | 'afterwards' | 'may'>;

/** Makes the manuscripts of a message: each a draft in its writer's hands, sent on where nothing is in doubt. */
export async function enterManuscripts(call: Call, entry: Entry): Promise<Entered[] | Refusal> {
  const { pieces, fromText } = entry.brought;
  const texts: { read: ReadIn; source: StoredPiece | null }[] = pieces.flatMap(piece =>
    piece.read ? [{ read: piece.read, source: piece }] : [],
  );
  if (fromText) texts.push({ read: fromText, source: null });
  const entered: Entered[] = [];
  for (const [position, text] of texts.entries()) {
    const beside = position === 0 ? pieces.filter(piece => ALONG.has(piece.became) && !piece.sealed) : [];
    const one = await enterOne(call, { ...entry, ...text, beside, alone: texts.length === 1 });
    if (isRefusal(one)) return one;
    entered.push(one);
  }
  return entered;
}

const ALONG: ReadonlySet<string> = new Set(['photo', 'attachment', 'unreadable']);
const MOST_FILES = 20;
const BRIEF = 300;

type One = Entry & { read: ReadIn; source: StoredPiece | null; beside: StoredPiece[]; alone: boolean };

async function enterOne(call: Call, one: One): Promise<Entered | Refusal> {
  const { tx, actor, now } = call;
  const files = await filesOf(call, one);
  const { read, subject, standing } = one;
  const day = eventDayOf(read, subject);
  const doubts = doubtsOf({
    read,
    subject,
    standing,
    day,
    textIsSure: one.source !== null || one.brought.textIsSure,
    photosWithoutCaption: files.photos.filter(photo => photo.caption === '').length,
    spread: !one.alone && one.beside.length > 0,
  });
  const fields = fieldsOf(one, { files, day: day ?? read.eventOn.value, today: dayOf(now) });
  const checked = await checkDraft(call, fields, null);
  if (isRefusal(checked)) return checked;
  const source = files.sourceId ? [{ fileId: files.sourceId, role: 'source' as const, caption: '' }] : [];
  const id = await startManuscript(tx, {
    columns: columnsOf(checked),
    kind: 'draft',
    body: checked.body,
    authorIds: checked.authorIds,
    files: [...checked.files, ...source],
    actor,
    now,
    detail: {
      from: 'mail',
      mailId: one.message.id,
      sender: one.message.from,
      subject: one.message.subject,
      note: `来信 ${one.message.from}：${one.message.subject}`,
    },
  });
  await recordAudit(tx, {
    at: now,
    ...authorOf(actor),
    act: 'mail.enter',
    subjectId: id,
    before: null,
    after: { title: checked.title, unitId: checked.unit.id, mailId: one.message.id },
  });
  if (!one.submits || doubts.length > 0) return { id, title: checked.title, submitted: false, doubts };
  const sent = await submitManuscript({ ...writing(call), input: { id, version: 0 } });
  return isRefusal(sent) ? sent : { id, title: checked.title, submitted: true, doubts };
}

type Files = { photos: DraftFields['photos']; attachmentIds: string[]; sourceId: string | null };

/** Copies of the rows for whoever enters them: an id alone opens nobody's file. */
async function filesOf({ tx, actor, now }: Call, one: One): Promise<Files> {
  const own = async (piece: StoredPiece): Promise<string> => {
    const id = newId('file', now);
    await insertFile(tx, { ...piece.file, id, name: piece.name, uploaded_by: actor.personId, at: now });
    return id;
  };
  const inText = await keepPhotos(tx, one.read.pictures, { personId: actor.personId, now });
  const photos = inText.map(({ fileId, caption }) => ({ fileId, caption }));
  const attachmentIds: string[] = [];
  for (const piece of one.beside) {
    if (piece.became === 'photo' && photos.length < MOST_FILES)
      photos.push({ fileId: await own(piece), caption: captionIn(piece.name) });
    else if (attachmentIds.length < MOST_FILES) attachmentIds.push(await own(piece));
  }
  return {
    photos: photos.slice(0, MOST_FILES),
    attachmentIds,
    sourceId: one.source ? await own(one.source) : null,
  };
}

/** A picture's name is its caption when it is a sentence and not a number of the camera. */
function captionIn(name: string): string {
  const stem = name.replace(/\.[^.]*$/u, '').trim();
  return (stem.match(/\p{Script=Han}/gu)?.length ?? 0) >= 6 &&
    !/^(?:微信图片|图片|照片|截图|屏幕)/u.test(stem)
    ? stem.slice(0, 200)
    : '';
}

function fieldsOf(
  one: One,
  { files, day, today }: { files: Files; day: string | null; today: string },
): DraftFields {
  const { read, author } = one;
  const named = read.correspondents.value.flatMap(person => (person.id ? [person.id] : []));
  const authorIds = named.length > 0 ? named : author ? [author.id] : [];
  return {
    title: (read.title.value ?? one.subject.title ?? '').replace(/\p{Cc}+/gu, ' ').slice(0, 200),
    body: read.body.value,
    unitId: one.standing.unitId,
    authorIds: [...new Set(authorIds)].slice(0, 10),
    channel: one.channel,
    type: read.type.value ?? 'other',
    genre: wordsIn(read.body.value) <= BRIEF ? 'brief' : 'long',
    importance: 'ordinary',
    themes: [],
    eventOn: day !== null && day <= today ? day : null,
    secrecy: 'none',
    leadNote: null,
    photos: files.photos,
    attachmentIds: files.attachmentIds,
  };
}

/** A call of an act for whoever the mail speaks for; the audit entry of the whole is written by the caller. */
function writing(call: Call): Omit<WriteCall<never>, 'input'> {
  return {
    ...call,
    reader: call.tx,
    scope: right => (right && scopeOf(call.actor, right)) || { kind: 'unit', path: '-' },
    record: () => undefined,
    settle: () => call.server.settle(call.tx, call.now),
  };
}

/** What an act needs when no request carries it: the rights are those of the post, asked in the same place. */
export function callFor(
  actor: Actor,
  { tx, now, server }: { tx: Tx; now: Date; server: Server },
): Call & { after: (() => void)[] } {
  const after: (() => void)[] = [];
  return {
    tx,
    actor,
    now,
    server,
    after,
    afterwards: run => void after.push(run),
    may: (place, right = 'manuscript.write') => whyNotHere(actor, right, place),
  };
}
