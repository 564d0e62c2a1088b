import { contract } from '@xinxuan/contract';
import { writeSheet } from '../documents/xlsx.ts';
import { acts } from '../http/endpoint.ts';
import { keepFile } from '../http/keep-file.ts';
import { isRefusal } from '../http/refusal.ts';
import { groupsOf } from './get.ts';
import { allLines } from './ledger-queries.ts';
import { periodName, periodOf } from './period.ts';
import { findPeriod } from './periods/queries.ts';
import { plain } from './plain.ts';
import { schemesInForce, standingRows } from './queries.ts';

const STATUS = { counted: '计分', superseded: '取最高，不重复计', excluded: '不计' };

/** Standings and every line with its sentence: the circular's figures, ready to be checked by anybody. */
export const exportLedger = acts(
  contract.standings.exportLedger,
  async ({ input, tx, actor, now, server, record }) => {
    const { from, to } = periodOf(input.period);
    const { frozen } = await findPeriod(tx, input.period);
    const stretch = { owners: 'unit' as const, from, to };
    const rows = frozen?.unit.rows ?? (await standingRows(tx, stretch));
    const lines = frozen?.unit.lines ?? (await allLines(tx, stretch));
    const [scheme] = (await schemesInForce(tx, from, to)).slice(-1);
    const standings = groupsOf(rows, scheme ?? null, 'unit').flatMap(({ group, rows: members }) =>
      members.map(row => [
        group?.name ?? '',
        row.place,
        row.owner.name,
        Number(row.points),
        row.submitted,
        row.counted,
        row.adopted,
      ]),
    );
    const bytes = await writeSheet({
      sheets: [
        {
          name: '排名',
          columns: ['考核分组', '名次', '单位', '得分', '报送', '有效', '采用'].map(title => ({
            title,
            width: title === '单位' ? 24 : 12,
          })),
          rows: standings,
        },
        {
          name: '明细',
          columns: ['单位', '日期', '条款', '稿件', '得分', '是否计分', '说明'].map(title => ({
            title,
            width: ['稿件', '说明'].includes(title) ? 60 : 16,
          })),
          rows: lines.map(line => [
            line.owner_name,
            line.on_day,
            line.rule,
            line.line.label ?? '',
            Number(plain(line.points)),
            STATUS[line.status],
            line.line.zh,
          ]),
        },
      ],
    });
    const file = await keepFile(tx, server, {
      bytes,
      name: `${periodName(input.period).zh}积分台账.xlsx`,
      actor,
      now,
    });
    if (isRefusal(file)) return file;
    record(file.fileId, null, { period: input.period });
    return file;
  },
);
