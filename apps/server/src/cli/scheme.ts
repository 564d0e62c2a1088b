import { CommandStop, runCommand } from './command.ts';

type Verb = { zh: string; en: string; load(): Promise<{ run(argv: readonly string[]): Promise<number> }> };

/** One verb, one file beside this one, which exports `run(argv)` and answers the exit code. */
const VERBS: Readonly<Record<string, Verb>> = {
  check: {
    zh: '检查办法文件，逐处列出行、列、条款和说法',
    en: 'find every mistake of a scheme, with line, column and clause',
    load: () => import('./scheme-check.ts'),
  },
  render: {
    zh: '印成计分办法：文本、Word 或 JSON',
    en: 'render the printed document as text, Word or JSON',
    load: () => import('./scheme-render.ts'),
  },
  diff: {
    zh: '比较两份办法，逐条说明改动',
    en: 'compare two schemes, each change in one sentence',
    load: () => import('./scheme-diff.ts'),
  },
  trial: {
    zh: '拟行办法在过去的周期上试算，与另一份并排',
    en: 'try a proposed scheme on past facts beside another one',
    load: () => import('./scheme-trial.ts'),
  },
};

function help(): string {
  const width = Math.max(...Object.keys(VERBS).map(verb => verb.length)) + 2;
  const list = Object.entries(VERBS).map(([verb, { zh, en }]) => `  ${verb.padEnd(width)}${zh}  ${en}`);
  return `用法：xinxuan scheme <动作> [参数]；xinxuan scheme <动作> --help 显示该动作的用法
Usage: xinxuan scheme <verb> [arguments]; xinxuan scheme <verb> --help tells about one
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
    throw new CommandStop(`没有 xinxuan scheme ${name}。There is no xinxuan scheme ${name}.\n${help()}`, 2);
  const { run } = await verb.load();
  return run(argv);
}

if (import.meta.main) await runCommand(main);
