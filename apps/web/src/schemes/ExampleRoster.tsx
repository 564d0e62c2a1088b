import { type DryRun, type ExampleRow, ROSTER_HEADING } from '@xinxuan/contract';
import { useLanguage, useWords } from '../words/i18n.ts';
import { SheetGrid } from './SheetGrid.tsx';
import styles from './schemes.module.css';
import type { Change } from './sheet.ts';
import { type Vocabulary, wordFor } from './vocabulary.ts';
import { schemeWords } from './words.ts';

type ExampleRosterProps = {
  words: Vocabulary;
  rows: readonly ExampleRow[];
  problems: DryRun['rosterProblems'];
  onRows: (rows: ExampleRow[]) => void;
};

/** Headings as the reader of rosters knows them. */
const FIELDS = [
  ['单位', 'unit'],
  ['姓名', 'name'],
  ['组', 'group'],
  ['类别', 'class'],
] as const;

/** The roster of the examples: who has which numbers, so that targets by head are those of real life. */
export function ExampleRoster({ words, rows, problems, onRows }: ExampleRosterProps) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const columns = [
    ...FIELDS.map(([key, word]) => ({ key: key as string, label: t(`column.${word}`) })),
    ...words.numbers.map(({ value, label }) => ({ key: value, label })),
  ];
  const change = (changes: Change[]) => {
    const next = rows.map(row => ({ ...row }));
    for (const { row, column, text } of changes) {
      while (next.length <= row) next.push({ [ROSTER_HEADING]: '是' });
      const at = next[row];
      const key = columns[column]?.key;
      if (at && key) at[key] = text.trim();
    }
    onRows(next.filter(row => columns.some(({ key }) => row[key])));
  };
  return (
    <details className={styles.roster} open={rows.length > 0}>
      <summary>{t('dry_run_roster')}</summary>
      <p className={styles.hint}>{t('dry_run_roster_hint')}</p>
      <SheetGrid
        label={t('dry_run_roster')}
        headNames={[]}
        columns={columns}
        rows={rows.map((row, i) => ({
          key: `roster ${i}`,
          heads: [],
          cells: columns.map(({ key }) =>
            key === '类别' ? wordFor(words.classes, row[key] ?? '') : (row[key] ?? ''),
          ),
        }))}
        grows
        problemOf={({ row, column }) =>
          problems.find(problem => problem.row === row + 1 && columns[column]?.key === problem.column)?.[
            language
          ] ?? null
        }
        onChange={change}
      />
    </details>
  );
}
