import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diskFiles, sweepIncoming } from './disk.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'stored-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function* chunks(...parts: (string | Uint8Array)[]) {
  for (const part of parts) yield Buffer.from(part as string);
}

async function everyFile(): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(entry => entry.name);
}

const MB = 1048576;

describe('keeping a file', () => {
  test('names it by its content, types it by its content, and gives back the same bytes', async () => {
    const files = diskFiles({ root });
    const put = await files.put(chunks('%PDF-1.7\n', '正文'), { maxBytes: MB });
    const whole = Buffer.from('%PDF-1.7\n正文');
    const sha256 = createHash('sha256').update(whole).digest('hex');
    expect(put).toEqual({ ok: true, value: { sha256, size: whole.length, type: 'pdf' } });
    const opened = await files.open(sha256);
    expect(opened?.size).toBe(whole.length);
    expect(await buffer(opened!.stream)).toEqual(whole);
    const part = await files.open(sha256, { start: 0, end: 3 });
    expect((await buffer(part!.stream)).toString()).toBe('%PDF');
  });

  test('keeps the same content once, however often it comes and even at the same time', async () => {
    const files = diskFiles({ root });
    const puts = await Promise.all(
      Array.from({ length: 8 }, () => files.put(chunks('同一篇稿件'), { maxBytes: MB })),
    );
    expect(new Set(puts.map(put => put.ok && put.value.sha256)).size).toBe(1);
    expect(await everyFile()).toHaveLength(1);
  });

  test('shards by the digits of the hash', async () => {
    const files = diskFiles({ root });
    const put = await files.put(chunks('a'), { maxBytes: MB });
    const name = put.ok ? put.value.sha256 : '';
    expect((await stat(join(root, name.slice(0, 2), name.slice(2, 4), name))).size).toBe(1);
  });

  test('exists and remove agree; removing twice is no error', async () => {
    const files = diskFiles({ root });
    const put = await files.put(chunks('x'), { maxBytes: MB });
    const name = put.ok ? put.value.sha256 : '';
    expect(await files.exists(name)).toBe(true);
    await files.remove(name);
    await files.remove(name);
    expect(await files.exists(name)).toBe(false);
    expect(await files.open(name)).toBeNull();
  });

  test('a name that is no hash never becomes a path', async () => {
    const files = diskFiles({ root });
    await expect(files.open('../../etc/passwd')).rejects.toThrow('64 hexadecimal');
    await expect(files.exists('A'.repeat(64))).rejects.toThrow('64 hexadecimal');
  });
});

describe('what is refused leaves nothing behind', () => {
  test('too large: the giver is not read on', async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield Buffer.alloc(1024);
      }
    }
    const put = await diskFiles({ root }).put(endless(), { maxBytes: 10 * 1024 });
    expect(put).toMatchObject({ ok: false, refusal: { code: 'too_large' } });
    expect(given).toBe(11);
    expect(await everyFile()).toEqual([]);
  });

  test('empty', async () => {
    const put = await diskFiles({ root }).put(chunks(), { maxBytes: MB });
    expect(put).toMatchObject({ ok: false, refusal: { code: 'empty_file' } });
    expect(await everyFile()).toEqual([]);
  });

  test('a kind of file that is not taken', async () => {
    const put = await diskFiles({ root }).put(chunks('<html><script>'), { maxBytes: MB, types: ['pdf'] });
    expect(put).toMatchObject({ ok: false, refusal: { code: 'unsuitable_type' } });
    expect(await everyFile()).toEqual([]);
  });

  test('an upload that breaks off', async () => {
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('socket hang up');
    }
    const put = await diskFiles({ root }).put(broken(), { maxBytes: MB });
    expect(put).toMatchObject({ ok: false, refusal: { code: 'upload_interrupted' } });
    expect(await everyFile()).toEqual([]);
  });

  test('a full disk, as the kernel reports it', async () => {
    const full = diskFiles({
      root,
      async openTemporary(path) {
        await writeFile(path, 'the part that still fitted');
        return open('/dev/full', 'r+');
      },
    });
    const put = await full.put(chunks('no room'), { maxBytes: MB });
    expect(put).toMatchObject({
      ok: false,
      refusal: { code: 'disk_full', zh: expect.stringContaining('已满') },
    });
    expect(await everyFile()).toEqual([]);
  });

  test('any other fault of the disk is not passed off as a refusal', async () => {
    const put = diskFiles({ root, openTemporary: () => open(join(root, 'missing', 'file'), 'r') }).put(
      chunks('x'),
      {
        maxBytes: MB,
      },
    );
    await expect(put).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('sweeping removes only what an old, killed upload left', async () => {
  const files = diskFiles({ root });
  await files.put(chunks('kept'), { maxBytes: MB });
  await writeFile(join(root, '.incoming', 'old'), 'left over');
  await writeFile(join(root, '.incoming', 'new'), 'still arriving');
  await utimes(join(root, '.incoming', 'old'), 1000, 1000);
  expect(await sweepIncoming(root, 2_000_000)).toBe(1);
  expect((await everyFile()).filter(name => name === 'old' || name === 'new')).toEqual(['new']);
  expect(await sweepIncoming(join(root, 'nowhere'), 1)).toBe(0);
});
