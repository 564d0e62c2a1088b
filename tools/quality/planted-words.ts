import type { Draw } from '../../apps/server/src/setup/demonstration/random.ts';

export const between = (draw: Draw, low: number, high: number): string => String(draw.int(low, high));

export const SLIPS: readonly [right: string, wrong: string][] = [
  ['部署', '布署'],
  ['安装', '按装'],
  ['部分', '部份'],
  ['已经', '己经'],
  ['自己', '自已'],
  ['反映', '反应'],
  ['通讯', '通迅'],
  ['迅速', '讯速'],
  ['覆盖', '复盖'],
  ['好像', '好象'],
  ['曝光', '暴光'],
  ['等候', '等侯'],
  ['时候', '时侯'],
  ['摄像', '摄象'],
  ['必须', '必需'],
  ['截至', '截止'],
  ['账', '帐'],
];
export const SLIP_CLAUSES = [
  '己经全部整改到位',
  '既使遇到雨天也不松劲',
  '力争再接再励',
  '讯速到场处置',
  '群众反应的问题',
  '涉及到三个社区',
  '媒体作了报导',
  '加强摄象头巡检',
  '公开暴光典型案例',
  '居民在路口等侯',
  '清理部份杂物',
  '对公帐户已核对',
  '部门布署夜间巡查',
  '按装护栏',
  '实现网格全复盖',
  '技能竟赛',
  '必需严格落实',
  '权利清单已公布',
  '车流穿流不息',
  '党的20大精神',
];
export const TRADITIONAL = [
  ['为', '為'],
  ['对', '對'],
  ['后', '後'],
  ['问', '問'],
  ['时', '時'],
  ['现', '現'],
  ['场', '場'],
  ['开', '開'],
  ['员', '員'],
  ['队', '隊'],
] as const;
export const READINGS: Record<string, string> = {
  城: 'chéng',
  管: 'guan',
  队: 'duì',
  理: 'li',
  街: 'jiē',
  道: 'dao',
  整: 'zheng',
  巡: 'xún',
  查: 'chá',
  商: 'shang',
  户: 'hù',
  路: 'lù',
};
export const PINYIN_SLIPS = [
  '区委shu记到场',
  '依法受li诉求',
  '加强guan理力度',
  '及时ban结案件',
  '落实ze任到人',
  '开展xun查行动',
];

/** Chinese identity numbers and cards with right check digits, of nobody. */
export function idNumber(draw: Draw): string {
  const body = `3204${between(draw, 10, 99)}19${between(draw, 50, 99)}0${between(draw, 1, 9)}${between(draw, 10, 28)}${between(draw, 100, 999)}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + '10X98765432'.charAt(sum % 11);
}

export function cardNumber(draw: Draw): string {
  const body = `6222${Array.from({ length: 14 }, () => draw.int(0, 9)).join('')}`;
  for (let last = 0; last < 10; last++) {
    const digits = [...`${body}${last}`].reverse().map(Number);
    const sum = digits.reduce(
      (total, digit, index) =>
        total + (index % 2 === 1 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit),
      0,
    );
    if (sum % 10 === 0) return `${body}${last}`;
  }
  return body;
}
