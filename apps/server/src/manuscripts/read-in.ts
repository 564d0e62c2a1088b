import type { Intake } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Reader, Tx } from '../db/connect.ts';
import { closedContents, type FileRow, insertFile } from '../db/stored-files.ts';
import type { Picture } from '../documents/document.ts';
import type { Finding } from '../files/finding.ts';
import { withoutPlace } from '../files/picture-place.ts';
import type { Server } from '../http/endpoint.ts';
import { isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { asStream } from './export.ts';
import { fieldsOf, fits } from './import.ts';
import { cleanBody, cleanText, whyNotLength } from './paper.ts';
import { knownNames } from './queries.ts';
import { photoOf } from './views.ts';

/** What a document gave, with its pictures stored but not yet anybody's: `keepPhotos` enters them. */
export type ReadIn = Omit<Intake, 'fileId' | 'fileName' | 'photos'> & {
  pictures: { file: Omit<FileRow, 'id' | 'uploaded_by'>; caption: string }[];
};

type From = { server: Server; reader: Reader; personId: string; now: Date };

/** Reads a stored document outside of any transaction: what it says as the fields of a draft, or why it cannot be read. */
export async function readIn(from: From, file: Pick<FileRow, 'sha256' | 'name'>): Promise<ReadIn | Refusal> {
  const opened = await from.server.files.open(file.sha256);
  if (!opened) return notFound('文件内容', 'content of the file');
  return readBytesIn(from, { bytes: await bytesOf(opened.stream), name: file.name });
}

/** The same of a document that is not kept yet: an attachment whose mail has still to pass the secrecy gate. */
export async function readBytesIn(
  { server, reader, personId, now }: From,
  file: { bytes: Uint8Array; name: string },
): Promise<ReadIn | Refusal> {
  const { bytes } = file;
  const known = await knownNames(reader, dayOf(now));
  const read = await server.documents.readManuscript({ bytes, name: file.name }, known, personId);
  if (!read.ok) return unreadable(read.refusal);
  const { manuscript, document } = read.value;
  const fields = fieldsOf(manuscript);
  const body = cleanBody(fields.body.value);
  const why = fits(fields.body.value) ? whyNotLength(body) : tooLarge();
  if (why) return why;
  const found = manuscript.photos.map(photo => ({
    picture: document.pictures[photo.picture] as Picture,
    caption: captionOf(photo.caption),
  }));
  const stored = await storePictures(server, file.name, found);
  if (isRefusal(stored)) return stored;
  const closed = await closedContents(reader);
  const pictures = stored.filter(picture => !closed.has(picture.file.sha256));
  const notes = pictures.length < stored.length ? [PICTURE_SEALED] : [];
  return {
    ...fields,
    title: { ...fields.title, value: fields.title.value && cleanText(fields.title.value).trim() },
    body: { ...fields.body, value: body },
    pictures,
    findings: [...document.notes, ...manuscript.findings, ...notes].map(({ code, zh, en }) => ({
      code,
      zh,
      en,
    })),
  };
}

const PICTURE_SEALED = {
  code: 'picture_sealed',
  zh: '文中有的照片与已经封存的照片完全相同，没有读入。请在文档中也删去或遮盖。',
  en: 'A picture in the document is identical to one that has been sealed and was left out. Take it out of the document, or mask it, as well.',
};

/** Pictures found in the document become files of the person who brought it. */
export async function keepPhotos(
  tx: Tx,
  pictures: ReadIn['pictures'],
  { personId, now }: { personId: string; now: Date },
): Promise<Intake['photos']> {
  const kept: Intake['photos'] = [];
  for (const { file, caption } of pictures) {
    const id = newId('file', now);
    await insertFile(tx, { ...file, id, uploaded_by: personId, at: now });
    kept.push(photoOf({ fileId: id, caption, name: file.name, size: file.size }));
  }
  return kept;
}

export async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export function unreadable(finding: Finding): Refusal {
  const code = finding.code === 'too_large' ? 'too_large' : 'unreadable_file';
  return refuse(code, finding.code, { zh: finding.zh, en: finding.en });
}

function tooLarge(): Refusal {
  return refuse('too_large', 'body_too_complex', {
    zh: '文档的段落或表格太多，超出一篇稿件的上限，没有读入。请只保留稿件正文，表格资料请作为附件上传。',
    en: 'The document has more paragraphs or table rows than one manuscript holds, so it was not read in. Keep the text alone and attach the tables as a file.',
  });
}

async function storePictures(
  server: Server,
  name: string,
  found: { picture: Picture; caption: string }[],
): Promise<ReadIn['pictures'] | Refusal> {
  const stem = name.replace(/\.[^.]*$/u, '');
  const stored: ReadIn['pictures'] = [];
  for (const [index, { picture, caption }] of found.entries()) {
    const put = await server.files.put(withoutPlace(asStream(picture.bytes)), {
      maxBytes: picture.bytes.byteLength,
    });
    if (!put.ok) {
      const code = put.refusal.code === 'disk_full' ? 'disk_full' : 'unreadable_file';
      return refuse(code, put.refusal.code, { zh: put.refusal.zh, en: put.refusal.en });
    }
    stored.push({ file: { ...put.value, name: `${stem}-${index + 1}.${picture.type}` }, caption });
  }
  return stored;
}

function captionOf(caption: string | null): string {
  return cleanText(caption ?? '')
    .replaceAll('\n', ' ')
    .trim()
    .slice(0, 200);
}
