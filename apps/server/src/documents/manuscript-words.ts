import type { Level } from './manuscript.ts';
import { simplified } from './traditional.ts';

/** What offices do with a manuscript: 报送单位, 报送人, 报送日期, and so with each of them. */
const DOING =
  '报送|供稿|来稿|撰稿|上报|填报|编报|投稿|拟稿|起草|撰写|采写|编写|呈报|成稿|完稿|写作|整理|提供|申报|推荐|发稿|执笔|提交|编写|采编|录入'.split(
    '|',
  );
/** What a manuscript is called before 标题 and 内容. */
const PAPER = ['', '信息', '稿件', '文章', '新闻', '材料', '通讯', '消息'];
const each = (first: readonly string[], second: string): string =>
  first.flatMap(one => second.split('|').map(other => one + other)).join('|');

/** The words by which forms and sign-offs say what stands beside them. Spaces inside a label mean nothing. */
const LABELS = {
  unit: `${each(DOING, '单位|部门|科室|机构|处室')}|作者单位|所在单位|所在部门|所属机构|呈报|主办单位|承办单位|编印单位|印发单位|主办|承办|编印|所在科室|科室|发件单位|单位名称|单位|部门`,
  person: `${each(DOING, '人|者|人员|同志')}|发件人|发信人|经办人|信息联络员|信息员|通讯员|联络员|宣传员|撰稿|供稿|撰写|撰文|编写|特约撰稿|特约通讯员|特约记者|本报通讯员|作者信息|执笔|拟稿|起草|作者|采写|文字|姓名|作者简介|文`,
  both: '图文|文图|文/图|图/文',
  checker: `${each(['审核', '审签', '签发', '审稿', '核稿', '复核', '校对', '审批', '把关'], '人|人员|领导|签字|签名')}|责任编辑|分管领导|主要领导|审核|审签|签发|审稿|核稿|复核|校对|审批|编辑|编审|初审|复审|终审|一审|二审|三审|一校|二校|三校|值班编辑|责编|主编|监制|统筹|科室意见|领导意见`,
  source: '信息来源|稿件来源|消息来源|文章来源|来源|转自',
  date: `${each([...DOING, '成文', '定稿', '截稿', '印发', '刊发'], '日期|时间')}|日期|时间`,
  published: `${each(['发布', '发送', '发帖', '更新'], '日期|时间')}|发件时间|收到时间`,
  type: '信息类型|信息类别|稿件类型|稿件类别|类别|类型|信息种类|稿件体裁|体裁',
  title: `${each(PAPER, '标题|题目|题名')}|邮件主题|主题|${each(PAPER.slice(1), '名称')}`,
  body: `${each(PAPER, '正文|内容|全文')}|主要内容|具体内容`,
  photographer: '摄影|摄影者|摄|供图|图片|图',
  contact:
    '联系人及电话|联系人姓名|邮政编码|邮编|地址|传真|联系人|联系电话|联系方式|办公电话|电话|手机号码|手机|邮箱|电子邮箱|职务',
  distribution:
    '栏目名称|所属栏目|投稿栏目|栏目|专栏|版面|版块|板块|收件人|收件单位|主题词|关键词|关键字|抄送|抄报|主送|报送|分送|报|送|发|采用情况|领导批示|审核意见|审批意见|稿件编号|信息编号|编号|序号|备注|字数|份数|印数|共印|采用载体|密级|紧急程度|缓急',
} as const;
export type Label = keyof typeof LABELS;

const WORDS = Object.entries(LABELS)
  .flatMap(([label, words]) => words.split('|').map(word => ({ label: label as Label, word })))
  .sort((a, b) => b.word.length - a.word.length);

const LABEL_OF = new Map(WORDS.toReversed().map(({ label, word }) => [word, label]));
const spaced = (word: string) => [...word].join('[\\s\\u3000]*');
const ANY_LABEL = WORDS.map(({ word }) => spaced(word)).join('|');
/** 报送科室（单位）, 单位（公章）: what the bracket adds changes nothing. */
const REMARK = '(?:[（(](?:单位|部门|科室|盖章|公章|章|印|全称|签字|签名|必填|姓名)[)）])?';

