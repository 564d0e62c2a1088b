#!/usr/bin/env node
// The command line: one verb, one file of apps/server/src/cli.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, findNode, root } from './launch/install.mjs';
import { runCommand, Stop, say } from './launch/say.mjs';

const VERBS = {
  score: ['按计分办法给采用记录计分,不需要服务', 'score adoptions by a scheme, without any server'],
  scheme: ['检查、印出、比较计分办法文件', 'check, render and compare scheme files'],
  ledger: [
    '导出一年的台账,并脱离数据库核对',
    'export the ledger of a year, and check one without any database',
  ],
  import: ['导入一个文件夹中的 Word 稿件', 'take in a folder of Word files'],
  backup: ['把数据库和文件备份成一个文件', 'back up database and files into one file'],
  restore: ['从备份恢复到空的数据文件夹', 'restore a backup into an empty data folder'],
  'verify-audit': ['核对审计记录是否被改动或缺失', 'find altered or missing entries of the audit trail'],
  demo: ['建立演示单位及一年的演示数据', 'make the demonstration body with one year of data'],
};

function help() {
  const width = Math.max(...Object.keys(VERBS).map(verb => verb.length)) + 2;
  const list = Object.entries(VERBS).map(([verb, [zh, en]]) => `  ${verb.padEnd(width)}${zh}  ${en}`);
  return [
    `用法:xinxuan <命令> [参数];xinxuan <命令> --help 显示该命令的用法`,
    `Usage: xinxuan <command> [arguments]; xinxuan <command> --help tells about one\n${list.join('\n')}`,
  ];
}

/** Exit codes: 0 done, 1 refused or failed, 2 called wrongly; a command may add its own and says so in its help. */
await runCommand(() => {
  const [verb, ...argv] = process.argv.slice(2);
  if (verb === undefined || verb === 'help' || verb === '--help' || verb === '-h') return say(...help());
  if (!Object.hasOwn(VERBS, verb)) {
    const [chinese, english] = help();
    throw new Stop(`没有命令 ${verb}。There is no command ${verb}.\n${chinese}`, english, 2);
  }
  const file = join(root, 'apps', 'server', 'src', 'cli', `${verb}.ts`);
  if (!existsSync(file))
    throw new Stop(`本版本还没有命令 ${verb}。`, `This version has no command ${verb} yet.`);
  ensureInstalled();
  // Ctrl-C reaches the command itself, which is in our group; waiting for it here keeps its exit code.
  process.on('SIGINT', () => undefined);
  const { status, signal } = spawnSync(findNode(), [file, ...argv], { stdio: 'inherit' });
  return status ?? (signal ? 130 : 1);
});
