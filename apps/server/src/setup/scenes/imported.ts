import { writeSheet } from '../../documents/xlsx.ts';
import { keepFile } from '../../http/keep-file.ts';
import { isRefusal } from '../../http/refusal.ts';
import { outletNames } from './queries.ts';
import type { Act, Stage } from './stage.ts';

const COLUMNS = ['标题', '报送单位', '作者', '报送日期', '采用载体', '采用日期', '版面'] as const;

/** A ledger that was kept in a sheet before the system came: most rows came in, some say what is wrong with them. */
export function imported(stage: Stage): Act[] {
  const chief = stage.post('desk_chief');
  const hands = stage.as(chief);
  const { tx, server, house } = stage;
  return [
    {
      at: stage.at(19, '14:10'),
      does: async () => {
        const bytes = await writeSheet({
          sheets: [
            {
              name: '刊播台账',
              columns: COLUMNS.map(title => ({ title, width: title === '标题' ? 40 : 16 })),
              rows: await rowsOf(stage),
            },
          ],
        });
        const name = '往年刊播台账（补录）.xlsx';
        const actor = { personId: chief.personId } as Parameters<typeof keepFile>[2]['actor'];
        const file = await keepFile(tx, server, { bytes, name, actor, now: stage.now });
        if (isRefusal(file)) throw new Error(`the sheet was not kept: ${file.en}`);
        const { id } = await hands.imports.openHistory({ fileId: file.fileId });
        await hands.imports.map({ id, check: true });
        await hands.imports.take({ id, as: 'history' });
        await house.importRuns.finished();
      },
    },
  ];
}

type Row = (string | null)[];
const TITLES = [
  '便民修补点进驻老旧小区',
  '流动图书车停进疏导点',
  '“小哥驿站”为骑手留灯',
  '楼顶菜园变身公共花园',
  '沿街商户共用一把扫帚',
  '护学岗前的十五分钟',
  '老街巷里的共治议事会',
  '雨污分流改造完工回访',
] as const;

async function rowsOf(stage: Stage): Promise<Row[]> {
  const units = stage.units(['squad', 'street', 'section']);
  const outlets = await outletNames(stage.tx, 6);
  const year = Number(stage.last.slice(0, 4)) - 1;
  const good = TITLES.map((title, i): Row => {
    const unit = units[(i * 3) % units.length]!;
    const day = String(8 + i * 2).padStart(2, '0');
    return [
      ...[title, unit.unitName, unit.personName, `${year}-10-${day}`, outlets[i % outlets.length]!],
      ...[`${year}-10-${String(10 + i * 2).padStart(2, '0')}`, `第${(i % 4) + 1}版`],
    ];
  });
  const first = units[0]!;
  return [
    ...good,
    ['街角的便民座椅', '城北执法大队', '', `${year}-11-03`, outlets[0]!, `${year}-11-05`, '第2版'],
    [
      '冬日清雪故事',
      first.unitName,
      first.personName,
      `${year}-12-40`,
      outlets[1] ?? outlets[0]!,
      `${year}-12-31`,
      '头版',
    ],
    [
      '夜市摊主的账本',
      first.unitName,
      first.personName,
      `${year}-11-12`,
      '东河晚报周末版',
      `${year}-11-14`,
      '第3版',
    ],
    ['', first.unitName, '', `${year}-11-20`, '', '', ''],
    good[0]!,
  ];
}