/** A label with its colon, wherever a value could end before it. */
export const LABELLED = new RegExp(
  `(?<=^|[\\s\\u3000；;，,、|（(。])(?:(?:${ANY_LABEL})${REMARK}[\\s\\u3000]*[:：|｜]|[［【[〔](?:${ANY_LABEL})[\\]］】〕][\\s\\u3000]*[:：]?)`,
  'gu',
);
const OPENING_LABEL = new RegExp(`^[（(]?(?:${ANY_LABEL})[\\s\\u3000]*[:：]`, 'u');
/** Whether a line begins with a label and its colon. */
export function opensWithLabel(text: string): boolean {
  return OPENING_LABEL.test(simplified(text));
}

/** A whole cell that is nothing but a label. */
const WHOLE_LABEL = new RegExp(
  `^[［【[〔]?(?:${ANY_LABEL})${REMARK}[\\s\\u3000]*[\\]］】〕]?[\\s\\u3000]*[:：|｜]?$`,
  'u',
);
/** Whose they are and of what rank: 本报见习记者, 特约通讯员. */
const RANK = '(?:本[报网刊台社]|见习|实习|特约|特派|全媒体|融媒体?|首席|驻\\p{Script=Han}{1,3}|文字|摄影)*';
const ROLE = '信息员|通讯员|联络员|宣传员|记者';
/** Roles that stand before a name without a colon: 通讯员 马思远. */
export const ROLE_WORDS = new RegExp(
  `^${RANK}(?:${ROLE}|撰稿|供稿|执笔|文图|图文|文|图|摄|作者|撰稿人|供稿人)$`,
  'u',
);
/** A role and its name without a space: 通讯员马思远. */
const ROLE_AND_NAME = new RegExp(`^(${RANK}(?:${ROLE}))(\\p{Script=Han}{2,4})$`, 'u');

/** A unit and the role of its writer without a space: 城西中队通讯员. */
const UNIT_ROLE_AND_NAME = new RegExp(`^(.{3,30}?)(${RANK}(?:${ROLE}))(\\p{Script=Han}{2,4})$`, 'u');
const UNIT_AND_ROLE = new RegExp(`^(.{3,30}?)(${RANK}(?:${ROLE}))$`, 'u');

/** What somebody is, written behind the unit: 石门村党支部书记. */
const POSITION =
  '(?:(?:党(?:总?支部|委|组|工委)|团(?:支部|委)|驻村|第一|支部|工会|副)*书记|副?(?:主任|科长|局长|处长|镇长|乡长|所长|股长|站长|队长|校长|院长|园长|馆长|部长|社长|村长|主席)|科员|干事|(?:驻村)?(?:干部|工作队员)|职工|工作人员|负责人|社工|网格员|教师|老师|民警|辅警|法官|检察官|志愿者|村官|选调生|专干|文书)';
const UNIT_AND_POSITION = new RegExp(`^(.{3,30}?)${POSITION}$`, 'u');

/** Splits 通讯员马思远 and 城西中队通讯员 into both words; others stay one. */
export function rolesApart(token: string): string[] {
  const match = ROLE_AND_NAME.exec(token);
  if (match && looksLikePerson(match[2]!)) return [match[1]!, match[2]!];
  const [, of, as, name] = UNIT_ROLE_AND_NAME.exec(token) ?? [];
  if (of && as && name && looksLikeUnit(of) && couldBePerson(name)) return [of, as, name];
  const [, unit, role] = UNIT_AND_ROLE.exec(token) ?? [];
  if (unit && role && looksLikeUnit(unit)) return [unit, role];
  const holder = UNIT_AND_POSITION.exec(token)?.[1];
  return [holder && looksLikeUnit(holder) ? holder : token];
}

const OPENING_ROLE = new RegExp(`^${RANK}(?:${ROLE})`, 'u');

/** Whether words begin with the role of somebody who writes. */
export function opensWithRole(text: string): boolean {
  return OPENING_ROLE.test(simplified(text));
}

export const CLOSING_WORDS =
  /^(?:原创|首发|(?:摄影|图文|文图|综合)?报道|摄影|供稿|来稿|投稿|成稿|完稿|定稿|印发|印|上报|报送|撰稿|撰写|供图|提供|编发|报|稿|整理|文\/图|文图|图文|(?:文|图)并(?:图|文|摄)|执笔|讯|(?:完稿|成稿|定稿|写|撰|改定)?于|截至|截止|消息|报送于|写就)$/u;

