import { Id } from '@xinxuan/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { recordAudit } from '../db/audit.ts';
import type { Reader, Tx } from '../db/connect.ts';
import { type FileRow, findFile, insertFile, isNamed, placesOfFile, sealOfFile } from '../db/stored-files.ts';
import { CONTENT_TYPES, type ContentType } from '../files/content-type.ts';
import { withoutPlaces } from '../files/document-place.ts';
import { newId } from '../ids.ts';
import { secretReading } from '../text/quality/secrecy-mark.ts';
import { type Actor, authorOf } from './actor.ts';
import type { RequestContext, Server } from './endpoint.ts';
import { actOnce, keptRequest, REPEATED } from './idempotency.ts';
import { whyNotStored } from './keep-file.ts';
import { whyNotSealedContent } from './own-file.ts';
import { isRefusal, notFound, type Refusal, refuse } from './refusal.ts';
import { whyNotHere } from './rights.ts';
import { bearsMark } from './secrecy-gate.ts';
import { sendRefusal } from './unserved.ts';
import { secretInFile } from './upload-gate.ts';

type Open = (request: FastifyRequest, reply: FastifyReply) => RequestContext;

/** What may be uploaded: documents and evidence. Decided by content; a program in disguise is refused. */
const TAKEN: ContentType[] = [
  ...(['docx', 'doc', 'odt', 'rtf', 'text', 'pdf', 'xlsx', 'xls'] as const),
  ...(['png', 'jpeg', 'gif', 'webp', 'mp4'] as const),
  // Taken in so that reading them can say exactly what is wrong; handed on only as attachments.
  ...(['docm', 'office_encrypted', 'doc_encrypted', 'zip', 'zip_broken', 'ole', 'unknown', 'empty'] as const),
];
const SHOWN_INLINE = new Set<ContentType>(['png', 'jpeg', 'gif', 'webp']);

const READ_ON_MS = 120_000;

type Parts = { open: Open; limitBytes: number };

