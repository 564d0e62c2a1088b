import { createHash } from 'node:crypto';
import type { Reader } from '../db/connect.ts';
import { closedContents } from '../db/stored-files.ts';
import { bytesSource } from '../files/byte-source.ts';
import type { ContentType } from '../files/content-type.ts';
import { withoutPlaces } from '../files/document-place.ts';
import { sniff } from '../files/sniff.ts';
import type { Server } from '../http/endpoint.ts';
import { sealedCopy } from '../http/own-file.ts';
import { isRefusal } from '../http/refusal.ts';
import { secretInBytes } from '../http/upload-gate.ts';
import { type ReadIn, readBytesIn } from '../manuscripts/read-in.ts';
import { secretReading } from '../text/quality/secrecy-mark.ts';
import { manuscriptIn } from './body-text.ts';
import type { MailPart } from './read-mail.ts';
import type { PartEnd, Sentence } from './tables.ts';
import { once } from './works.ts';

/** What a message brought, each piece with what becomes of it. */
export type Piece = {
  name: string;
  bytes: Uint8Array;
  type: ContentType;
  became: PartEnd;
  finding: Sentence | null;
  /** The fields of a manuscript, where it is one. */
  read: ReadIn | null;
  /** What was unpacked from it. */
  inside?: readonly Piece[];
  /** Identical to a document that a seal has closed: listed, with the reason, but put to nothing. */
  sealed: boolean;
};

export type Brought = {
  pieces: Piece[];
  /** The message's own words as a manuscript, when no document came along. */
  fromText: ReadIn | null;
  textIsSure: boolean;
};

const WORDY: ReadonlySet<ContentType> = new Set([
  'docx',
  'doc',
  'odt',
  'rtf',
  'docm',
  'office_encrypted',
  'doc_encrypted',
]);
const PICTURES: ReadonlySet<ContentType> = new Set(['png', 'jpeg', 'gif', 'webp']);
const WORDY_NAME = /\.(?:docx?|wps|odt|rtf)$/iu;
/** 附件1：名单.docx goes along with a manuscript and is none. */
const ENCLOSURE = /^附(?:件|表|图)/u;
/** Below this a picture in the text is a letterhead or a mark that counts readers. */
const LEAST_INLINE = 20_000;
const MOST_MANUSCRIPTS = 20;

type From = { server: Server; reader: Reader; owner: string; now: Date };

/** Reads what came along: documents in the reading process, archives one level deep, pictures by their content. */
export async function openParts(
  from: From,
  mail: { attachments: readonly MailPart[]; text: string; textIsSure: boolean; subject: string },
): Promise<Brought> {
  const pieces: Piece[] = [];
  for (const part of mail.attachments) pieces.push(...(await opened(from, part)));
  await setSealedApart(from.reader, pieces);
  const chosen = chosenOf(pieces);
  for (const piece of chosen) await readPiece(from, piece);
  const own = chosen.length === 0 ? manuscriptIn(mail.text) : null;
  // The subject stands where a file's name would: it is believed where the text itself says nothing.
  const name = `${mail.subject.replace(/[\\/:*?"<>|]/gu, ' ').slice(0, 100)}.txt`;
  const read = own && (await readText(from, { bytes: Buffer.from(own.text), name }));
  return { pieces, fromText: read, textIsSure: mail.textIsSure && own?.sure === true };
}

async function opened({ server, owner }: From, part: MailPart): Promise<Piece[]> {
  const piece = await pieceOf(part);
  if (piece.type !== 'zip') return [piece];
  const archive = await server.documents.readArchive(part.bytes, owner);
  if (!archive.ok) return [{ ...piece, became: 'unreadable', finding: archive.refusal }];
  const inside: Piece[] = [];
  for (const { path, bytes } of archive.value.slice(0, 200))
    inside.push(await pieceOf({ name: path.split('/').pop()!.slice(0, 120), bytes, inline: false }));
  return [{ ...piece, became: 'left', inside }, ...inside];
}