/** What a label means; null when the text is not a label alone. */
export function labelOf(text: string): Label | null {
  const plain = simplified(text);
  if (!WHOLE_LABEL.test(plain)) return null;
  const word = plain.replace(/[\s\u3000:：|｜［】【［[\]〔〕［］]|[（(].*[)）]/gu, '');
  return LABEL_OF.get(word) ?? null;
}

const UNIT_ENDINGS =
  '局|厅|委|办|科|股|处|室|部|队|街道|社区|村|镇|乡|所|站|中心|院|校|学|园|公司|集团|厂|社|协会|联合会|学会|商会|工会|会|党委|支部|党组|政府|银行|支行|分行|馆|场|台|网|组|班|专班|机关|城管|妇联|区|县|市|协|司法|税务|医院|指挥部|服务部|法庭|署|段|矿|水库|海关|监狱|基地|车间|项目部|残联|文联|侨联|工商联|社科联|农商行|商行|疾控|人大|[第\\d一二三四五六七八九十]中|高中|初中|职中|[省市州县区旗镇乡](?:公安|交警|消防|应急|住建|卫健|民政|人社|教体|文旅|城建|城投|水务|环卫|供销|邮政|供电|电信|移动|联通)';
const UNIT = new RegExp(`^(?=.{2,40}$)[\\p{Script=Han}\\d（）()“”·—\\-a-zA-Z]+(?:${UNIT_ENDINGS})$`, 'u');

/** Whether a text reads like the name of a body, a section, a squad, a street. */
export function looksLikeUnit(text: string): boolean {
  const plain = simplified(text);
  return (
    UNIT.test(plain) && !/^(?:我|本|全|各|这|该|一|二|三|四|五|六|七|八|九|十)[局科队室市县区]$/u.test(plain)
  );
}

const SURNAMES = new Set(
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督晋楚闫法汝鄢涂钦岳帅缑亢况郈有琴归海墨哈谯笪年爱阳佟言福肖代付覃苟卿丘兰初楼展原车官母占由麦苑迟辜战仝丛佘谌粟隋栗牟旷邸邝衣修蹇尧揭那银雒鹿郄綦呙撒练庹占敬亓宛尉',
);
const COMPOUND_SURNAME =
  /^(?:闻人|澹台|钟离|鲜于|赫连|濮阳|万俟|公冶|公羊|宗政|单于|太叔|拓跋|谷梁|东郭|南门|巫马|仲孙|亓官|司寇|颛孙|左丘|梁丘|漆雕|第五|欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|夏侯|轩辕|宇文|司徒|司空|端木|申屠|南宫|西门|独孤|百里|呼延|淳于|太史)/u;
/** What stands in brackets or alone in a line and begins like a surname. */
const NOT_A_NAME =
  /^(?:盖章|公章|签章|全文|全文完|完|未完|待续|终|从略|略|单位|时间|方案|成文|安排|经验|万元|通知|金额|管理|简报|平均|常态|和谐)$/u;
const MINORITY_NAME = /^[\p{Script=Han}]{1,8}(?:[·•・][\p{Script=Han}]{1,8}){1,3}$/u;

/** Whether a text reads like a person's name where nothing says that one is to come. */
export function looksLikePerson(text: string): boolean {
  if (MINORITY_NAME.test(text)) return true;
  if (!/^\p{Script=Han}{2,4}$/u.test(text)) return false;
  const plain = simplified(text);
  if (NOT_A_NAME.test(plain)) return false;
  if (COMPOUND_SURNAME.test(plain)) return true;
  return text.length <= 3 && SURNAMES.has(plain[0]!);
}

/** Whether a text can be a name where a label says that one is to come. */
export function couldBePerson(text: string): boolean {
  return (
    MINORITY_NAME.test(text) ||
    /^\p{Script=Han}{2,4}$/u.test(text) ||
    /^[A-Z][a-zA-Z]+(?: [A-Z][a-zA-Z]+)*$/u.test(text)
  );
}

/** 马思远和林小满 are two; 城市管理和综合执法局 is one. */
function pairApart(piece: string): string[] {
  const parts = piece.split(/[和与及]/u);
  return parts.every(looksLikePerson) || parts.every(looksLikeUnit) ? parts : [piece];
}