/** Uploads are streamed, so they stand outside the RPC contract; rights are asked in the same one place. */
export function fileRoutes(app: FastifyInstance, server: Server, parts: Parts): void {
  app.post('/api/files', async (request, reply) => {
    const context = parts.open(request, reply);
    const actor = await signedIn(context);
    const onRepeat = (): void => context.setHeader(REPEATED, 'true');
    const kept = isRefusal(actor)
      ? actor
      : await takeIn(request, server, { actor, limitBytes: parts.limitBytes, onRepeat });
    if (!isRefusal(kept)) return reply.send(kept);
    readOn(request);
    return sendRefusal(request, reply, kept);
  });

  app.get<{ Params: { id: string; name: string } }>('/api/files/:id/:name', async (request, reply) => {
    const actor = await signedIn(parts.open(request, reply));
    if (isRefusal(actor)) return sendRefusal(request, reply, actor);
    const file = await mayOpen(server, actor, request.params.id);
    if (isRefusal(file)) return sendRefusal(request, reply, file);
    const opened = await server.files.open(file.sha256);
    if (!opened) return sendRefusal(request, reply, notFound('文件内容', 'content of the file'));
    const type = file.type as ContentType;
    const inline = SHOWN_INLINE.has(type);
    return reply
      .header('content-type', inline ? CONTENT_TYPES[type] : 'application/octet-stream')
      .header('content-length', opened.size)
      .header(
        'content-disposition',
        `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      )
      .header('cache-control', 'private, max-age=3600, immutable')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(opened.stream);
  });
}

type Uploaded = { id: string; name: string; size: number; type: ContentType; sha256: string };

/** Stores what is being sent; it belongs to its uploader until it is put to a thing. */
async function takeIn(
  request: FastifyRequest,
  server: Server,
  { actor, limitBytes, onRepeat }: { actor: Actor; limitBytes: number; onRepeat: () => void },
): Promise<Uploaded | Refusal> {
  const header = request.headers['idempotency-key'];
  const asked = { personId: actor.personId, endpoint: 'files.upload' };
  const unfit = keptRequest(header, { ...asked, input: null });
  if (isRefusal(unfit)) return unfit;
  const part = await firstFile(request);
  if (!part) return nothingSent();
  const now = server.clock();
  const marked = async (reading: string): Promise<Refusal> => {
    await server.noteSecret({ actor, endpoint: asked.endpoint, reading, now });
    return bearsMark();
  };
  const inName = secretReading([part.filename]);
  if (inName !== null) return marked(inName);
  const cleaned = withoutPlaces(part.file);
  const outcome = await server.files.put(cleaned.content, { maxBytes: limitBytes, types: TAKEN });
  if (!outcome.ok) return whyNotStored(outcome.refusal);
  const { sha256, size, type } = outcome.value;
  if (cleaned.left()) {
    if (!(await isNamed(server.database.db, sha256))) await server.files.remove(sha256);
    return tellsPlace();
  }
  // What was sealed is kept as it was; nothing of this upload remains.
  const closed = await whyNotSealedContent(server.database.reader(actor.bodyId), sha256);
  if (closed) return closed;
  const inside = await secretInFile(server, outcome.value, actor.personId);
  if (!inside.ok || inside.value !== null) {
    if (!(await isNamed(server.database.db, sha256))) await server.files.remove(sha256);
    return inside.ok ? marked(inside.value ?? '') : whyNotStored(inside.refusal);
  }
  const file = { id: newId('file', now), sha256, size, type, name: safeName(part.filename) };
  const kept = keptRequest(header, { ...asked, input: sha256 });
  if (isRefusal(kept)) return kept;
  const store = async (tx: Tx): Promise<Uploaded> => {
    await insertFile(tx, { ...file, uploaded_by: actor.personId, at: now });
    await recordAudit(tx, {
      at: now,
      ...authorOf(actor),
      act: asked.endpoint,
      subjectId: file.id,
      before: null,
      after: { name: file.name, sha256, size, type },
    });
    return file;
  };
  return server.database.write(
    actor.bodyId,
    tx => actOnce(tx, { kept, now, secret: false, onRepeat }, () => store(tx)),
    isRefusal,
  );
}

/** The file of the form that was sent; null when it is no form, holds none, or breaks off before one begins. */
async function firstFile(request: FastifyRequest) {
  try {
    return await request.file({ limits: { files: 1, fileSize: Number.MAX_SAFE_INTEGER } });
  } catch {
    return null;
  }
}

/**
 * Reads on what is still being sent after a refusal and throws it away: a browser shows the answer only once it has
 * sent everything, and a connection cut off in the middle would lose it. Nobody is listened to for longer than a while.
 */
function readOn(request: FastifyRequest): void {
  const { raw } = request;
  if (raw.complete) return;
  raw.unpipe();
  raw.resume();
  const timer = setTimeout(() => raw.destroy(), READ_ON_MS);
  raw.once('close', () => clearTimeout(timer));
}

async function signedIn(context: RequestContext): Promise<Actor | Refusal> {
  const actor = await context.actor();
  if (isRefusal(actor) || !actor.mustChangePassword) return actor;
  return refuse('password_change_required', 'first_password', {
    zh: '请先修改初始密码。',
    en: 'Change the first password before going on.',
  });
}

async function mayOpen(server: Server, actor: Actor, id: string) {
  const reader = server.database.reader(actor.bodyId);
  const file = Id.safeParse(id).success ? await findFile(reader, id) : null;
  if (!file) return notFound('文件', 'file');
  if (!(await reaches(reader, actor, file))) return notFound('文件', 'file');
  const sealed = await sealOfFile(reader, id);
  return sealed ? sealedFile(sealed) : file;
}

/** Its uploader, and whoever may see a thing that it is put to. */
async function reaches(reader: Reader, actor: Actor, file: FileRow): Promise<boolean> {
  if (file.uploaded_by === actor.personId) return true;
  const places = await placesOfFile(reader, file.id);
  return places.some(
    ({ right, unit_path: unitPath, persons, own_unit_only: ownUnitOnly }) =>
      !whyNotHere(actor, right, { unitPath, persons, ownUnitOnly }),
  );
}

function sealedFile({ by, reason }: { by: string; reason: string }): Refusal {
  return refuse('wrong_state', 'file_sealed', {
    zh: `这份文件含有已被遮盖的内容，已由${by}随旧版本一并封存（${reason}），不再提供下载。`,
    en: `This document holds what was masked since. ${by} sealed it with the earlier version (${reason}); it is not handed out.`,
  });
}

function tellsPlace(): Refusal {
  return refuse('unreadable_file', 'tells_place', {
    zh: '文件里的照片带有拍摄地点，这种文件无法把它清除，没有保存。请用 Word 或 WPS 另存为 .docx 后再传，地点会自动清除。',
    en: 'Pictures in this document tell where they were taken, and that cannot be taken out of a file of this kind; nothing was kept. Save it as .docx and upload that: the places are then removed.',
  });
}

function nothingSent(): Refusal {
  return refuse('invalid', 'no_file', {
    zh: '请求中没有文件。请选择文件后再传。',
    en: 'The request holds no file. Choose one and upload again.',
  });
}

/** The last part of whatever path the browser gave, without control characters, at most 120 characters. */
function safeName(given: string): string {
  const last = given.toWellFormed().split(/[\\/]/).pop() ?? '';
  const clean = [...last.replace(/\p{Cc}|[<>:"|?*]/gu, '').trim()];
  const dot = clean.lastIndexOf('.');
  const ending = dot > 0 ? clean.slice(dot, dot + 8) : [];
  return (clean.length <= 120 ? clean : [...clean.slice(0, 110), ...ending]).join('') || '未命名';
}
