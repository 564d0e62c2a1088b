import type { DayReading } from './manuscript-day.ts';
import { readDay } from './manuscript-day.ts';
import { looksLikePerson, looksLikeUnit, namesIn, typeOf } from './manuscript-words.ts';

export interface FileNameReading {
  unit: string | null;
  date: DayReading | null;
  person: string | null;
  /** The title or its beginning, often without its punctuation. */
  title: string | null;
  type: string | null;
}

const GENERIC =
  /^(?:稿件?|新建|文本|文档|未命名|无标题|信息|工作信息|投稿|材料|附件|定稿|终稿|初稿|document|doc|draft|copy|microsoft word)?[\s\d().（）_-]*(?:(?:文本|word|wps|microsoft)[\s]*)*(?:文档|文件|document)?$/iu;
const KIND_OF_PAPER =
  /^(?:的?)(?:工作信息|信息|政务信息|稿件|信息稿|宣传稿|新闻稿|投稿|简报|材料)?[\s\d（）()]*$/u;

/** Reads what the naming rule 「XX单位YYYY年M月D日工作信息」 and its common relatives put into a file's name. */
export function readFileName(fileName: string): FileNameReading {
  const reading: FileNameReading = { unit: null, date: null, person: null, title: null, type: null };
  let stem = (fileName.split(/[\\/]/u).at(-1) ?? '').normalize('NFC').replace(/\.[a-z0-9]{1,5}$/iu, '');
  const mark = /[【[]([^】\]]{2,8})[】\]]/u.exec(stem);
  if (mark && typeOf(mark[1]!)) {
    reading.type = mark[1]!;
    stem = stem.replace(mark[0], '');
  }
  stem = stem.replace(/[\s_-]*(?:[（(]\d+[)）]|[（(]?(?:副本|最终版?|修改稿?|终稿|定稿|初稿)[)）]?)+$/u, '');
  stem = withoutNames(stem, reading);
  reading.date = readDay(stem);
  if (reading.date) {
    const [before, after] = stem.split(reading.date.text) as [string, string];
    const [kind, name] = [after.replace(/^[-_—－\s]+/u, ''), tidy(before).replace(/(?:的|关于)$/u, '')];
    if (reading.unit === null && KIND_OF_PAPER.test(kind) && name !== '' && [...name].length <= 20) {
      reading.unit = name;
      return reading;
    }
    stem = `${before}-${after}`;
  }
  takePieces(stem, reading);
  return reading;
}

/** Who wrote it in brackets anywhere in the name: 标题（石门镇 马思远）, 【石门镇】标题. */
function withoutNames(stem: string, reading: FileNameReading): string {
  return stem.replace(/[（(【[]([^（()）【】[\]]{2,30})[)）】\]]/gu, (all, inner: string) => {
    const names = namesIn(inner.replace(/[-—_]/gu, ' '));
    if (!names.every(name => looksLikePerson(name) || looksLikeUnit(name))) return all;
    for (const name of names) {
      if (looksLikeUnit(name)) reading.unit ??= name;
      else reading.person ??= name;
    }
    return ' ';
  });
}

function takePieces(stem: string, reading: FileNameReading): void {
  const pieces = stem
    .split(/[-_—－+＋：:\s\u3000]+/u)
    .map(tidy)
    .filter(piece => piece !== '' && !GENERIC.test(piece) && !KIND_OF_PAPER.test(piece));
  const rest: string[] = [];
  for (const piece of pieces) {
    if (!reading.unit && pieces.length > 1 && looksLikeUnit(piece) && piece.length <= 20)
      reading.unit = piece;
    else if (!reading.person && pieces.length > 1 && looksLikePerson(piece)) reading.person = piece;
    else rest.push(piece);
  }
  const longest = rest.sort((a, b) => b.length - a.length)[0];
  if (longest && (longest.match(/\p{Script=Han}/gu)?.length ?? 0) >= 5) reading.title = longest;
}

function tidy(text: string): string {
  return text.replace(/^[\s_—－.-]+|[\s_—－.-]+$/gu, '');
}

/** Whether a line is the title that a file's name gives, or begins with it; punctuation does not count. */
export function matchesTitle(line: string, hint: string | null): boolean {
  if (!hint) return false;
  const [own, given] = [bare(line), bare(hint)];
  return (
    given.length >= 4 && (own === given || own.startsWith(given) || (own.length >= 8 && given.endsWith(own)))
  );
}

function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