/** Splits a list of names; the space that aligns a two-character name with longer ones does not split it. */
export function namesIn(text: string): string[] {
  const pieces = text
    .replace(
      /(?<=^|[\s\u3000、，,;；:：（(/])(?:文[\s\u3000]*[/／][\s\u3000]*图|图[\s\u3000]*[/／][\s\u3000]*文)/gu,
      '文图',
    )
    .replace(/（[^（）]*）|\([^()]*\)/gu, ' ')
    .replace(
      /(?<=^|[\s\u3000、，,;；/])(\p{Script=Han})[\s\u3000]+(\p{Script=Han})(?=$|[\s\u3000、，,;；/])/gu,
      '$1$2',
    )
    .split(/[\s\u3000]+[·•・—–－-]+[\s\u3000]+|[\s\u3000、，,;；/／|｜]+/u)
    .flatMap(pairApart)
    .map(piece => piece.replace(/(?:同志|等)$/u, ''))
    .filter(piece => piece !== '');
  return [...new Set(pieces)];
}

/** Nothing but names that read like names. */
export function areNames(text: string): boolean {
  const names = text.length <= 40 && !isSpacedOut(text) ? namesIn(text) : [];
  return (
    names.length > 0 &&
    names.length <= 6 &&
    names.every(name => looksLikePerson(name) && !looksLikeUnit(name))
  );
}

/** One word set wide, such as 工 作 简 报: a letterhead, and nobody's name. */
export function isSpacedOut(text: string): boolean {
  return /^\p{Script=Han}(?:[\s\u3000]+\p{Script=Han}){2,}$/u.test(text);
}

/** Headings of forms and letterheads: they name the paper, not what it tells. */
export const FORM_HEADING =
  /^(?:[（(]?(?:征求意见|送审|讨论|修改|初|定|终)稿[)）]?|[（(]第[一二三四五六]稿[)）]|.{3,25}[会局委办府室部院]文件|(?:N[oO]|№)[\s.．:：]*\d+|附件?[\s\u3000]*[\d一二三四五六七八九十]*[:：]?|[\p{Script=Han}]{0,20}(?:工作信息|信息|简报|动态|政务信息|信息快报|每日要情|专报|要情|快讯|快报|参阅|内参|情况反映|信息摘报)|[【〔[](?:[\p{Script=Han}]{2,8})(?:动态|信息|简讯|快讯|要闻|交流|经验|聚焦|之窗|风采)[】〕\]]|[〔（(【]?\d{4}[〕）)】]?\s*第\s*\d+\s*[期号]|[\p{Script=Han}]{0,8}(?:稿件|稿|信息)?(?:报送|审批|审核|审签|审查|审读|采编|投稿|供稿|登记|发布|呈报|呈批|送审|拟稿|拟文|发文|签发|采用|约稿|回复|征集|申报|推荐|备案|反馈|传阅|阅办|转办|交办|填报)+(?:信息|稿件)?(?:表|单|稿|稿纸|纸|笺|卡|签|件|函|回执)|新闻稿件?|宣传稿件?|信息稿件?|稿件|通讯稿|投稿|内部资料.{0,12}|(?:\d{4}\s*年\s*)?第\s*\d+\s*期.*|[（(]?总第?\s*\d+\s*期[)）]?|.{0,20}[〔[（(【]\d{4}[〕\])）】]\s*(?:第\s*)?\d+\s*号|签发[:：].*)$/u;

const TYPE_WORDS: [RegExp, 'experience' | 'problem' | 'digest' | 'response' | 'urgent' | 'other'][] = [
  [/经验/u, 'experience'],
  [/问题|反映型/u, 'problem'],
  [/简编|简讯|短讯/u, 'digest'],
  [/反响/u, 'response'],
  [/紧急|突发/u, 'urgent'],
  [/其他|其它|综合/u, 'other'],
];

/** The type that a word in a form means; null for words that mean none. */
export function typeOf(text: string) {
  return TYPE_WORDS.find(([words]) => words.test(text))?.[1] ?? null;
}

const LEVEL_MARKS: [RegExp, Level][] = [
  [/^[一二三四五六七八九十]+、/u, 1],
  [/^[（(][一二三四五六七八九十]+[)）]/u, 2],
  [/^\d{1,2}[.．](?!\d)/u, 3],
  [/^[（(]\d{1,2}[)）]/u, 4],
];

/** The level that the number in front of a line gives it; 0 when there is none. */
export function levelOf(text: string): Level {
  return LEVEL_MARKS.find(([mark]) => mark.test(text))?.[1] ?? 0;
}

/** The number in front of a heading, or of a paragraph that counts. */
export const HEADING_MARK =
  /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.．、](?!\d)|（\d{1,2}）|[一二三四五六七八九十]是)/u;

