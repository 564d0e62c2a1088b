import type { Language, PrintedArticle, PrintedScheme, PrintedTable } from '@xinxuan/scoring';
import type { Paragraph, Table } from 'docx';
import {
  blankLine,
  blockChildren,
  bodyParagraph,
  chapterParagraph,
  officialDocument,
  subtitleParagraph,
  titleParagraph,
} from './official-layout.ts';
import { SQUEEZE } from './official-measures.ts';
import type { OfficialSpan, OfficialTable } from './official-table.ts';
import { FONTS, runs } from './official-text.ts';
import { printable } from './package-bytes.ts';

type Child = Paragraph | Table;
const TIGHT = { characterSpacing: SQUEEZE };

/**
 * A scheme as a document of rules: chapters centred, articles with their number in 黑体, the printed rule quoted in 楷体
 * and its exact reading beneath it. Gives the bytes of a .docx; the same scheme gives the same bytes.
 */
export function writeScheme(scheme: PrintedScheme, language: Language): Promise<Uint8Array> {
  const title = printable(scheme.title[language]);
  const remark = language === 'zh' ? `（${scheme.remark.zh}）` : `(${scheme.remark.en})`;
  const chapters = scheme.chapters.flatMap((chapter, i) => [
    // a table leaves an empty line behind it already
    ...(endsWithTable(scheme.chapters[i - 1]) ? [] : [blankLine({ keepNext: true })]),
    chapterParagraph(printable(`${chapter.name[language]}${gap(language)}${chapter.title[language]}`)),
    ...chapter.articles.flatMap(article => articleChildren(article, language)),
  ]);
  return officialDocument(title, [titleParagraph(title), subtitleParagraph(printable(remark)), ...chapters]);
}

function endsWithTable(chapter: PrintedScheme['chapters'][number] | undefined): boolean {
  const last = chapter?.articles.at(-1);
  return ((last?.items.at(-1) ?? last)?.tables.length ?? 0) > 0;
}

/** Between a number and what it numbers. */
function gap(language: Language): string {
  return language === 'zh' ? '　' : '  ';
}

function articleChildren({ name, rule, lead, items, tables }: PrintedArticle, language: Language): Child[] {
  const number = runs(`${name[language]}${gap(language)}`, FONTS.first, TIGHT);
  const reading = runs(printable(lead[language]), FONTS.body, TIGHT);
  const keepNext = items.length > 0 || tables.length > 0;
  const opening = rule
    ? [
        bodyParagraph([...number, ...runs(printable(quotation(rule, language)), FONTS.second, TIGHT)], {
          keepNext: true,
        }),
        bodyParagraph(reading, { keepNext }),
      ]
    : [bodyParagraph([...number, ...reading], { keepNext })];
  return [
    ...opening,
    ...tables.flatMap(table => tableChildren(table, language)),
    ...items.flatMap(item => {
      const space = language === 'zh' ? '' : ' ';
      const text = printable(`${item.name[language]}${space}${item.text[language]}`);
      return [
        bodyParagraph(runs(text, FONTS.body, TIGHT), item.tables.length > 0 ? { keepNext: true } : {}),
        ...item.tables.flatMap(table => tableChildren(table, language)),
      ];
    }),
  ];
}

/** The rule as published, with the number that it has there. */
function quotation({ number, text }: NonNullable<PrintedArticle['rule']>, language: Language): string {
  const words = text[language];
  const isEnded = /[。！？；.!?;]$/u.test(words);
  if (language === 'en') return `${words}${isEnded ? '' : '.'}${number === '' ? '' : ` [printed ${number}]`}`;
  return `${words}${isEnded ? '' : '。'}${number === '' ? '' : `〔原文 ${number}〕`}`;
}

function tableChildren(table: PrintedTable, language: Language): Child[] {
  return blockChildren([officialTableOf(table, language)], false);
}

/** Cells in their places; a cell that takes several stands at the first of them. */
function officialTableOf({ caption, heads, rows }: PrintedTable, language: Language): OfficialTable {
  const taken = new Set<string>();
  const spans: OfficialSpan[] = [];
  const grid = rows.map((): string[] => []);
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const { text, across = 1, down = 1 } of row) {
      while (taken.has(`${y} ${x}`)) x++;
      for (let at = 0; at < across * down; at++)
        taken.add(`${y + Math.floor(at / across)} ${x + (at % across)}`);
      grid[y]![x] = printable(text[language]);
      if (across * down > 1) spans.push({ row: y, column: x, across, down });
      x += across;
    }
  }
  return {
    kind: 'table',
    caption: printable(caption[language]),
    rows: grid.map(row => Array.from(row, text => text ?? '')),
    headerRows: heads,
    ...(spans.length > 0 && { spans }),
  };
}
