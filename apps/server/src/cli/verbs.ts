import { CommandStop } from './command.ts';

type Verb = { zh: string; en: string; load(): Promise<{ run(argv: readonly string[]): Promise<number> }> };

/** The verbs of one command: one file each, which exports `run(argv)` and answers the exit code; loaded when called. */
export type Verbs = Readonly<Record<string, Verb>>;

/** Runs the verb that the process was called with, or tells of all. Answers the exit code. */
export async function runVerb(command: string, verbs: Verbs): Promise<number> {
  const [name, ...argv] = process.argv.slice(2);
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(help(command, verbs));
    return name === undefined ? 2 : 0;
  }
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) {
    const called = `xinxuan ${command} ${name}`;
    throw new CommandStop(`没有 ${called}。There is no ${called}.\n${help(command, verbs)}`, 2);
  }
  const { run } = await verb.load();
  return run(argv);
}

function help(command: string, verbs: Verbs): string {
  const width = Math.max(...Object.keys(verbs).map(verb => verb.length)) + 2;
  const list = Object.entries(verbs).map(([verb, { zh, en }]) => `  ${verb.padEnd(width)}${zh}  ${en}`);
  return `用法：xinxuan ${command} <动作> [参数]；xinxuan ${command} <动作> --help 显示该动作的用法
Usage: xinxuan ${command} <verb> [arguments]; xinxuan ${command} <verb> --help tells about one
${list.join('\n')}`;
}
