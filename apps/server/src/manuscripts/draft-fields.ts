import type { DraftFields } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { UPLOADED, whyNotOwnFiles } from '../http/own-file.ts';
import { firstOf, isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { type Manuscript, whyNotEventOn, whyNotOpen } from './manuscript.ts';
import { cleanBody, cleanText, whyNotLength } from './paper.ts';
import { type FileToKeep, filesNamed, listFiles } from './paper-queries.ts';
import { whyNotKept } from './quality.ts';
import { activePeople, findUnit, type UnitHere } from './queries.ts';

/** Fields of a draft that have passed every check; only these are written. */
export type Checked = Omit<DraftFields, 'photos' | 'attachmentIds'> & { unit: UnitHere; files: FileToKeep[] };

type Call = Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now' | 'may'>;

/** Checks what was typed against what exists. `current` is the draft as it stands, which keeps what it already has. */
export async function checkDraft(
  call: Call,
  fields: DraftFields,
  current: Manuscript | null,
): Promise<Checked | Refusal> {
  const { tx, now } = call;
  const body = cleanBody(fields.body);
  const unit = await findUnit(tx, fields.unitId);
  if (!unit) return notFound('所选单位', 'chosen unit');
  const moved = current?.unit_id !== unit.id;
  const why = firstOf(
    moved ? call.may({ unitPath: unit.path }) : null,
    moved ? whyNotOpen(unit, dayOf(now)) : null,
    whyNotEventOn(fields.eventOn, dayOf(now)),
    whyNotLength(body),
    whyNotKept({ title: fields.title, body, captions: fields.photos.map(photo => photo.caption) }),
    await whyNotAuthors(tx, fields.authorIds, current),
  );
  if (why) return why;
  const files = await checkFiles(call, fields, current);
  if (isRefusal(files)) return files;
  const { photos: _, attachmentIds: __, ...rest } = fields;
  return {
    ...rest,
    title: cleanText(fields.title).trim(),
    body,
    authorIds: [...new Set(fields.authorIds)],
    themes: [...new Set(fields.themes)],
    unit,
    files,
  };
}

async function whyNotAuthors(tx: Tx, ids: string[], current: Manuscript | null): Promise<Refusal | null> {
  const known = new Set(current?.authors.map(author => author.id));
  const fresh = ids.filter(id => !known.has(id));
  const active = await activePeople(tx, fresh);
  if (fresh.every(id => active.has(id))) return null;
  return refuse('invalid', 'unknown_author', {
    zh: '所选作者不在本机构的在册人员中，没有保存。请从人员名册中选择作者。',
    en: 'A chosen author is not on the roster, so nothing was saved. Choose the authors from the roster.',
    fields: { authorIds: { zh: '请从名册中选择', en: 'choose from the roster' } },
  });
}

const PICTURES = ['png', 'jpeg', 'gif', 'webp'];

/** A file comes along when the writer uploaded it or the draft has it already: an id alone opens nobody's file. */
export async function checkFiles(
  { tx, actor }: Pick<Call, 'tx' | 'actor'>,
  fields: Pick<DraftFields, 'photos' | 'attachmentIds'>,
  current: Manuscript | null,
): Promise<FileToKeep[] | Refusal> {
  const photos = [...new Map(fields.photos.map(photo => [photo.fileId, photo])).values()];
  const attachments = [...new Set(fields.attachmentIds)];
  const ids = [...photos.map(photo => photo.fileId), ...attachments];
  if (ids.length === 0) return [];
  const kept = current ? new Set((await listFiles(tx, current.id)).map(file => file.file_id)) : new Set();
  const files = new Map((await filesNamed(tx, ids)).map(file => [file.id, file]));
  const why = await whyNotOwnFiles(tx, {
    ...{ ids: ids.filter(id => !kept.has(id)), personId: actor.personId },
    ...{ as: UPLOADED, code: 'invalid' },
  });
  if (why) return why;
  const odd = photos.findIndex(photo => !PICTURES.includes(files.get(photo.fileId)?.type ?? ''));
  if (odd >= 0) {
    return refuse('invalid', 'photo_is_no_picture', {
      zh: `第 ${odd + 1} 张照片不是图片文件。请上传 PNG、JPEG、GIF 或 WebP 图片；其他资料请作为附件。`,
      en: `Photo ${odd + 1} is no picture. Upload PNG, JPEG, GIF or WebP, and add other material as an attachment.`,
      fields: { [`photos.${odd}.fileId`]: { zh: '不是图片', en: 'not a picture' } },
    });
  }
  return [
    ...photos.map(({ fileId, caption }) => ({
      fileId,
      role: 'photo' as const,
      caption: cleanText(caption).trim(),
    })),
    ...attachments.map(fileId => ({ fileId, role: 'attachment' as const, caption: '' })),
  ];
}

/** Columns that a draft's fields fill, on starting and on saving alike. */
export function columnsOf(checked: Checked) {
  return {
    unit_id: checked.unit.id,
    unit_path: checked.unit.path,
    channel: checked.channel,
    type: checked.type,
    genre: checked.genre,
    importance: checked.importance,
    themes: checked.themes,
    title: checked.title,
    event_on: checked.eventOn,
    secrecy: checked.secrecy,
    lead_note: checked.leadNote,
  };
}
