import { parseScheme } from '@xinxuan/scoring';
import { CommandStop } from './command.ts';
import { argumentsOf, problemLine, schemeText } from './scheme-file.ts';

const HELP = `用法：xinxuan scheme check 办法.yaml [更多文件 …] [--json]
  逐处列出错误和提醒：文件:行:列、条款、说法。退出码：0 没有错误，1 有错误，2 用法不对或文件读不出来。
Usage: xinxuan scheme check SCHEME.yaml [more files …] [--json]
  Every mistake and warning with file:line:column, clause and words. Exit code 0 sound, 1 mistakes, 2 called wrongly.`;

/** Checks scheme files without any server. */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = argumentsOf(
    {
      args: [...argv],
      options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    },
    HELP,
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (positionals.length === 0)
    throw new CommandStop(`请写明要检查的办法文件。Name the scheme to check.\n${HELP}`, 2);
  const reports = [];
  for (const path of positionals) {
    const parsed = parseScheme(await schemeText(path));
    const [problems, warnings] = parsed.ok ? [[], parsed.warnings] : [parsed.problems, []];
    reports.push({ file: path, sound: parsed.ok, problems, warnings });
  }
  if (values.json) console.log(JSON.stringify(reports, null, 2));
  else for (const report of reports) tell(report);
  return reports.every(({ sound }) => sound) ? 0 : 1;
}

type Report = {
  file: string;
  sound: boolean;
  problems: Parameters<typeof problemLine>[1][];
  warnings: Parameters<typeof problemLine>[1][];
};

function tell({ file, problems, warnings }: Report): void {
  for (const problem of problems) console.error(problemLine(file, problem));
  for (const warning of warnings) console.error(`${problemLine(file, warning)}（提醒 warning）`);
  if (problems.length === 0)
    console.log(
      `${file}：没有错误${warnings.length > 0 ? `，${warnings.length} 处提醒` : ''}。No mistakes${
        warnings.length > 0 ? `, ${warnings.length} warnings` : ''
      }.`,
    );
  else
    console.log(`${file}：${problems.length} 处错误，须改正。${problems.length} mistakes have to be mended.`);
}
