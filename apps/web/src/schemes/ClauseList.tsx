import type { SchemeClause } from '@xinxuan/contract';
import type * as z from 'zod';
import { points } from '../formats.ts';
import { useWords } from '../words/i18n.ts';
import styles from './schemes.module.css';
import { tablesOf } from './tables.ts';
import { schemeWords } from './words.ts';

export type Clause = z.infer<typeof SchemeClause>;

const NUMBER = /^-?\d+(\.\d+)?$/;

/** A scheme as people know it: numbered clauses with their tables. `marked` are the clauses with problems. */
export function ClauseList({ clauses, marked }: { clauses: readonly Clause[]; marked: ReadonlySet<string> }) {
  const t = useWords(schemeWords);
  if (clauses.length === 0) return <p className={styles.hint}>{t('empty_document')}</p>;
  return (
    <ol className={styles.clauses}>
      {clauses.map(clause => (
        <li
          key={`${clause.number}-${clause.rule}`}
          className={marked.has(clause.number) ? styles.marked : undefined}
        >
          <p>
            <span className={styles.number}>{t('clause', { clause: clause.number })}</span>{' '}
            <span lang="zh-CN">{clause.text}</span>
          </p>
          {tablesOf(clause.table ?? []).map(rows => (
            <ClauseTable
              key={rows[0]?.join('|')}
              caption={t('table_of', { number: clause.number })}
              rows={rows}
            />
          ))}
        </li>
      ))}
    </ol>
  );
}

function ClauseTable({ caption, rows }: { caption: string; rows: readonly (readonly string[])[] }) {
  const [head = [], ...rest] = rows;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="unseen">{caption}</caption>
        <thead lang="zh-CN">
          <tr>
            {head.map(text => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody lang="zh-CN">
          {rest.map(row => (
            <tr key={row.join('|')}>
              {row.map((text, column) => {
                const key = head[column] ?? column;
                if (column === 0)
                  return (
                    <th key={key} scope="row">
                      {text}
                    </th>
                  );
                return (
                  <td key={key} className={NUMBER.test(text) ? styles.figure : undefined}>
                    {NUMBER.test(text) ? points(text) : text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
