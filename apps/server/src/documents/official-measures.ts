/**
 * The measures of GB/T 9704-2012 for A4, in twips (1/20 pt), and of type, in half-points. 三号 is 16 pt: one 字 is 320.
 */
export const PAGE = {
  width: 11906,
  height: 16838,
  top: 2098,
  right: 1474,
  bottom: 1984,
  left: 1587,
  header: 851,
  footer: 1400,
} as const;
/** The width of the type area, 156 mm. */
export const TYPE_WIDTH = 8844;
export const CHARACTER = 320;
/** 28 pt, fixed; the grid has 22 lines of 28.95 pt on the page. */
export const LINE = 560;
export const LINE_PITCH = 579;
export const TITLE_LINE = 640;
/** −0.25 pt between characters brings 28 of them into a line instead of 27. */
export const SQUEEZE = -5;
export const SIZE = { title: 44, body: 32, footer: 28, caption: 28, table: 24, narrowTable: 21 } as const;
/** 二号 leaves room for 20 characters in a line. */
export const TITLE_CHARACTERS = 20;

/** Width in 字: a Chinese character or full-width mark is one, everything else half. */
export function widthOf(text: string): number {
  return [...text].reduce(
    (sum, each) =>
      sum +
      (/[\u1100-\u11ff\u2014\u2018-\u201d\u2026\u2e80-\uffef]|[\u{20000}-\u{3ffff}]/u.test(each) ? 1 : 0.5),
    0,
  );
}

/**
 * How far the issuing organ and the date stand from the right margin, in 字 (GB/T 9704-2012, 7.3.5).
 * With a seal the organ is centred over a date that stands four in; without one the date begins two to the right of
 * where the organ begins.
 */
export function signOffIndents(
  organ: string,
  date: string,
  sealed: boolean,
): { organ: number; date: number } {
  const [organWidth, dateWidth] = [widthOf(organ), widthOf(date)];
  if (sealed) {
    const organRight = 4 + (dateWidth - organWidth) / 2;
    return organRight > 0
      ? { organ: organRight, date: 4 }
      : { organ: 0, date: Math.max(0, (organWidth - dateWidth) / 2) };
  }
  if (dateWidth > organWidth) return { organ: 4 + dateWidth - organWidth, date: 2 };
  return { organ: 2, date: organWidth - dateWidth };
}

/** 2026-03-02 -> 2026年3月2日: no leading zeros. */
export function writtenDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** A line under the text that names an attachment; indents in 字. */
export interface AttachmentLine {
  text: string;
  left: number;
  hanging: number;
}

/** 附件：1.…, without end punctuation; one attachment has no number. */
export function attachmentLines(names: string[]): AttachmentLine[] {
  const clean = names.map(name => name.trim().replace(/[。；，、.;,]+$/u, ''));
  if (clean.length === 1) return [{ text: `附件：${clean[0]}`, left: 5, hanging: 3 }];
  return clean.map((name, at) => ({
    text: `${at === 0 ? '附件：' : ''}${at + 1}.${name}`,
    left: 6,
    hanging: at === 0 ? 4 : 1,
  }));
}

const CLINGS_TO_BEFORE = /^[的了之等和与及、，。；：！？”’》）〉\]]/u;
const CLINGS_TO_AFTER = /(?:关于|第|《|“|‘|（|和|与|及|在|对|将|把)$/u;

/** Breaks a title by its words into lines of even length that fit; short ones stay whole. */
export function titleLines(title: string, limit: number = TITLE_CHARACTERS): string[] {
  if (title.includes('\n')) return title.split('\n').flatMap(line => titleLines(line, limit));
  // A line that is full to the last character spills over where a program spaces digits from Chinese.
  if (widthOf(title) < limit) return [title];
  const words = wordsOf(title);
  const count = Math.ceil(widthOf(title) / (limit - 1));
  const ideal = widthOf(title) / count;
  // best[i] is the cheapest way to set the words from i on; titles are short enough for all pairs.
  const best: { cost: number; next: number }[] = [];
  best[words.length] = { cost: 0, next: words.length };
  for (let from = words.length - 1; from >= 0; from -= 1) {
    best[from] = { cost: Number.POSITIVE_INFINITY, next: from + 1 };
    for (let to = from + 1; to <= words.length; to += 1) {
      const line = words.slice(from, to).join('');
      if (widthOf(line) > limit && to > from + 1) break;
      const cost = best[to]!.cost + (widthOf(line) - ideal) ** 2 + awkwardness(line, words[to]);
      if (cost < best[from]!.cost) best[from] = { cost, next: to };
    }
  }
  const lines: string[] = [];
  for (let at = 0; at < words.length; at = best[at]!.next)
    lines.push(words.slice(at, best[at]!.next).join(''));
  return lines;
}

const PERIOD =
  /(?:(?:19|20)\d{2}年)?(?:第?[一二三四五六七八九十\d]+(?:季度|月份?|年度?|期|号|批|届|次|周|日)|[上下]半年|全年)+/gu;

/** Words as a reader sees them: the name of a period such as 2026年第一季度 is one. */
function wordsOf(title: string): string[] {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const words: string[] = [];
  let at = 0;
  const takeTo = (end: number) => {
    for (const { segment } of segmenter.segment(title.slice(at, end))) words.push(segment);
    at = end;
  };
  for (const period of title.matchAll(PERIOD)) {
    takeTo(period.index);
    words.push(period[0]);
    at = period.index + period[0].length;
  }
  takeTo(title.length);
  return words;
}

function awkwardness(line: string, next: string | undefined): number {
  if (next === undefined) return 0;
  let cost = 0;
  if (CLINGS_TO_BEFORE.test(next)) cost += 60;
  if (CLINGS_TO_AFTER.test(line)) cost += 40;
  const opened = (line.match(/[《“（]/gu)?.length ?? 0) - (line.match(/[》”）]/gu)?.length ?? 0);
  return opened > 0 ? cost + 25 : cost;
}
