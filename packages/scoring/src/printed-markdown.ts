/** A printed scheme as Markdown, for readers of text files and for the command line. */
import type { Language } from './explain.ts';
import type { PrintedArticle, PrintedScheme } from './printed.ts';
import type { PrintedTable } from './printed-tables.ts';

/** The whole document; tables with merged cells repeat the merged text, since Markdown has no spans. */
export function printedMarkdown(scheme: PrintedScheme, language: Language): string {
  const parts = [
    `# ${escaped(scheme.title[language])}`,
    language === 'zh' ? `（${escaped(scheme.remark.zh)}）` : `(${escaped(scheme.remark.en)})`,
    ...scheme.chapters.flatMap(({ name, title, articles }) => [
      `## ${name[language]}${language === 'zh' ? '　' : '. '}${escaped(title[language])}`,
      ...articles.flatMap(article => articleLines(article, language)),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function articleLines({ name, rule, lead, items, tables }: PrintedArticle, language: Language): string[] {
  const title = `**${name[language]}**`;
  const gap = language === 'zh' ? '　' : ' ';
  const opening = rule
    ? [
        `${title}${gap}${escaped(ended(rule.text[language], language))}${ruleNumber(rule.number, language)}`,
        escaped(lead[language]),
      ]
    : [`${title}${gap}${escaped(lead[language])}`];
  return [
    ...opening,
    ...tables.map(table => markdownTable(table, language)),
    ...items.flatMap(item => [
      `${item.name[language]}${language === 'zh' || item.name.en === '' ? '' : ' '}${escaped(item.text[language])}`,
      ...item.tables.map(table => markdownTable(table, language)),
    ]),
  ];
}

/** 〔原文 五（二）5〕: the number that the rule has where it was published. */
export function ruleNumber(number: string, language: Language): string {
  if (number === '') return '';
  return language === 'zh' ? `〔原文 ${number}〕` : ` [printed ${number}]`;
}

/** A quoted rule ends like a sentence. */
export function ended(text: string, language: Language): string {
  if (/[。！？；.!?;]$/u.test(text)) return text;
  return `${text}${language === 'zh' ? '。' : '.'}`;
}

function markdownTable(table: PrintedTable, language: Language): string {
  const rows = gridOf(table, language);
  // Markdown has one head row: the lowest names the columns
  const head = rows[table.heads - 1] ?? [];
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => escaped(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    `**${escaped(table.caption[language])}**\n`,
    line(head),
    line(head.map(() => '---')),
    ...rows.slice(table.heads).map(line),
  ].join('\n');
}

/** Every place of the table with its text; a cell that spans fills all of its places. */
export function gridOf({ rows }: PrintedTable, language: Language): string[][] {
  const grid: string[][] = rows.map(() => []);
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const { text, across = 1, down = 1 } of row) {
      while (grid[y]?.[x] !== undefined) x++;
      for (let dy = 0; dy < down; dy++) {
        for (let dx = 0; dx < across; dx++) {
          const line = grid[y + dy];
          if (line) line[x + dx] = text[language];
        }
      }
      x += across;
    }
  }
  return grid;
}

/** Signs that Markdown would read as its own. */
function escaped(text: string): string {
  return text.replace(/[\\`*_<>]/g, sign => `\\${sign}`);
}
