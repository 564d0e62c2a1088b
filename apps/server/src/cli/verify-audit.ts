import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sealAudit } from '../db/audit.ts';
import { connect } from '../db/connect.ts';
import type { Sealer } from '../db/sealer.ts';
import { verifyAudit } from '../db/verify-audit.ts';
import { createSealer } from '../mail/seal.ts';
import { dataFolder, openDatabase, runCommand } from './command.ts';

const HELP = `用法：npm run verify-audit [-- --data 数据文件夹]
  核对审计链：逐条重算，指出被改动、删除或事后插入的记录。退出码 1 表示发现问题，
  2 表示链完好、但有记录的时间比前一条早（时钟调回或事后补写），要由人核对。
Usage: npm run verify-audit [-- --data FOLDER]
  Recomputes the audit chain and names every altered, deleted or inserted entry. Exit code 1 when something is
  wrong, 2 when the chain is sound but an entry gives an earlier time than the one before it, for a person to look at.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const opened = await openDatabase(dataFolder(values.data), 'shared');
  const database = connect({ ...opened.config, max: 2 });
  try {
    while ((await sealAudit(database)) > 0);
    const report = await verifyAudit(database, await sealerOf(dataFolder(values.data)));
    const { broken, doubtful } = report;
    for (const { entryId, zh, en } of [...broken, ...doubtful]) console.error(`#${entryId}: ${zh} ${en}`);
    const verdicts = [
      broken.length === 0 ? '完好 sound' : `发现 ${broken.length} 处问题 problems found: ${broken.length}`,
      ...(doubtful.length > 0
        ? [`${doubtful.length} 处时间要核对 times to look at: ${doubtful.length}`]
        : []),
    ];
    console.log(
      `审计记录 entries ${report.entries}，已入链 sealed ${report.sealed}，封存涂黑 covered ${report.covered}，链尾 head ${report.head.slice(0, 16)}：${verdicts.join('；')}`,
    );
    if (broken.length > 0) return 1;
    return doubtful.length > 0 ? 2 : 0;
  } finally {
    await database.close();
    await opened.stop();
  }
}

/** What was covered in the trail is kept enciphered with the secret that lies beside the data. */
async function sealerOf(data: string): Promise<Sealer | null> {
  const secret = await readFile(join(data, 'secret'), 'utf8').catch(() => null);
  return secret === null ? null : createSealer(secret.trim());
}

if (import.meta.main) await runCommand(main);
