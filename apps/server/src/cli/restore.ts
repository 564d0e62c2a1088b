import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import type { ClientConfig } from 'pg';
import type { DumpedTable } from '../db/dump.ts';
import { loadDump } from '../db/load.ts';
import { diskFiles } from '../files/disk.ts';
import type { StoredFiles } from '../files/stored-files.ts';
import { fileEntry, hashOf, MANIFEST, Manifest, readArchive, tableEntry } from './archive.ts';
import { CommandStop, dataFolder, openDatabase, runCommand } from './command.ts';

/**
 * Checks a whole archive before anything is written: every part is there once, with the content it was written with.
 * @throws CommandStop naming the first part that is damaged
 */
export async function checkArchive(path: string): Promise<Manifest> {
  const hashes = new Map<string, string>();
  let text = '';
  try {
    await readArchive(path, async (entry, content) => {
      if (entry === MANIFEST) text = await textOf(content);
      else hashes.set(entry, await hashOf(content));
    });
  } catch (error) {
    throw damaged(path, error instanceof Error ? error.message : String(error));
  }
  if (!text) throw damaged(path, MANIFEST);
  const parsed = Manifest.safeParse(JSON.parse(text));
  if (!parsed.success) throw damaged(path, `${MANIFEST}: ${parsed.error.issues[0]?.message}`);
  const expected = new Map([
    ...parsed.data.tables.map(table => [tableEntry(table.name), table.sha256] as const),
    ...parsed.data.files.map(sha256 => [fileEntry(sha256), sha256] as const),
  ]);
  for (const [entry, sha256] of expected) if (hashes.get(entry) !== sha256) throw damaged(path, entry);
  const stranger = [...hashes.keys()].find(entry => !expected.has(entry));
  if (stranger) throw damaged(path, stranger);
  return parsed.data;
}

async function textOf(content: Readable): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of content) parts.push(chunk as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function damaged(path: string, part: string): CommandStop {
  return new CommandStop(
    `备份 ${path} 不完整或已损坏(${part}),没有恢复任何内容。
The backup ${path} is incomplete or damaged (${part}); nothing was restored.`,
  );
}

/** Restores an archive into an empty database and the store of files. Rows come in one transaction, files before. */
export async function restore(target: {
  database: ClientConfig;
  files: StoredFiles;
  archive: string;
}): Promise<Manifest> {
  const manifest = await checkArchive(target.archive);
  const tables = new Map(manifest.tables.map(table => [tableEntry(table.name), table]));
  const bring = async (write: (table: DumpedTable, rows: Readable) => Promise<void>) => {
    await readArchive(target.archive, async (entry, content) => {
      const table = tables.get(entry);
      if (table) await write(table, content.pipe(createGunzip()));
      else if (entry === MANIFEST) content.resume();
      else await keepFile(target.files, content);
    });
  };
  await loadDump(target.database, { schema: manifest.schema, sequences: manifest.sequences, tables: bring });
  return manifest;
}

async function keepFile(files: StoredFiles, content: Readable): Promise<void> {
  const kept = await files.put(content, { maxBytes: Number.MAX_SAFE_INTEGER });
  if (!kept.ok) throw new CommandStop(`${kept.refusal.zh}\n${kept.refusal.en}`);
}

const HELP = `用法:xinxuan restore 文件.tar [--data 数据文件夹]
  先核对备份的全部校验值,再恢复到空的数据库;已有数据的库不予覆盖。恢复时服务不得运行。
Usage: xinxuan restore FILE.tar [--data FOLDER]
  Checks all hashes of the backup, then restores it into an empty database; one with data is refused. The server must not run.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const [source, ...rest] = positionals;
  if (values.help || !source || rest.length > 0) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const archive = resolve(source);
  if (!existsSync(archive)) throw new CommandStop(`找不到文件 ${archive}。There is no such file.`);
  const data = dataFolder(values.data);
  const opened = await openDatabase(data, 'alone');
  try {
    const files = diskFiles({ root: join(data, 'files') });
    const done = await restore({ database: opened.config, files, archive });
    console.log(`已恢复 ${done.tables.length} 个表、${done.files.length} 个文件(备份于 ${done.takenAt})。`);
    console.log(
      `Restored ${done.tables.length} tables and ${done.files.length} files (backed up at ${done.takenAt}).`,
    );
    return 0;
  } finally {
    await opened.stop();
  }
}

if (import.meta.main) await runCommand(main);
