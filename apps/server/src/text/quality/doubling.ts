import { type Part, pattern, RUNNING, type Rule } from './rule.ts';

const SOURCE = '出版编校惯例';

/**
 * Measure words, each with the characters that may follow its doubling because the second one begins a word: 3家家庭,
 * 12个个体户, 5名名师.
 */
const MEASURES: Record<string, string> = {
  件: '',
  个: '个(?!体|人|案|别|性|股)',
  家: '家(?!庭|长|属|政|具|电|户|园|禽|畜|常|风|教|暴|居)',
  户: '户(?!籍|外|型|主|口|均|数|内)',
  名: '名(?!师|家|校|单|人|牌|医|优|誉|录|称|额|企|城)',
  人: '人(?!均|员|行|大|民|才|群|家|工|力|口|防|身|社|物|为)',
  次: '次(?!日|数|要|生|年|月|品)',
  处: '处(?!罚|置|理|分|室|方|长|级|于)',
  起: '起(?!火|诉|草|重|因|点|到|步|底|降|吊|义)',
  条: '条(?!例|款|件|块|目|幅|纹|码|线)',
  场: '场(?!馆|地|所|景|次|面|内|外|均|站|院|镇)',
  台: '台(?!式|账|阶|风|球|词|班|胞|商|资|秤|面)',
  辆: '',
  项: '项(?!目|链)',
  份: '份(?!额|子|量|内)',
  张: '张(?!贴|拉|挂|榜)',
  幅: '幅(?!面|度|员)',
  块: '块(?!状|茎)',
  吨: '吨(?!位|级|公里)',
  套: '套(?!餐|牌|房|内|件|管|装|种|路)',
  篇: '篇(?!章|幅|目|首)',
  期: '期(?!间|限|刊|末|满|望|货|中|待)',
  批: '批(?!次|发|准|评|复|量|改|示|文|捐)',
  支: '支(?!部|队|出|持|付|撑|援|流|架|点|线|行|教)',
  盏: '',
  只: '只(?!有|能|要|是|需)',
  棵: '',
  株: '株(?!距|高|型)',
  亩: '亩(?!均|产)',
  元: '元(?!旦|宵|件|素|月)',
  米: '米(?!粉|线|饭|色|宽|长|高)',
};
const DOUBLED = Object.entries(MEASURES)
  .map(([word, second]) => `${word}${second || word}`)
  .join('|');

/** Reduplications, and a name that ends like the word behind it: 一步一步, 研究研究, 月湖社区社区合伙人. */
const MEANT =
  /^(?:一.|一.一.|[〇零一二三四五六七八九十百千万亿两]+|研究|讨论|商量|学习|参观|了解|体验|休息|试试|点滴)$/u;
const UNIT_END =
  /^(?:社区|街道|小区|中队|大队|支队|园区|景区|学校|学院|医院|公司|网格|党员|干部|队员|居民)$/u;
/** After a doubled name of a unit these begin what it does, so that the second one is a slip. */
const DOES = /^(?:开展|组织|整治|联合|加强|推进|召开|举办|启动|完成|落实|深入|扎实|积极)/u;

function isMeant(match: RegExpExecArray): boolean {
  const phrase = match[1] ?? '';
  if (!UNIT_END.test(phrase)) return MEANT.test(phrase);
  return !DOES.test(match.input.slice(match.index + match[0].length));
}

/** The words that a stretch repeats, however often they stand in the part that was found twice. */
function once(phrase: string): string {
  const shorter = /^(.{2,}?)\1+$/u.exec(phrase)?.[1];
  return shorter && !MEANT.test(phrase) ? shorter : phrase;
}

const title = (text: string): { parts: readonly Part[] } => ({ parts: [{ kind: 'title', text }] });

export const DOUBLING: readonly Rule[] = [
  pattern({
    id: 'W4',
    severity: 'error',
    source: SOURCE,
    zh: '“{text}”里量词重复，请删去一个。',
    en: 'The measure word stands twice in “{text}”: delete one.',
    pattern: new RegExp(
      `(?:[\\d０-９]+(?:\\.\\d+)?[余多万千百亿]*|[二三四五六七八九十百千万亿两几数][余多]?|[十百千万亿][余多]?)(?:${DOUBLED})`,
      'gu',
    ),
    repair: match => match[0].slice(0, -1),
    wrong: [
      '全月办结12件件。',
      '走访商户30余家家，听取意见。',
      '清理占道二十三处处，恢复畅通。',
      '劝离摊贩5个个。',
    ],
    right: [
      '为群众办成一件件实事。',
      '服务12个个体户。',
      '走访3家家庭农场。',
      '查处5起起重机违规作业。',
      '作出12处处罚决定。',
      '落实3项项目资金。',
      '邀请2名名师授课。',
      '共12件，件件有回音。',
      '5人人均增收2000元。',
    ],
  }),
  pattern({
    id: 'W5',
    severity: 'error',
    source: SOURCE,
    zh: '标题里“{text}”重复，请删去一遍。',
    en: '“{text}” stands twice in the title: delete one.',
    pattern: /([\p{Script=Han}]{2,20})(?:[\s　，、]?\1)+/gu,
    kinds: ['title', 'heading'],
    unless: isMeant,
    repair: match => once(match[1] ?? ''),
    wrong: [
      title('市容科市容科开展夜间巡查'),
      title('城东中队开展夜间巡查开展夜间巡查'),
      title('城东中队 城东中队整治占道经营'),
      title('城东中队中队开展夜间巡查'),
      title('城东中队整治占道经营'.repeat(6)),
    ],
    right: [
      title('城东中队开展夜间巡查'),
      title('一步一步把小巷扫干净'),
      title('月湖社区社区合伙人让治理多一份温度'),
      title('城东中队中队长蹲点包片'),
      title('二〇二〇年工作总结'),
      title('处处有人管，人人都参与'),
      title('请居民议一议、评一评'),
    ],
  }),
  pattern({
    id: 'W5-running',
    severity: 'warning',
    source: SOURCE,
    zh: '“{text}”连着写了两遍，请删去一遍。',
    en: '“{text}” stands twice in a row: delete one.',
    pattern: /([\p{Script=Han}]{4,30})\1+/gu,
    kinds: RUNNING,
    unless: isMeant,
    repair: match => once(match[1] ?? ''),
    wrong: ['中队开展夜间巡查开展夜间巡查，劝离摊贩。', '原因主要有三原因主要有三：车位少。'],
    right: ['中队开展夜间巡查，次日继续开展夜间巡查。', '一家一户一家一户地走访，主要有三方面原因。'],
  }),
];