async function pieceOf({ name, bytes, inline }: MailPart): Promise<Piece> {
  const { type } = await sniff(bytesSource(bytes));
  const picture = PICTURES.has(type);
  const became = picture ? (inline && bytes.byteLength < LEAST_INLINE ? 'left' : 'photo') : 'attachment';
  return { name, bytes, type, became, finding: null, read: null, sealed: false };
}

/** What is sealed is not read from a message either; the archive that it came in is not kept. */
async function setSealedApart(reader: Reader, pieces: Piece[]): Promise<void> {
  const closed = await closedContents(reader);
  if (closed.size === 0) return;
  for (const piece of pieces) {
    if (!closed.has(await contentOf(piece.bytes))) continue;
    const { zh, en } = sealedCopy('unreadable_file');
    Object.assign(piece, { became: 'unreadable', finding: { zh, en }, sealed: true });
  }
  for (const piece of pieces) if (piece.inside?.some(each => each.sealed)) piece.bytes = new Uint8Array();
}

/** The SHA-256 of it as it would be stored: pictures without the place where they were taken. */
async function contentOf(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of withoutPlaces(once(bytes)).content) hash.update(chunk);
  return hash.digest('hex');
}

/** Word documents are manuscripts; without any, PDFs; without those, text files. What is named 附件 goes along. */
function chosenOf(pieces: Piece[]): Piece[] {
  const open = pieces.filter(piece => piece.became === 'attachment');
  const wordy = open.filter(piece => WORDY.has(piece.type) || WORDY_NAME.test(piece.name));
  const kinds = [
    wordy,
    open.filter(piece => piece.type === 'pdf'),
    open.filter(piece => piece.type === 'text' && /\.te?xt$/iu.test(piece.name)),
  ];
  const first = kinds.find(kind => kind.length > 0) ?? [];
  const own = first.filter(piece => !ENCLOSURE.test(piece.name));
  return (own.length > 0 ? own : first).slice(0, MOST_MANUSCRIPTS);
}

async function readPiece(from: From, piece: Piece): Promise<void> {
  const read = await readBytesIn(
    { server: from.server, reader: from.reader, personId: from.owner, now: from.now },
    piece,
  );
  if (isRefusal(read)) {
    piece.became = 'unreadable';
    piece.finding = { zh: read.zh, en: read.en };
  } else {
    piece.became = 'manuscript';
    piece.read = read;
  }
}

async function readText(from: From, file: { bytes: Uint8Array; name: string }): Promise<ReadIn | null> {
  const read = await readBytesIn(
    { server: from.server, reader: from.reader, personId: from.owner, now: from.now },
    file,
  );
  return isRefusal(read) ? null : read;
}

/**
 * The reading of a secrecy mark in anything that a message brings, or null: in its own words, and anywhere in what came
 * along, whether it becomes a manuscript or not.
 */
export async function secretInMail(
  server: Server,
  { mail, brought, owner }: { mail: { subject: string; text: string }; brought: Brought; owner: string },
): Promise<string | null> {
  const inWords = secretReading(textsOf(mail, brought));
  if (inWords !== null) return inWords;
  for (const piece of brought.pieces) {
    const inside = await secretInBytes(server, piece, owner);
    if (inside.ok && inside.value !== null) return inside.value;
  }
  return null;
}

/** Every text that a message brings, as far as it was read. */
function textsOf(mail: { subject: string; text: string }, { pieces, fromText }: Brought): string[] {
  const reads = [
    ...pieces.flatMap(piece => (piece.read ? [piece.read] : [])),
    ...(fromText ? [fromText] : []),
  ];
  return [
    mail.subject,
    ...mail.text.split('\n'),
    ...pieces.map(piece => piece.name),
    ...reads.flatMap(read => [
      read.title.value ?? '',
      ...read.body.value.flatMap(block => (block.kind === 'table' ? block.rows.flat() : [block.text])),
      ...read.pictures.map(picture => picture.caption),
    ]),
  ];
}
