import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { dayOf, systemClock } from '../clock.ts';
import { connect, type Database } from '../db/connect.ts';
import { allBodies } from '../standings/year/queries.ts';
import { yearRows } from '../standings/year/rows.ts';
import { CommandStop, dataFolder, openDatabase } from './command.ts';

const HELP = `用法：xinxuan ledger export --year 2026 --out 文件.jsonl [--body 单位编号] [--data 数据文件夹]
  导出一年的台账：办法文本、名册、事实、明细、更正、合计与名次、关账及其校验码。服务运行时也可导出。
  文件里有姓名和稿件标题，请按内部资料保管。用 xinxuan ledger verify 核对。
Usage: xinxuan ledger export --year 2026 --out FILE.jsonl [--body ID] [--data FOLDER]
  Exports the ledger of a year: schemes, roster, facts, lines, corrections, totals with places, closings with their hashes.
  The server may be running. The file holds names and titles: keep it as an internal paper. xinxuan ledger verify checks it.`;

export async function run(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      year: { type: 'string' },
      out: { type: 'string' },
      body: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help || !values.out || !values.year) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const now = systemClock();
  const year = Number(values.year);
  if (!/^\d{4}$/.test(values.year) || year > Number(dayOf(now).slice(0, 4)))
    throw new CommandStop('--year 应是已经开始的年份，例如 2026。--year is a year that has begun.', 2);
  const out = resolve(values.out);
  if (existsSync(out))
    throw new CommandStop(`${out} 已存在，不予覆盖。It exists already and is not overwritten.`);
  const opened = await openDatabase(dataFolder(values.data), 'shared');
  const database = connect({ ...opened.config, max: 2 });
  try {
    const body = await bodyOf(database, values.body);
    await exportTo(database, out, { body, year, now });
  } finally {
    await database.close();
    await opened.stop();
  }
  console.log(`已导出 ${year} 年台账：${out}\nExported the ledger of ${year}: ${out}`);
  return 0;
}

/** Written beside its name first: a file with the name is always whole. */
async function exportTo(
  database: Database,
  out: string,
  { body, year, now }: { body: string; year: number; now: Date },
): Promise<void> {
  const half = `${out}.part`;
  try {
    await database.write(
      body,
      tx => pipeline(Readable.from(yearRows(tx, year, now)), createWriteStream(half)),
      () => false,
    );
    await rename(half, out);
  } finally {
    await rm(half, { force: true });
  }
}

async function bodyOf(database: Database, wanted: string | undefined): Promise<string> {
  const bodies = await allBodies(database);
  const found = wanted ? bodies.find(each => each.id === wanted) : bodies[0];
  const list = bodies.map(each => `  ${each.id}  ${each.name}`).join('\n');
  if (!found || (!wanted && bodies.length > 1))
    throw new CommandStop(
      `请用 --body 指明单位。Name the body with --body.\n${list || '（还没有单位 none yet）'}`,
      2,
    );
  return found.id;
}
