/** What web pages, systems and phones add to a credit line, and what says nothing about the manuscript. */
const COUNTS =
  /(?:浏览|点击|阅读|访问|人气|已阅|点赞|转发|评论|收藏|下载|查看)(?:次数|人次|数量|总数|量|率|数)?[\s\u3000]*[:：]?[\s\u3000]*[[［(（【]?[\s\u3000]*\d{1,8}[\s\u3000]*[\]］)）】]?[\s\u3000]*(?:人次|次|人|条)?/gu;
const WEEKDAY = /[（(]?(?:星期|周|礼拜)[一二三四五六日天][)）]?/gu;
const MAIL = /[\w.+-]{2,}@[\w-]+(?:\.[\w-]+)+/gu;
/** A telephone, a mobile, or a postcode between gaps. */
const NUMBER =
  /(?<=^|[\s\u3000，,；;、:：/（(])(?:1[3-9]\d{9}|1[3-9]\d[- ]\d{4}[- ]\d{4}|(?:[（(]?0\d{2,3}[)）]?[-—–－ ]?)?[2-9]\d{6,7}|\d{6})(?=$|[\s\u3000，,；;、/）)])/gu;
const SIZE_OF_LETTERS =
  /[【[［]?字[体号][\s\u3000]*[:：]?[\s\u3000]*[【[［]?大[\s\u3000|]*中[\s\u3000|]*小[】\]］]?/gu;

/** Topics of accounts, and ornaments around names: #基层治理#, ★石门镇★, <石门镇>. */
const ORNAMENT = /#[^#]{2,20}#|[★☆＊@＠<>＜＞]/gu;

/** The line without what only counts readers or reaches somebody; gaps take its place, so that no two words grow together. */
export function withoutNoise(text: string): string {
  return text
    .replace(SIZE_OF_LETTERS, '\u3000')
    .replace(COUNTS, '\u3000')
    .replace(MAIL, '\u3000')
    .replace(ORNAMENT, '\u3000')
    .replace(NUMBER, '\u3000');
}

/** Where an account writes from, and what it is called. */
const ACCOUNT =
  /^(?:.{2,8}(?:发布|融媒|微讯|在线|之声|观察|快报)|北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆)$/u;

/** What stands beside 原创 and a day on the page of an account. */
export function isAccount(word: string): boolean {
  return ACCOUNT.test(word);
}

/** Beside a day only: the day of the week and the time say nothing more about it. */
export function withoutWeekday(text: string): string {
  return text.replace(WEEKDAY, '\u3000');
}
