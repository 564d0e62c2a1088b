import type { KnownNames } from '../documents/manuscript.ts';
import { dayOf, readDay } from '../documents/manuscript-day.ts';
import { looksLikeUnit } from '../documents/manuscript-words.ts';

/** What the subject of a mail says by the naming rule 「XX单位YYYY年M月D日工作信息」, in whatever spelling. */
export type SubjectReading = {
  /** As written; resolving it is for whoever knows the roll of units. */
  unit: string | null;
  /** YYYY-MM-DD; null when none was written, or none that exists. */
  day: string | null;
  /** The year was not written and was taken from the day of arrival. */
  dayIsLikely: boolean;
  /** A day was written that does not exist. */
  impossible: boolean;
  /** 舆情信息 travels apart. */
  channel: 'news' | 'opinion';
  /** It is called a piece of information, or what else the rule calls it. */
  named: boolean;
  /** Which of several of one day it is. */
  number: number | null;
  /** How many it says to bring. */
  count: number | null;
  /** What is left over and is likely the headline. */
  title: string | null;
};

const PREFIX =
  /^(?:(?:re|fw|fwd|aw|回复|回覆|答复|转发|轉發|自动转发|自动回复)(?:\[\d{1,3}\])?\s{0,3}:|[[(【](?:转发|回复|答复|外部邮件|无主题|no subject)[\])】])\s{0,5}/iu;
const OPINION = /(?:网络|涉[\p{Script=Han}]{1,4})?舆情(?:信息|专报|快报|简报|动态|日报|报告)?/u;
const STRONG =
  /(?:工作|政务|宣传|综合|党建|综治)(?:信息稿|信息|动态|简报|稿件|稿)|信息报送|宣传稿件|新闻稿件?|信息稿件?/u;
/** Words of everyday use: only what they stand beside makes them the name of the thing. */
const WEAK =
  /(?<=^|[\ue000\s[\](){}【】「」“”《》〔〕|_-])(?:信息|动态|简报|稿件|投稿|快报|专报)(?=$|[\ue000\s[\](){}【】「」“”《》〔〕|_\d:：。-])/u;
const FILLER =
  /^(?:现?(?:关于)?(?:报送|上报|呈报|提交)?的?|关于|请(?:查收|审阅|审核|接收)|敬请(?:查收|审阅)|谢谢|(?:的)?(?:函|报告|请示|通知)|你好|您好)$/u;
const LEADING = /^(?:关于)?(?:现?报送|现?上报|呈报|提交|请查收|关于)/u;
const TRAILING = /(?:关于)?(?:报送|上报|呈报|提交)?的?$/u;
const SEPARATORS = /[\s\ue000\ue001[\](){}【】「」“”"'‘’《》〈〉〔〕|_:：,，。、;；!！—–-]+/u;

const DIGITS = '〇一二三四五六七八九';

/** Reads a subject that arrived on `received` (YYYY-MM-DD); known units are believed over what only looks like one. */
export function readSubject(subject: string, received: string, units: KnownNames['units']): SubjectReading {
  const plain = plainOf(subject);
  const dated = takeDay(plain, received);
  const called = takeKind(dated.rest);
  const { number, count, rest } = takeNumber(called.rest);
  const pieces = piecesOf(rest);
  const unit = unitOf(pieces, { units, named: called.named || dated.written });
  const title = pieces
    .filter(piece => piece !== unit)
    .map(piece => piece.text)
    .join(' ');
  return {
    unit: unit?.text ?? null,
    day: dated.day,
    dayIsLikely: dated.likely,
    impossible: dated.impossible,
    channel: called.opinion ? 'opinion' : 'news',
    named: called.named,
    number,
    count,
    title: title === '' ? null : title,
  };
}

/** One width, no prefixes of answering and forwarding, no spaces between single characters (市 容 科). */
function plainOf(subject: string): string {
  const counted = subject.slice(0, 400).replace(/[①-⑳]/gu, each => `(${each.codePointAt(0)! - 0x245f})`);
  let text = counted
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/ {2,}/gu, ' ')
    .trim();
  for (let match = PREFIX.exec(text); match; match = PREFIX.exec(text))
    text = text.slice(match[0].length).trim();
  return text.replace(/(?<!\p{Script=Han})\p{Script=Han}(?: \p{Script=Han})+(?!\p{Script=Han})/gu, spaced =>
    spaced.replaceAll(' ', ''),
  );
}

type Dated = { rest: string; day: string | null; likely: boolean; impossible: boolean; written: boolean };

