import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { recordAudit } from '../db/audit.ts';
import { findFile, insertFile, placesOfFile } from '../db/stored-files.ts';
import { CONTENT_TYPES, type ContentType } from '../files/content-type.ts';
import { newId } from '../ids.ts';
import { type Actor, authorOf } from './actor.ts';
import type { RequestContext, Server } from './endpoint.ts';
import { whyNotStored } from './keep-file.ts';
import { isRefusal, notFound, type Refusal, refuse, toError } from './refusal.ts';
import { whyNotHere } from './rights.ts';

type Open = (request: FastifyRequest, reply: FastifyReply) => RequestContext;

/** What may be uploaded: documents and evidence. Decided by content; a program in disguise is refused. */
const TAKEN: ContentType[] = [
  ...(['docx', 'doc', 'odt', 'rtf', 'text', 'pdf', 'xlsx', 'xls'] as const),
  ...(['png', 'jpeg', 'gif', 'webp', 'mp4'] as const),
  // Taken in so that reading them can say exactly what is wrong; handed on only as attachments.
  ...(['docm', 'office_encrypted', 'doc_encrypted', 'zip', 'zip_broken', 'ole', 'unknown', 'empty'] as const),
];
const SHOWN_INLINE = new Set<ContentType>(['png', 'jpeg', 'gif', 'webp']);

type Parts = { open: Open; limitBytes: number };

/** Uploads are streamed, so they stand outside the RPC contract; rights are asked in the same one place. */
export function fileRoutes(app: FastifyInstance, server: Server, parts: Parts): void {
  app.post('/api/files', async (request, reply) => {
    const actor = await signedIn(parts.open(request, reply));
    const kept = isRefusal(actor)
      ? actor
      : await takeIn(request, server, { actor, limitBytes: parts.limitBytes });
    return isRefusal(kept) ? send(reply, kept) : reply.send(kept);
  });

  app.get<{ Params: { id: string; name: string } }>('/api/files/:id/:name', async (request, reply) => {
    const actor = await signedIn(parts.open(request, reply));
    if (isRefusal(actor)) return send(reply, actor);
    const file = await mayOpen(server, actor, request.params.id);
    if (isRefusal(file)) return send(reply, file);
    const opened = await server.files.open(file.sha256);
    if (!opened) return send(reply, notFound('文件内容', 'content of the file'));
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
  { actor, limitBytes }: { actor: Actor; limitBytes: number },
): Promise<Uploaded | Refusal> {
  const part = await request.file({ limits: { files: 1, fileSize: Number.MAX_SAFE_INTEGER } });
  if (!part) return nothingSent();
  const outcome = await server.files.put(part.file, { maxBytes: limitBytes, types: TAKEN });
  if (!outcome.ok) {
    request.raw.unpipe();
    return whyNotStored(outcome.refusal);
  }
  const { sha256, size, type } = outcome.value;
  const now = server.clock();
  const file = { id: newId('file', now), sha256, size, type, name: safeName(part.filename) };
  await server.database.write(
    actor.bodyId,
    async tx => {
      await insertFile(tx, { ...file, uploaded_by: actor.personId, at: now });
      await recordAudit(tx, {
        at: now,
        ...authorOf(actor),
        act: 'files.upload',
        subjectId: file.id,
        before: null,
        after: { name: file.name, sha256, size, type },
      });
    },
    () => false,
  );
  return file;
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
  const file = await findFile(reader, id);
  if (!file) return notFound('文件', 'file');
  if (file.uploaded_by === actor.personId) return file;
  const places = await placesOfFile(reader, id);
  const open = places.some(
    place => !whyNotHere(actor, place.right, { unitPath: place.unit_path, persons: place.persons }),
  );
  return open ? file : notFound('文件', 'file');
}

function nothingSent(): Refusal {
  return refuse('invalid', 'no_file', {
    zh: '请求中没有文件。请选择文件后再传。',
    en: 'The request holds no file. Choose one and upload again.',
  });
}

/** The last part of whatever path the browser gave, without control characters, at most 120 characters. */
function safeName(given: string): string {
  const last = given.split(/[\\/]/).pop() ?? '';
  const clean = last.replace(/\p{Cc}|[<>:"|?*]/gu, '').trim();
  const dot = clean.lastIndexOf('.');
  return clean.length <= 120
    ? clean || '未命名'
    : clean.slice(0, 110) + (dot > 0 ? clean.slice(dot, dot + 8) : '');
}

function send(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const error = toError(refusal);
  return reply.code(error.status).send({
    defined: true,
    code: error.code,
    status: error.status,
    message: error.message,
    data: error.data,
  });
}
