import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ClientConfig } from 'pg';
import { systemClock } from '../clock.ts';
import { openSnapshot, type Snapshot } from '../db/dump.ts';
import { diskFiles } from '../files/disk.ts';
import type { StoredFiles } from '../files/stored-files.ts';
import {
  type ArchiveWriter,
  fileEntry,
  MANIFEST,
  type Manifest,
  tableEntry,
  writeArchive,
} from './archive.ts';
import { CommandStop, dataFolder, openDatabase, runCommand } from './command.ts';

/**
 * Writes the database as it is at one moment, and every file it speaks of, into one archive. People may go on
 * working meanwhile.
 */
export async function backUp(source: {
  database: ClientConfig;
  files: StoredFiles;
  archive: string;
  now: Date;
}): Promise<Manifest> {
  const snapshot = await openSnapshot(source.database);
  try {
    let manifest: Manifest | null = null;
    await writeArchive(source.archive, async writer => {
      const tables = await addTables(writer, snapshot);
      const { schema, sequences } = snapshot;
      const files = await addFiles(writer, await snapshot.files(), source.files);
      const takenAt = source.now.toISOString();
      manifest = { format: 'xinxuan-backup-1', takenAt, schema, tables, sequences, ...files };
      await writer.addText(MANIFEST, `${JSON.stringify(manifest, null, 1)}\n`);
    });
    if (!manifest) throw new Error('an archive was written without its manifest');
    return manifest;
  } finally {
    await snapshot.close();
  }
}

async function addTables(writer: ArchiveWriter, snapshot: Snapshot): Promise<Manifest['tables']> {
  const tables: Manifest['tables'] = [];
  for (const table of snapshot.tables) {
    const sha256 = await writer.addCompressed(tableEntry(table.name), snapshot.rowsOf(table));
    tables.push({ ...table, sha256 });
  }
  return tables;
}

async function addFiles(writer: ArchiveWriter, wanted: string[], store: StoredFiles) {
  const files: string[] = [];
  const missingFiles: string[] = [];
  for (const sha256 of wanted) {
    const content = await store.open(sha256);
    if (content) await writer.add(fileEntry(sha256), content);
    (content ? files : missingFiles).push(sha256);
  }
  return { files, missingFiles };
}

const HELP = `用法:xinxuan backup 文件.tar [--data 数据文件夹]
  把数据库和全部文件备份成一个 .tar(表为 CSV,附校验值)。服务运行时也可备份。
Usage: xinxuan backup FILE.tar [--data FOLDER]
  Backs up the database and all files into one .tar (tables as CSV, with hashes). The server may be running.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const [target, ...rest] = positionals;
  if (values.help || !target || rest.length > 0) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const archive = resolve(target);
  if (existsSync(archive))
    throw new CommandStop(`${archive} 已存在,不予覆盖。It exists already and is not overwritten.`);
  const data = dataFolder(values.data);
  const opened = await openDatabase(data, 'shared');
  const files = diskFiles({ root: join(data, 'files') });
  try {
    const made = await backUp({ database: opened.config, files, archive, now: systemClock() });
    console.log(`已备份 ${made.tables.length} 个表、${made.files.length} 个文件:${archive}`);
    console.log(`Backed up ${made.tables.length} tables and ${made.files.length} files: ${archive}`);
    if (made.missingFiles.length === 0) return 0;
    console.error(
      `存储中缺少 ${made.missingFiles.length} 个文件,备份中没有它们:\n${made.missingFiles.join('\n')}`,
    );
    console.error(`${made.missingFiles.length} files are missing from the store and from the backup.`);
    return 3;
  } finally {
    await opened.stop();
  }
}

if (import.meta.main) await runCommand(main);