/** What web pages and accounts put around a text: 【打印】【关闭】, 上一篇：…, 阅读原文. */
const FURNITURE_WORDS =
  '打印(?:本页)?|关闭(?:窗口)?|返回(?:顶部|列表|首页)?|收藏|分享(?:到|至)?|上一[篇条页]|下一[篇条页]|扫一扫|长按|阅读原文|点赞|在看|附件下载|相关(?:链接|阅读|新闻|推荐|文章)|往期(?:推荐|回顾|精彩|内容)|推荐阅读|延伸阅读|猜你喜欢|责任声明|版权声明|字[体号]';
const FURNITURE = new RegExp(
  `^[【\\[（(\\s\\u3000|]*(?:(?:${FURNITURE_WORDS})[【\\[（(】\\])）\\s\\u3000|]*)+(?:[:：].*)?$`,
  'u',
);

/** What accounts ask of their readers: 点击“阅读原文”查看更多, 欢迎分享. */
const INVITATION =
  /^(?:请?(?:点击|长按|扫描?|扫码|识别)|欢迎|喜欢)[^。，]{0,20}(?:阅读|原文|分享|转发|点赞|在看|关注|二维码|订阅)[^。，]{0,12}$/u;

/** 请审阅，谢谢！ */
function isThanks(text: string): boolean {
  return /^(?:(?:敬|恳|烦)?请|望|盼)[^。]{0,8}(?:审阅|查收|审核|指正|采用|刊用|采纳|刊发)[，,。！!\s]*(?:谢谢|感谢|辛苦)?[^。！!]{0,4}[。！!]*$/u.test(
    text,
  );
}

/** Lines that end a letter or a page and say nothing: 此致, 敬礼！, — END —, 共印20份. */
export function isFlourish(text: string): boolean {
  return (
    text.length <= 60 &&
    (FURNITURE.test(text) ||
      INVITATION.test(text) ||
      /^转(?:发|载)?自[“"《【].{2,20}[”"》】]$/u.test(text) ||
      /^[—–=*-]{1,8}[\p{Script=Han}]{2,6}[—–=*-]{1,8}$/u.test(text) ||
      isThanks(text) ||
      /^(?:此致|敬礼|致礼|此呈|敬上|谨上|祝好|顺[祝颂]\S{0,8}|祝您?工作(?:愉快|顺利)|谢谢)[！!。，,]?$/u.test(
        text,
      ) ||
      /^[（(]?共?印(?:发|制|刷)?[\s\u3000]*\d+[\s\u3000]*份[)）]?$/u.test(text) ||
      /^[\s\u3000\-—–―─=*·•☆★◆■○●~～#（(]*(?:END|end|The End|完|全文完|正文完|终)?[\s\u3000\-—–―─=*·•☆★◆■○●~～#）)]*$/u.test(
        text,
      ))
  );
}

/** What a covering letter says before the manuscript begins: 您好！现报送我单位信息一篇，请审阅。 */
export function isCoveringLetter(text: string): boolean {
  if ([...text.slice(0, 200)].length > 80) return false;
  const polite = /^(?:您好|你好|[^，。]{0,8}(?:老师|编辑|领导|同志|大家|各位)[^，。]{0,2}好)/u.test(text);
  const sends =
    /(?:现|兹|特|谨)(?:将|报送|呈报|上报|投|寄|附|送)|(?:报送|报|附上|投稿|来稿|投|发)[^。]{0,20}(?:一[篇则条]|如下)/u.test(
      text,
    );
  const asks =
    /(?:请|望|盼)(?:予以?|您|你|贵)?[^。]{0,6}(?:审阅|查收|审核|审改|指正|采用|刊用|采纳|选用|刊发)/u.test(
      text,
    );
  return Number(polite) + Number(sends) + Number(asks) >= 2;
}
