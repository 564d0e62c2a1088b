import type { Socket } from 'node:net';
import { ORPCError } from '@orpc/server';
import { REFUSALS, type RefusalData } from '@xinxuan/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refuse, toError } from './refusal.ts';

/** Refusals of requests that never reach an endpoint: a wrong address, a body that is none, a body too large. */

export const noEndpoint: Refusal = refuse('not_found', 'no_endpoint', {
  zh: '没有这个接口。请核对地址和方法，接口清单见 /api/docs。',
  en: 'There is no such endpoint. Check address and method; see /api/docs for the list.',
});

export const malformed: Refusal = refuse('invalid', 'malformed_request', {
  zh: '请求内容的格式不对，系统读不懂，没有保存。请按 /api/docs 的说明，以 UTF-8 编码的 JSON 提交。',
  en: 'The request is not in the expected form and could not be read; nothing was saved. Send JSON in UTF-8 as /api/docs describes.',
});

export const foreignOrigin: Refusal = refuse('forbidden', 'foreign_origin', {
  zh: '请求来自其他网站，为安全起见已拒绝，没有保存。请在本系统的页面中操作。',
  en: 'The request comes from another site and was refused for safety; nothing was saved. Use the pages of this system.',
});

const unknownMedia: Refusal = refuse('invalid', 'unsupported_media', {
  zh: '不认识请求内容的类型（Content-Type），没有保存。请用 application/json 提交；文件请传到 /api/files。',
  en: 'The content type of the request is not known here; nothing was saved. Send application/json, and files to /api/files.',
});

const tooLarge: Refusal = refuse('too_large', 'request_too_large', {
  zh: '提交的内容太大，没有保存。请精简正文，图片请作为附件上传。',
  en: 'The request is too large and was not saved. Shorten the text; upload pictures as files.',
});

const headersTooLarge: Refusal = refuse('too_large', 'headers_too_large', {
  zh: '请求的地址或标头太长，没有办理。请缩短查询条件后再试。',
  en: 'The address or the headers of the request are too long, so it was not handled. Shorten the query and try again.',
});

const BY_CODE: Record<string, Refusal> = {
  FST_ERR_CTP_INVALID_JSON_BODY: malformed,
  FST_ERR_CTP_EMPTY_JSON_BODY: malformed,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: malformed,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: unknownMedia,
  FST_ERR_CTP_BODY_TOO_LARGE: tooLarge,
  FST_ERR_BAD_URL: noEndpoint,
  FST_ERR_MAX_PARAM_LENGTH: noEndpoint,
};

const tooOften: Refusal = refuse('locked_out', 'too_often', {
  zh: '请求过于频繁。请等一分钟再试。',
  en: 'Too many requests. Wait a minute and try again.',
});

/** What the sender did wrong, where the framework found it; null when the fault is ours. */
export function whyUnserved(error: { code?: string; statusCode?: number }): Refusal | null {
  const known = BY_CODE[error.code ?? ''];
  if (known) return known;
  if (error.statusCode === 429) return tooOften;
  const ofSender = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
  return ofSender ? malformed : null;
}

/** The answer to a bug: nothing of it is told but that it happened. */
export function broken(): ORPCError<string, RefusalData> {
  const data = {
    reason: 'internal',
    zh: '服务器处理出错，本次操作没有保存。请稍后再试；若再次出现，请把时间告知系统管理员。',
    en: 'The server failed and nothing was saved. Try again; if it happens again, tell the system administrator when.',
  };
  return new ORPCError('internal', { status: 500, message: data.zh, data });
}

/** Sends an error in the form of the interface that was asked: bare over REST, in its envelope over RPC. */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  error: ORPCError<string, unknown>,
): FastifyReply {
  const body = error.toJSON();
  return reply.code(error.status).send(request.url.startsWith('/api/rpc/') ? { json: body } : body);
}

export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  return sendError(request, reply, toError(refusal));
}

/** Answers on a connection whose request could not even be taken apart, and ends it. */
export function answerUnparsed(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const refusal = error.code === 'HPE_HEADER_OVERFLOW' ? headersTooLarge : malformed;
  const body = JSON.stringify(toError(refusal).toJSON());
  const head = [
    `HTTP/1.1 ${REFUSALS[refusal.code]} Refused`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
