import { parseArgs } from 'node:util';
import { systemClock, ticks } from '../clock.ts';
import { connect, type Database } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { SIZES, type Size } from '../setup/demonstration/model.ts';
import { DEFAULT_UNTIL } from '../setup/demonstration/year.ts';
import { addDraftScheme } from '../setup/draft-scheme.ts';
import { addHonours } from '../setup/honours.ts';
import { AlreadySetUp, type Loaded, loadDemonstration, type Progress, stageUnitOf } from '../setup/load.ts';
import { scoreLoadedYear } from '../setup/score.ts';
import { settleLoadedPeriods } from '../setup/settle-periods.ts';
import { CommandStop, dataFolder, openDatabase, runCommand } from './command.ts';

const HELP = `用法：xinxuan demo [--size district|county|city] [--seed 7] [--until ${DEFAULT_UNTIL}] [--no-score] [--data 数据文件夹]
  在空的数据库里建立演示单位和一年的数据：区局约 6 千篇、县局约 6 万篇、市局约 60 万篇。同一 seed 得到同样的数据。
Usage: xinxuan demo [--size district|county|city] [--seed 7] [--until ${DEFAULT_UNTIL}] [--no-score] [--data FOLDER]
  Makes the demonstration body with one year of data in an empty database: about 6 thousand, 60 thousand or 600 thousand
  manuscripts. The same seed gives the same data. --no-score leaves the points to whoever puts a scheme in force.`;

type Wish = { seed: number; size: Size; until: string; score: boolean };

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: 'district' },
      seed: { type: 'string', default: '7' },
      until: { type: 'string', default: DEFAULT_UNTIL },
      score: { type: 'boolean', default: true },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    allowNegative: true,
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const wish = wishOf(values);
  const opened = await openDatabase(dataFolder(values.data), 'shared');
  try {
    await migrate(opened.config);
    const database = connect({ ...opened.config, max: 2 });
    try {
      await load(database, wish);
    } finally {
      await database.close();
    }
  } finally {
    await opened.stop();
  }
  return 0;
}

function wishOf(values: { size: string; seed: string; until: string; score: boolean }): Wish {
  const size = SIZES.find(each => each === values.size);
  const seed = Number(values.seed);
  if (!size || !Number.isSafeInteger(seed) || !/^2026-\d\d-\d\d$/.test(values.until)) {
    throw new CommandStop(
      `--size 应为 ${SIZES.join('、')}，--seed 应为整数，--until 应为 2026 年的日期。\n--size is one of ${SIZES.join(', ')}, --seed a whole number, --until a day of 2026.`,
      2,
    );
  }
  return { size, seed, until: values.until, score: values.score };
}

async function load(database: Database, { score, ...wish }: Wish): Promise<void> {
  const now = systemClock();
  const began = ticks();
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const loaded = await loadDemonstration(database, {
    ...wish,
    now,
    onProgress: tell,
    signal: stop.signal,
  }).catch(inWords);
  const seconds = (ticks() - began) / 1000;
  console.log(
    `已载入 ${loaded.manuscripts} 篇稿件、${loaded.rows} 行，用时 ${seconds.toFixed(1)} 秒，每秒 ${Math.round(loaded.rows / seconds)} 行。` +
      ` Loaded ${loaded.manuscripts} manuscripts, ${loaded.rows} rows in ${seconds.toFixed(1)} s.`,
  );
  if (score) await scoreIt(database, loaded, { ...wish, now });
  for (const { role, userName, password, name, unit } of loaded.signIns) {
    console.log(`${role.padEnd(18)}${userName.padEnd(22)}${password}  ${name}（${unit}）`);
  }
}

type Scoring = Pick<Wish, 'size' | 'until'> & { now: Date };

async function scoreIt(database: Database, loaded: Loaded, { size, until, now }: Scoring): Promise<void> {
  const began = ticks();
  const lines = await scoreLoadedYear(database, { ...loaded, now });
  // A city's year is for measuring; its quarters need not have been argued about.
  if (size === 'district') {
    const stageUnit = stageUnitOf(loaded.signIns);
    await settleLoadedPeriods(database, { ...loaded, until, stageUnit, now });
  }
  // The key that seals payee data lies with the server's data folder, which this command does not know.
  await addHonours(database, { ...loaded, now, vault: null });
  await addDraftScheme(database, { ...loaded, now });
  const seconds = (ticks() - began) / 1000;
  console.log(
    `已计分 ${lines} 行，用时 ${seconds.toFixed(1)} 秒。 Scored ${lines} lines in ${seconds.toFixed(1)} s.`,
  );
}

function tell({ done, total, rows }: Progress): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} / ${total}  (${rows} 行 rows) `);
}

function inWords(error: unknown): never {
  if (error instanceof AlreadySetUp) {
    throw new CommandStop(
      '数据库里已有单位，没有载入。请换一个空的数据文件夹（--data）。\nThe database has a body already, so nothing was loaded. Choose an empty data folder with --data.',
    );
  }
  if (error instanceof Error && error.name === 'AbortError') {
    throw new CommandStop('已中断，没有留下任何数据。 Broken off; nothing was kept.', 130);
  }
  throw error;
}

if (import.meta.main) await runCommand(main);