function takeDay(text: string, received: string): Dated {
  const full = readDay(text.replace(/(?<![\d年])\d{2}年(?=\s?\d{1,2}月)/u, year => `20${year}`));
  if (full) {
    const short = full.text.startsWith('20') && !text.includes(full.text) ? full.text.slice(2) : full.text;
    return {
      rest: text.replace(short, '\ue000'),
      day: full.day,
      likely: false,
      impossible: full.day === null,
      written: true,
    };
  }
  for (const form of WITHOUT_YEAR) {
    const match = form.exec(text);
    if (!match?.groups) continue;
    const { m, d } = match.groups as { m: string; d: string };
    const day = latestBefore(received, count(m), count(d));
    const rest = text.replace(match[0], '\ue000');
    return { rest, day, likely: day !== null, impossible: day === null, written: true };
  }
  const broken =
    /(?:\d{2,4}|[一二][〇○零一二三四五六七八九]{3})年(?:[\d一二三四五六七八九十]{1,3}月(?:初?[一二三四五六七八九十]{1,3})?)?/u;
  const rest = text.replace(broken, '\ue000');
  return { rest, day: null, likely: false, impossible: false, written: rest !== text };
}

const WITHOUT_YEAR = [
  /(?<![\d年])(?<m>\d{1,2})\s?月\s?(?<d>\d{1,2})\s?[日号]/u,
  /(?<![年一二三四五六七八九十])(?<m>[一二三四五六七八九十]{1,3})月(?<d>[一二三四五六七八九十]{1,3})[日号]/u,
  /(?<![\d.])(?<m>\d{1,2})\.(?<d>\d{1,2})(?![\d.])/u,
  /(?<!\d)(?<m>0[1-9]|1[0-2])(?<d>0[1-9]|[12]\d|3[01])(?!\d|年)/u,
];

/** The last such day that is not after the arrival: a report is sent when it has happened. */
function latestBefore(received: string, month: number, day: number): string | null {
  const year = Number(received.slice(0, 4));
  const thisYear = dayOf(year, month, day);
  return thisYear !== null && thisYear > received ? dayOf(year - 1, month, day) : thisYear;
}

function count(text: string): number {
  if (/^\d+$/u.test(text)) return Number(text);
  const [before, after] = text.split('十');
  if (after === undefined) return DIGITS.indexOf(text);
  return (before === '' ? 1 : DIGITS.indexOf(before!)) * 10 + (after === '' ? 0 : DIGITS.indexOf(after));
}

function takeKind(text: string): { rest: string; named: boolean; opinion: boolean } {
  let rest = text;
  const opinion = OPINION.test(rest);
  if (opinion) rest = rest.replace(OPINION, '\ue001');
  for (const word of [STRONG, WEAK]) {
    if (word.test(rest)) return { rest: rest.replace(word, '\ue001'), named: true, opinion };
  }
  return { rest, named: opinion, opinion };
}

/** Which of several, or how many: only right behind the kind or at the end, so that a headline keeps its numbers. */
function takeNumber(text: string): { rest: string; number: number | null; count: number | null } {
  const found =
    /\ue001\s?(?:[([]\s?(?<a>\d{1,2})\s?[)\]]|(?<b>\d{1,2})(?![\d\p{Script=Han}])|之(?<c>[一二三四五六七八九十])|[([]?第(?<d>[\d一二三四五六七八九十]{1,3})[期号篇条][)\]]?|[([]?(?:共)?(?<n>[\d一二三四五六七八九十]{1,3})[篇条份][)\]]?)/u.exec(
      text,
    );
  if (!found?.groups) return { rest: text, number: null, count: null };
  const { a, b, c, d, n } = found.groups;
  const which = a ?? b ?? c ?? d;
  return {
    rest: text.replace(found[0], '\ue001'),
    number: which ? count(which) : null,
    count: n ? count(n) : null,
  };
}

type Piece = { text: string; leads: boolean };

/** What is left between the marks, without the words of a covering sentence; `leads`: it stands before day or kind. */
function piecesOf(rest: string): Piece[] {
  const marks = [...rest.matchAll(/[\ue000\ue001]/gu)].map(match => match.index);
  const last = marks.at(-1) ?? -1;
  const pieces: Piece[] = [];
  let at = 0;
  for (const part of rest.split(SEPARATORS)) {
    at = rest.indexOf(part, at);
    const text = part.replace(LEADING, '').replace(TRAILING, '');
    if (text !== '' && !FILLER.test(text)) pieces.push({ text, leads: at < last });
    at += part.length;
  }
  return pieces;
}

function unitOf(
  pieces: Piece[],
  { units, named }: { units: KnownNames['units']; named: boolean },
): Piece | null {
  const names = units.flatMap(unit => [unit.name, ...unit.aliases]);
  const known = pieces.find(piece => names.some(name => piece.text === name));
  if (known) return known;
  const ending = pieces.find(piece => names.some(name => name.length >= 3 && piece.text.endsWith(name)));
  if (ending) return ending;
  const first = pieces.find(piece => looksLikeUnit(piece.text));
  if (first) return first;
  const leading = pieces[0];
  return named && leading?.leads && [...leading.text].length <= 20 ? leading : null;
}
