import { pattern, type Rule } from './rule.ts';

const SOURCE = '个人信息保护法第28条';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of GB 11643-1999. */
export function isIdNumber(text: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text.charAt(index)), 0);
  return '10X98765432'.charAt(sum % 11) === text.charAt(17).toUpperCase();
}

/** The check digit of payment cards (ISO/IEC 7812). */
export function isCardNumber(text: string): boolean {
  let sum = 0;
  for (let index = 0; index < text.length; index++) {
    const digit = Number(text.charAt(text.length - 1 - index));
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function keepEnds(text: string, head: number, tail: number): string {
  return text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(text.length - tail);
}

const MASK = '请遮盖或删去；点“遮盖”只保留首尾。';
const MASK_EN = 'Mask or delete it.';

/** Frequent family names, for names that follow a word for a minor. */
const FAMILY_NAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷黎史龙陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文温祁';

/** The repair of these rules is the mask. */
export const PERSONAL: readonly Rule[] = [
  pattern({
    id: 'D1',
    severity: 'error',
    source: SOURCE,
    zh: `文中有身份证号。${MASK}`,
    en: `An identity card number. ${MASK_EN}`,
    pattern:
      /(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/gu,
    unless: match => !isIdNumber(match[0]),
    repair: match => keepEnds(match[0], 6, 4),
    wrong: ['当事人身份证号11010519491231002X。'],
    right: ['编号110105194912310021。', '统一社会信用代码91350100M000100Y43'],
  }),
  pattern({
    id: 'D2',
    severity: 'warning',
    source: SOURCE,
    zh: `文中有手机号码。公开的办公电话可以保留，个人的${MASK}`,
    en: `A mobile phone number. A published office number may stay; otherwise: ${MASK_EN}`,
    pattern: /(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/gu,
    repair: match => keepEnds(match[0].replace(/^\+?86[- ]?|[- ]/gu, ''), 3, 4),
    wrong: ['联系人王某，13800138000。', '电话138-0013-8000'],
    right: ['共23800138000元', '电话0519-86123456'],
  }),
  pattern({
    id: 'D3',
    severity: 'error',
    source: SOURCE,
    zh: `文中有银行卡号。${MASK}`,
    en: `A bank card number. ${MASK_EN}`,
    pattern: /(?<![\dA-Za-z])(?:62\d{14,17}|4\d{15}|5[1-5]\d{14})(?![\dA-Za-z])/gu,
    unless: match => !isCardNumber(match[0]),
    repair: match => keepEnds(match[0], 0, 4),
    wrong: ['卡号6222021234567890123'.replace('6222021234567890123', card('622202123456789012'))],
    right: ['流水号6222021234567890'.replace('6222021234567890', broken(card('622202123456789')))],
  }),
  pattern({
    id: 'D4',
    severity: 'warning',
    source: SOURCE,
    zh: `文中有车牌号。${MASK}`,
    en: `A licence plate. ${MASK_EN}`,
    pattern:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·• ]?(?:[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF]|(?=[A-HJ-NP-Z]*\d)[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Z0-9])/gu,
    repair: match => `${match[0].slice(0, 2)}${'*'.repeat(match[0].length - 3)}${match[0].slice(-1)}`,
    wrong: ['查获苏D12345渣土车。', '车牌苏DF12345'],
    right: ['新A级景区', '苏D牌照车辆', '京ABCDE'],
  }),
  pattern({
    id: 'D5',
    severity: 'note',
    source: SOURCE,
    zh: '文中有家庭住址，公开发布时应概括到街道或小区。',
    en: 'A home address: in publications name only the street or the estate.',
    pattern:
      /(?:\d+|[一二三四五六七八九十]+)(?:号楼?|幢|栋)(?:\d+|[一二三四五六七八九十甲乙丙丁]+)单元\d{2,4}室?/gu,
    repair: () => '某幢某室',
    wrong: ['家住阳光花园3幢2单元501室。', '住址和平路12号3单元502室。'],
    right: ['阳光花园3幢楼道堆物已清理。'],
  }),
  pattern({
    id: 'D6',
    severity: 'warning',
    source: `${SOURCE}；未成年人保护法第103条`,
    zh: `文中写出了未成年人的姓名“{text}”。请只留姓氏；点“遮盖”改为“某某”。`,
    en: 'The name of a minor, “{text}”: keep the family name alone.',
    pattern: new RegExp(
      `(?<=小学生|初中生|高中生|中学生|未成年人|男童|女童|男孩|女孩|学龄儿童|留守儿童)[${FAMILY_NAMES}](?!某)\\p{Script=Han}{1,2}(?=[，。、；（(]|今年|现年|家住)`,
      'gu',
    ),
    repair: match => `${match[0].charAt(0)}${'某'.repeat(match[0].length - 1)}`,
    wrong: ['救起落水女孩沈小禾，送医观察。', '中学生祁远（14岁）'],
    right: ['女孩沈某某，送医观察。', '小学生安全意识提高。', '组织中学生参观展馆。'],
  }),
  pattern({
    id: 'D7',
    severity: 'error',
    source: SOURCE,
    zh: `文中有护照等证件号码。${MASK}`,
    en: `The number of a passport or pass. ${MASK_EN}`,
    pattern: /(?<=(?:护照|通行证)(?:号码?|证号)?[为是：:\s]{0,2})[EGDSPHC][A-Z]?\d{7,8}(?![0-9A-Za-z])/gu,
    repair: match => keepEnds(match[0], 1, 2),
    wrong: ['护照号码：E12345678。', '通行证H12345678'],
    right: ['设备编号E12345678', '护照办理窗口'],
  }),
];

/** A number with its right check digit, and one with a wrong one: for the examples, so that no real card stands here. */
function card(digits: string): string {
  for (let last = 0; last < 10; last++) if (isCardNumber(`${digits}${last}`)) return `${digits}${last}`;
  return digits;
}

function broken(number: string): string {
  return `${number.slice(0, -1)}${(Number(number.slice(-1)) + 1) % 10}`;
}
