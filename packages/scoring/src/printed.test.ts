/** The printed document says all that the data says, in words: over all presets and every answer of their switches. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FOLDER } from '../test/presets.ts';
import { parseScheme, printedMarkdown, printedScheme, type Scheme } from './index.ts';
import { figure } from './printed-language.ts';

/** Schemes that were entered from the language reference alone use what the presets do not. */
const UNSEEN = new URL('../test/unseen/', import.meta.url);
const PRESETS = [FOLDER, UNSEEN].flatMap(folder =>
  readdirSync(folder)
    .filter(file => file.endsWith('.yaml') && !file.endsWith('.facts.yaml'))
    .map(file => ({ file, text: readFileSync(new URL(file, folder), 'utf8') })),
);

function schemeOf(text: string, answers: Record<string, string> = {}): Scheme {
  const parsed = parseScheme(text, answers);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scheme;
}

/** The scheme under its own answers, and under each other answer of each switch. */
function everyAnswer(text: string): Scheme[] {
  const scheme = schemeOf(text);
  const others = Object.entries(scheme.switches).flatMap(([id, { options, value }]) =>
    Object.keys(options)
      .filter(option => option !== value)
      .map(option => schemeOf(text, { [id]: option })),
  );
  return [scheme, ...others];
}

/** Every number that decides anything: amounts, weights, bounds, places, counts, and those inside conditions. */
function numbersOf(part: unknown, key = ''): string[] {
  if (['text', 'line', 'source', 'ast', 'month'].includes(key)) return [];
  if (typeof part === 'number') return [String(part)];
  if (typeof part === 'string') return /^-?\d+(\.\d+)?$/.test(part) ? [part] : [];
  if (typeof part !== 'object' || part === null) return [];
  if ('ast' in part)
    return (
      String(Reflect.get(part, 'source'))
        .replace(/'[^']*'/g, '')
        .match(/\d+(\.\d+)?/g) ?? []
    );
  return Object.entries(part).flatMap(([name, inner]) => numbersOf(inner, name));
}

/** 1 is what many things count by when nothing else is said; a band from 0 is printed by its upper end. */
const UNSAID = ['1', '0'];

function isPrinted(number: string, text: string): boolean {
  const bare = figure(number).replace('−', '').replaceAll('.', '\\.');
  return new RegExp(`(?<![\\d.])${bare}(?![\\d]|\\.\\d)`).test(text);
}

describe.each(PRESETS)('$file', ({ text }) => {
  test.each(['zh', 'en'] as const)(
    'every number stands in the document in %s, under every answer',
    language => {
      for (const scheme of everyAnswer(text)) {
        const printed = printedMarkdown(printedScheme(scheme), language);
        const missing = numbersOf(scheme).filter(
          number => !UNSAID.includes(number) && !isPrinted(number, printed),
        );
        expect(missing).toEqual([]);
      }
    },
  );

  test('every rule number and every rule text is quoted, once for each clause', () => {
    const scheme = schemeOf(text);
    const articles = printedScheme(scheme).chapters.flatMap(chapter => chapter.articles);
    const quoted = articles.flatMap(article => (article.rule ? [article.rule] : []));
    expect(quoted.map(({ number, text: words }) => `${number} ${words.zh}`).sort()).toEqual(
      scheme.clauses.map(clause => `${clause.rule} ${clause.text.zh}`).sort(),
    );
    const printed = printedMarkdown(printedScheme(scheme), 'zh');
    for (const clause of scheme.clauses) expect(printed).toContain(clause.rule);
  });

  test('conditions are words: no code, no identifiers', () => {
    for (const scheme of everyAnswer(text)) {
      const printed = printedScheme(scheme);
      const sentences = printed.chapters
        .flatMap(chapter => chapter.articles)
        .flatMap(({ lead, items, tables }) => [
          lead.zh,
          ...items.map(item => item.text.zh),
          ...[...tables, ...items.flatMap(item => item.tables)].flatMap(table =>
            table.rows.flatMap(row => row.map(cell => cell.text.zh)),
          ),
        ]);
      for (const sentence of sentences)
        expect(withoutLabels(sentence, scheme)).not.toMatch(/[A-Za-z_]|==|&&|\|\||[!?'{}[\]]/);
    }
  });

  test('names of articles and tables are numbered without a gap', () => {
    const { chapters } = printedScheme(schemeOf(text));
    const articles = chapters.flatMap(chapter => chapter.articles);
    expect(articles.map(article => article.name.en)).toEqual(articles.map((_, i) => `Article ${i + 1}`));
    const captions = articles
      .flatMap(({ tables, items }) => [...tables, ...items.flatMap(item => item.tables)])
      .map(table => table.caption.en.split('.')[0]);
    expect(captions).toEqual(captions.map((_, i) => `Table ${i + 1}`));
  });
});

/** The scheme's own Chinese words may hold Latin letters; everything else in a Chinese sentence is ours. */
function withoutLabels(sentence: string, scheme: Scheme): string {
  const labels: string[] = [];
  const collect = (part: unknown, key = ''): void => {
    if (typeof part !== 'object' || part === null || key === 'ast') return;
    for (const [name, inner] of Object.entries(part)) {
      if (
        (name === 'zh' || name === 'mark' || name === 'source' || name === 'version') &&
        typeof inner === 'string'
      )
        labels.push(inner);
      else collect(inner, name);
    }
  };
  collect(scheme);
  labels.push(scheme.source ?? '', scheme.version);
  return labels
    .filter(label => /[A-Za-z?!']/.test(label))
    .sort((a, b) => b.length - a.length)
    .reduce((rest, label) => rest.replaceAll(label, ''), sentence);
}
