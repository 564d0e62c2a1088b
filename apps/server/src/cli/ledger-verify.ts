import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkYear, type YearReport } from '../standings/year/check.ts';
import { readYear, Unreadable } from '../standings/year/read.ts';
import { CommandStop } from './command.ts';

const HELP = `用法：xinxuan ledger verify 文件.jsonl [--hash 2026-Q1=校验码 …] [--all] [--json] [--lang zh|en]
  核对导出的年度台账。只需要这个文件：按其中的办法、名册和事实逐笔重算，比对每一笔、每个合计、名次和每次关账的校验码。
  --hash 与通报上印的校验码比对（空格可有可无）；--all 列出全部不符之处，不写时列前 50 处；--json 输出机器可读的结果。
  退出码：0 全部相符；1 有不符之处；2 文件不能核对（不是导出的台账、被截断）或参数不对。
Usage: xinxuan ledger verify FILE.jsonl [--hash 2026-Q1=HASH …] [--all] [--json] [--lang zh|en]
  Checks an exported ledger year from the file alone: every line, total and place is worked out again from its schemes,
  roster and facts, every closing is hashed again. --hash compares with what a circular prints; --all lists every
  misfit, not the first 50. Exit code: 0 all fits, 1 something does not, 2 cannot be checked or called wrongly.`;

const SHOWN = 50;

export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = argumentsOf(argv);
  const [file, ...more] = positionals;
  if (values.help || !file || more.length > 0) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const printed = printedHashes(values.hash);
  const path = resolve(file);
  const year = await readYear(path).catch(refused);
  const report = checkYear(year, printed);
  if (values.json) console.log(JSON.stringify(report, null, 1));
  else tell(report, { all: values.all, en: values.lang === 'en' });
  return report.misfits.length === 0 ? 0 : 1;
}

function argumentsOf(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        hash: { type: 'string', multiple: true, default: [] },
        all: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'zh' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new CommandStop(`${(error as Error).message}\n${HELP}`, 2);
  }
}

function printedHashes(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map(each => {
      const [, period, hash] = /^(\d{4}(?:-(?:Q[1-4]|\d\d))?)=([0-9a-f\s]+)$/i.exec(each) ?? [];
      const digits = hash?.replaceAll(/\s/g, '').toLowerCase();
      if (!period || digits?.length !== 64)
        throw new CommandStop(
          `--hash 应写成 期间=64 位校验码，例如 2026-Q1=b17e…：${each}\nWrite --hash as PERIOD=HASH with 64 digits: ${each}`,
          2,
        );
      return [period, digits];
    }),
  );
}

function refused(error: unknown): never {
  if (error instanceof Unreadable) throw new CommandStop(error.message, 2);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') throw new CommandStop('没有这个文件。There is no such file.', 2);
  if (code === 'EISDIR') throw new CommandStop('这是一个文件夹。This is a folder.', 2);
  throw error;
}

function tell(report: YearReport, { all, en }: { all: boolean; en: boolean }): void {
  const { misfits, closings } = report;
  const say = (zh: string, english: string) => console.log(en ? english : zh);
  say(
    `${report.body} ${report.year} 年台账，截至 ${report.asOf}：重算 ${report.facts} 项事实、${report.lines} 笔明细、${report.totals} 个合计。`,
    `${report.body}, ledger of ${report.year} as of ${report.asOf}: ${report.facts} facts, ${report.lines} lines and ${report.totals} totals were worked out again.`,
  );
  for (const { period, number, hash } of closings) {
    const groups = hash.match(/.{1,4}/g)?.join(' ') ?? '';
    say(`第 ${number ?? '—'} 次关账 ${period}：${groups}`, `Closing ${number ?? '—'}, ${period}: ${groups}`);
  }
  for (const misfit of all ? misfits : misfits.slice(0, SHOWN)) console.error(en ? misfit.en : misfit.zh);
  if (!all && misfits.length > SHOWN)
    console.error(
      en
        ? `… and ${misfits.length - SHOWN} more (--all lists them)`
        : `……另有 ${misfits.length - SHOWN} 处（加 --all 全部列出）`,
    );
  if (misfits.length === 0)
    say(
      '全部相符。请把上面的校验码与通报上印的逐组比对。',
      'Everything fits. Compare the hashes above with those printed in the circulars.',
    );
  else say(`有 ${misfits.length} 处不符。`, `${misfits.length} things do not fit.`);
}
