import { contract, type Intake } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { type FileRow, findFile, insertFile } from '../db/stored-files.ts';
import type { Picture, ReadDocument } from '../documents/document.ts';
import type { ReadManuscript } from '../documents/manuscript.ts';
import { readManuscript } from '../documents/read-manuscript.ts';
import type { Finding } from '../files/finding.ts';
import { acts, type WriteCall } from '../http/endpoint.ts';
import { isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { asStream } from './export.ts';
import { fieldsOf, fits } from './import.ts';
import { cleanBody, cleanText, whyNotLength } from './paper.ts';
import { knownNames } from './queries.ts';
import { photoOf } from './views.ts';

export const intake = acts(contract.manuscripts.intake, async call => {
  const { input, actor, tx, now, server } = call;
  const file = await findFile(tx, input.fileId);
  // An id alone opens nobody's file: only what one uploaded oneself is read.
  if (file?.uploaded_by !== actor.personId) return notFound('上传的文件', 'uploaded file');
  const opened = await server.files.open(file.sha256);
  if (!opened) return notFound('文件内容', 'content of the file');
  const read = await server.documents.read(await bytesOf(opened.stream), file.name);
  if (!read.ok) return unreadable(read.refusal);
  const manuscript = readManuscript(read.value, file.name, await knownNames(tx, dayOf(now)));
  const fields = fieldsOf(manuscript);
  const body = cleanBody(fields.body.value);
  const why = fits(fields.body.value) ? whyNotLength(body) : tooLarge();
  if (why) return why;
  const photos = await keepPhotos(call, manuscript, { document: read.value, name: file.name });
  if (isRefusal(photos)) return photos;
  call.record(file.id, null, { read: file.name, photos: photos.length });
  return {
    fileId: file.id,
    fileName: file.name,
    ...fields,
    title: { ...fields.title, value: fields.title.value && cleanText(fields.title.value).trim() },
    body: { ...fields.body, value: body },
    photos,
    findings: [...read.value.notes, ...manuscript.findings].map(({ code, zh, en }) => ({ code, zh, en })),
  };
});

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function unreadable(finding: Finding): Refusal {
  const code = finding.code === 'too_large' ? 'too_large' : 'unreadable_file';
  return refuse(code, finding.code, { zh: finding.zh, en: finding.en });
}

function tooLarge(): Refusal {
  return refuse('too_large', 'body_too_complex', {
    zh: '文档的段落或表格太多，超出一篇稿件的上限，没有读入。请只保留稿件正文，表格资料请作为附件上传。',
    en: 'The document has more paragraphs or table rows than one manuscript holds, so it was not read in. Keep the text alone and attach the tables as a file.',
  });
}

type Read = { document: ReadDocument; name: string };

/** Pictures found in the document become files of the person who dropped it. */
async function keepPhotos(
  { tx, actor, now, server }: Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now' | 'server'>,
  manuscript: ReadManuscript,
  { document, name }: Read,
): Promise<Intake['photos'] | Refusal> {
  const stem = name.replace(/\.[^.]*$/u, '');
  const kept: Intake['photos'] = [];
  for (const [index, photo] of manuscript.photos.entries()) {
    const picture = document.pictures[photo.picture] as Picture;
    const put = await server.files.put(asStream(picture.bytes), { maxBytes: picture.bytes.byteLength });
    if (!put.ok) {
      const code = put.refusal.code === 'disk_full' ? 'disk_full' : 'unreadable_file';
      return refuse(code, put.refusal.code, { zh: put.refusal.zh, en: put.refusal.en });
    }
    const file: FileRow = {
      ...put.value,
      id: newId('file', now),
      name: `${stem}-${index + 1}.${picture.type}`,
      uploaded_by: actor.personId,
    };
    await insertFile(tx, { ...file, at: now });
    const caption = cleanText(photo.caption ?? '')
      .replaceAll('\n', ' ')
      .trim()
      .slice(0, 200);
    kept.push(photoOf({ fileId: file.id, caption, name: file.name, size: file.size }));
  }
  return kept;
}
