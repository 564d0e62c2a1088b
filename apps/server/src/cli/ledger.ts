import { CommandStop, runCommand } from './command.ts';

type Verb = { zh: string; en: string; load(): Promise<{ run(argv: readonly string[]): Promise<number> }> };

/** One verb, one file beside this one; loaded when called, so that checking needs nothing of the server. */
const VERBS: Readonly<Record<string, Verb>> = {
  export: {
    zh: '从数据文件夹导出一年的台账，供任何人核对',
    en: 'export the ledger of a year from a data folder, for anybody to check',
    load: () => import('./ledger-export.ts'),
  },
  verify: {
    zh: '核对导出的一年：不需要数据库，也不需要服务',
    en: 'check an exported year; needs neither database nor server',
    load: () => import('./ledger-verify.ts'),
  },
};

function help(): string {
  const width = Math.max(...Object.keys(VERBS).map(verb => verb.length)) + 2;
  const list = Object.entries(VERBS).map(([verb, { zh, en }]) => `  ${verb.padEnd(width)}${zh}  ${en}`);
  return `用法：xinxuan ledger <动作> [参数]；xinxuan ledger <动作> --help 显示该动作的用法
Usage: xinxuan ledger <verb> [arguments]; xinxuan ledger <verb> --help tells about one
${list.join('\n')}`;
}

async function main(): Promise<number> {
  const [name, ...argv] = process.argv.slice(2);
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(help());
    return name === undefined ? 2 : 0;
  }
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (!verb)
    throw new CommandStop(`没有 xinxuan ledger ${name}。There is no xinxuan ledger ${name}.\n${help()}`, 2);
  const { run } = await verb.load();
  return run(argv);
}

if (import.meta.main) await runCommand(main);
