import { parseArgs } from 'node:util';
import { sealAudit, verifyAudit } from '../db/audit.ts';
import { connect } from '../db/connect.ts';
import { dataFolder, openDatabase, runCommand } from './command.ts';

const HELP = `用法：npm run verify-audit [-- --data 数据文件夹]
  核对审计链：逐条重算，指出被改动、删除或事后插入的记录。退出码 1 表示发现问题。
Usage: npm run verify-audit [-- --data FOLDER]
  Recomputes the audit chain and names every altered, deleted or inserted entry. Exit code 1 when something is wrong.`;

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
    const report = await verifyAudit(database);
    for (const { entryId, zh, en } of report.broken) console.error(`#${entryId}: ${zh} ${en}`);
    const verdict =
      report.broken.length === 0
        ? '完好 sound'
        : `发现 ${report.broken.length} 处问题 problems found: ${report.broken.length}`;
    console.log(
      `审计记录 entries ${report.entries}，已封存 sealed ${report.sealed}，链尾 head ${report.head.slice(0, 16)}：${verdict}`,
    );
    return report.broken.length === 0 ? 0 : 1;
  } finally {
    await database.close();
    await opened.stop();
  }
}

if (import.meta.main) await runCommand(main);
