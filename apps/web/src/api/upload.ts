import { ORPCError } from '@orpc/client';
import { newKey } from '../device/newKey.ts';
import { actingPost } from './post.ts';

export type StoredFile = { id: string; name: string; size: number; type: string; sha256: string };
type UploadOptions = { onProgress?: (percent: number) => void; signal?: AbortSignal };

/** Stores one file; XMLHttpRequest, because fetch does not tell how far an upload is. */
export function upload(file: File, { onProgress, signal }: UploadOptions = {}): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file, file.name);
    request.open('POST', '/api/files');
    request.responseType = 'json';
    request.setRequestHeader('idempotency-key', newKey());
    const post = actingPost();
    if (post) request.setRequestHeader('x-post', post);
    request.upload.onprogress = event => {
      if (event.lengthComputable) onProgress?.(Math.floor((event.loaded / event.total) * 100));
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as StoredFile);
      else reject(asRefusal(request.status, request.response));
    };
    request.onerror = () => reject(new TypeError('network'));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

/** The upload speaks plain JSON; its refusals take the same road to words as all others. */
function asRefusal(status: number, body: unknown): ORPCError<string, unknown> {
  const { code, data } = (body ?? {}) as { code?: string; data?: unknown };
  return new ORPCError(code ?? (status === 413 ? 'too_large' : 'unknown'), { status, data: data ?? body });
}
