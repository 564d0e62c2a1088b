import type { PrintedArticle, PrintedScheme, PrintedTable } from '@xinxuan/contract';
import { Fragment } from 'react';
import paper from '../ui/paper/paper.module.css';
import { Scroller } from '../ui/paper/Scroller.tsx';
import { titleWords } from '../ui/paper/title.ts';
import { type Language, useLanguage, useWords } from '../words/i18n.ts';
import { cellOf, parted } from './comparing.ts';
import { comparingWords } from './comparingWords.ts';
import styles from './SchemePrinted.module.css';

type SchemePrintedProps = {
  printed: PrintedScheme;
  /** Places (clause:adoption …) that are shown with a mark at the margin. */
  marked?: ReadonlySet<string>;
};

/** A scheme as it is printed: what `schemes.printed` answers, on paper, in the reader's language. */
export function SchemePrinted({ printed, marked }: SchemePrintedProps) {
  const language = useLanguage();
  const title = printed.title[language];
  return (
    <div className={paper.frame}>
      <article className={paper.sheet} lang={language === 'zh' ? 'zh-CN' : 'en'} aria-label={title}>
        <h2 className={`${paper.title} ${styles.title}`}>
          {titleWords(title).map((word, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: words have no identity but their place
            <Fragment key={index}>
              {index > 0 && <wbr />}
              {word}
            </Fragment>
          ))}
        </h2>
        <p className={styles.remark}>
          {language === 'zh' ? `（${printed.remark.zh}）` : `(${printed.remark.en})`}
        </p>
        {printed.chapters.map(chapter => (
          <section key={chapter.name.en} className={styles.chapter}>
            <h3>
              {chapter.name[language]}
              {GAP[language]}
              {chapter.title[language]}
            </h3>
            {chapter.articles.map(article => (
              <ArticlePrinted key={article.place} article={article} marked={marked?.has(article.place)} />
            ))}
          </section>
        ))}
      </article>
    </div>
  );
}

const GAP = { zh: '　', en: '  ' };

type ArticlePrintedProps = {
  article: PrintedArticle;
  marked?: boolean;
  /** The same article in another version: what stands otherwise there is marked. */
  other?: PrintedArticle | null;
  /** Whose article it is, where the same one stands on the page twice: names its tables for readers of the screen. */
  of?: string | undefined;
};

/** One article: its number, the printed rule quoted, and beneath it how it is worked. */
export function ArticlePrinted({ article, marked = false, other, of }: ArticlePrintedProps) {
  const language = useLanguage();
  const { name, rule, lead, items, tables } = article;
  // null: to be compared, but with nothing
  const beside = (text: string | undefined) => (other ? (text ?? null) : undefined);
  const number = <strong className={styles.number}>{name[language]}</strong>;
  return (
    <div
      className={marked ? `${styles.article} ${styles.marked}` : styles.article}
      data-place={article.place}
    >
      {rule && (
        <p>
          {number}
          {GAP[language]}
          <q className={styles.rule}>
            <Words
              of={ended(rule.text[language], language)}
              beside={beside(other?.rule && ended(other.rule.text[language], language))}
            />
          </q>
          {rule.number && <RuleNumber number={rule.number} />}
        </p>
      )}
      <p>
        {!rule && (
          <>
            {number}
            {GAP[language]}
          </>
        )}
        <Words of={lead[language]} beside={beside(other?.lead[language])} />
      </p>
      {tables.map((table, index) => (
        <TablePrinted
          key={table.caption.en}
          table={table}
          of={of}
          other={other && (other.tables[index] ?? null)}
        />
      ))}
      {items.map((item, index) => (
        <Fragment key={item.name.en}>
          <p>
            {item.name[language]}
            {language === 'en' && ' '}
            <Words of={item.text[language]} beside={beside(other?.items[index]?.text[language])} />
          </p>
          {item.tables.map((table, place) => (
            <TablePrinted
              key={table.caption.en}
              table={table}
              of={of}
              other={other && (other.items[index]?.tables[place] ?? null)}
            />
          ))}
        </Fragment>
      ))}
    </div>
  );
}

/** A quoted rule ends like a sentence. */
function ended(text: string, language: Language): string {
  if (/[。！？；.!?;]$/u.test(text)) return text;
  return `${text}${language === 'zh' ? '。' : '.'}`;
}

/** A sentence; beside another version, what is otherwise there is marked. */
function Words({ of, beside }: { of: string; beside: string | null | undefined }) {
  if (beside === undefined) return of;
  const [start, changed, end] = parted(of, beside ?? undefined);
  return (
    <>
      {start}
      {changed && <mark className={styles.changed}>{changed}</mark>}
      {end}
    </>
  );
}

function RuleNumber({ number }: { number: string }) {
  const t = useWords(comparingWords);
  return (
    <span className={styles.source} lang="zh-CN">
      {t('printed_rule', { number })}
    </span>
  );
}

type TablePrintedProps = { table: PrintedTable; other?: PrintedTable | null; of: string | undefined };

function TablePrinted({ table, other, of }: TablePrintedProps) {
  const language = useLanguage();
  const caption = table.caption[language];
  const besideCell = (row: number, column: number) =>
    other === undefined ? undefined : (cellOf(other ?? undefined, row, column)?.[language] ?? null);
  const [heads, rows] = [table.rows.slice(0, table.heads), table.rows.slice(table.heads)];
  return (
    <div className={paper.tableBox}>
      <p className={paper.caption}>{caption}</p>
      <Scroller label={of ? `${of} ${caption}` : caption}>
        <table>
          <thead>
            {heads.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
              <tr key={index}>
                {row.map(({ text, across = 1, down = 1 }, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
                  <th key={column} colSpan={across} rowSpan={down} scope={across > 1 ? 'colgroup' : 'col'}>
                    {text[language]}
                  </th>
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
              <tr key={index}>
                {row.map(({ text, across = 1, down = 1, figure }, column) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
                    key={column}
                    colSpan={across}
                    rowSpan={down}
                    className={figure ? styles.figure : undefined}
                  >
                    <Words of={text[language]} beside={besideCell(table.heads + index, column)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </div>
  );
}
