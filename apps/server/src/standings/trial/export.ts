import { contract } from '@xinxuan/contract';
import { type Language, type Sheet, type TrialPeriod, trialSheets } from '@xinxuan/scoring';
import type { Reader } from '../../db/connect.ts';
import { writeSheet } from '../../documents/xlsx.ts';
import { acts } from '../../http/endpoint.ts';
import { keepFile } from '../../http/keep-file.ts';
import { isRefusal, notFound } from '../../http/refusal.ts';
import { periodName } from '../period.ts';
import { allOwners, findTrial, type TrialFull } from './queries.ts';
import type { HeldScheme, KeptResult } from './tables.ts';
import { whyNotExport } from './trial.ts';

/** Lines of one workbook; a spreadsheet with more is read by nobody. */
const MOST_LINES = 50_000;

export const exportTrial = acts(contract.trials.export, async ({ input, actor, tx, now, server, record }) => {
  const trial = await findTrial(tx, input.id);
  if (!trial || trial.removed_at) return notFound('试算', 'trial');
  const why = whyNotExport(trial, actor, now);
  if (why) return why;
  const { language } = input;
  const periods: TrialPeriod[] = [];
  for (const result of trial.results ?? []) periods.push(await periodOfResult(tx, trial, result));
  const sheets = trialSheets({ periods, about: aboutOf(trial, language), language });
  const bytes = await writeSheet({ sheets: sheets.map(written) });
  const name =
    language === 'zh' ? `${trial.proposed.name}试算结果.xlsx` : `Trial of ${trial.proposed.name}.xlsx`;
  const file = await keepFile(tx, server, { bytes, name, actor, now });
  if (isRefusal(file)) return file;
  record(file.fileId, null, { trial: input.id });
  return file;
});

async function periodOfResult(reader: Reader, trial: TrialFull, result: KeptResult): Promise<TrialPeriod> {
  const found = await allOwners(reader, { trialId: trial.id, period: result.period });
  let left = MOST_LINES;
  return {
    period: result.period,
    comparison: { ...result.comparison, owners: found.map(({ row }) => row) },
    lines: found.map(({ row, lines }) => {
      const pairs = lines?.pairs.slice(0, left) ?? [];
      left -= pairs.length;
      return { owner: row, lines: pairs };
    }),
  };
}

function aboutOf(trial: TrialFull, language: Language): [string, string][] {
  const zh = language === 'zh';
  const held = ({ name, number, hash, from, to }: HeldScheme): string =>
    `${name}${number === null ? '' : zh ? `（第 ${number} 号）` : ` (no. ${number})`} ${from}—${to} sha256 ${hash}`;
  const { proposed } = trial;
  return [
    [zh ? '周期' : 'Periods', trial.periods.map(key => periodName(key)[language]).join(zh ? '、' : ', ')],
    ...trial.current.map((each): [string, string] => [zh ? '现行办法' : 'Current scheme', held(each)]),
    [
      zh ? '拟行办法' : 'Proposed scheme',
      `${proposed.name}${proposed.number === null ? '' : zh ? `（第 ${proposed.number} 号）` : ` (no. ${proposed.number})`} sha256 ${proposed.hash}`,
    ],
    [zh ? '试算人' : 'Tried by', trial.starter.name],
    [zh ? '事实截至' : 'Facts as of', trial.as_of],
    [zh ? '事实条数' : 'Facts', String(trial.facts ?? '')],
    [
      zh ? '说明' : 'Note',
      zh ? '试算只作参考，不写入积分台账。' : 'A trial is for information; nothing of it enters the ledger.',
    ],
  ];
}

/** Figures are numbers in the workbook, so that a spreadsheet can add them; anything else stays text. */
export function written({ name, header, rows }: Sheet) {
  const width = (column: number): number =>
    Math.min(60, Math.max(8, ...rows.slice(0, 200).map(row => (row[column] ?? '').length * 1.6)));
  return {
    name,
    columns: header.map((title, column) => ({ title, width: width(column) })),
    rows: rows.map(row => row.map(cell => (/^-?\d{1,9}(\.\d{1,6})?$/.test(cell) ? Number(cell) : cell))),
  };
}
