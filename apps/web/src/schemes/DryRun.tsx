import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type DryRun as DryRunResult, type ExampleRow, ROSTER_HEADING } from '@xinxuan/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { day, points } from '../formats.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { Panel } from '../ui/Page.tsx';
import { toast } from '../ui/toast.ts';
import UnitPick from '../ui/UnitPick.tsx';
import { useAct } from '../ui/useAct.ts';
import { useSettled } from '../ui/useSettled.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import type { Doc } from './document.ts';
import { ExampleRoster } from './ExampleRoster.tsx';
import { SheetGrid } from './SheetGrid.tsx';
import styles from './schemes.module.css';
import type { Change, Range } from './sheet.ts';
import { type Vocabulary, vocabularyOf, wordFor } from './vocabulary.ts';
import { schemeWords } from './words.ts';

type DryRunProps = {
  yaml: string;
  document: Doc;
  rows: readonly ExampleRow[];
  onRows: (rows: ExampleRow[]) => void;
};

/** Headings that every spreadsheet of facts has, as the reader of rows knows them. */
const FIELDS = [
  ['种类', 'kind'],
  ['单位', 'unit'],
  ['作者', 'person'],
  ['日期', 'date'],
  ['稿件编号', 'manuscript'],
  ['标题', 'title'],
] as const;

/** Examples under the text as it stands: what each row comes to, in a sentence, at every pause of typing. */
export function DryRun({ yaml, document, rows: all, onRows: onAll }: DryRunProps) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const [asOf, setAsOf] = useState<string | null>(null);
  const [range, setRange] = useState<Range | null>(null);
  const words = vocabularyOf(document, language);
  const rows = all.filter(row => !(ROSTER_HEADING in row));
  const roster = all.filter(row => ROSTER_HEADING in row);
  const onRows = (next: ExampleRow[]) => onAll([...roster, ...next]);
  const attributes = words.attributes.filter(({ value }) => !isWorkedOut(document, value));
  const columns = [
    ...FIELDS.map(([key, word]) => ({
      key: key as string,
      label: t(`column.${word}`),
      wide: key === '标题',
    })),
    ...attributes.map(({ value, label }) => ({ key: value, label })),
  ];
  const asked = useSettled(JSON.stringify({ yaml, rows: all, asOf }), 300);
  const input = JSON.parse(asked) as { yaml: string; rows: ExampleRow[]; asOf: string | null };
  const run = useQuery(
    api.schemes.dryRun.queryOptions({
      input: { yaml: input.yaml, rows: input.rows, ...(input.asOf && { asOf: input.asOf }) },
      enabled: input.rows.length > 0,
      placeholderData: keepPreviousData,
    }),
  );
  const change = (changes: Change[]) => {
    const next = rows.map(row => ({ ...row }));
    for (const { row, column, text } of changes) {
      while (next.length <= row) next.push({});
      const at = next[row];
      const key = columns[column]?.key;
      if (at && key) at[key] = text.trim();
    }
    onRows(next);
  };
  const problemOf = ({ row, column }: { row: number; column: number }) =>
    run.data?.rowProblems.find(
      problem => problem.row === row + 1 && columns[column]?.key === problem.column,
    )?.[language] ?? null;
  return (
    <Panel title={t('dry_run')}>
      <p className={styles.hint}>{t('dry_run_hint')}</p>
      <SheetGrid
        label={t('dry_run')}
        headNames={[]}
        columns={columns}
        rows={rows.map((row, i) => ({
          key: `row ${i}`,
          heads: [],
          cells: columns.map(({ key }) => shownAs(key, row[key] ?? '', words)),
        }))}
        grows
        problemOf={problemOf}
        onSelect={setRange}
        onChange={change}
      />
      <div className={styles.tools}>
        <Button
          size="small"
          disabled={rows.length === 0}
          onClick={() => onRows(rows.filter((_, i) => i !== Math.min(range?.to.row ?? 0, rows.length - 1)))}
        >
          {t('dry_run_remove')}
        </Button>
        <Button size="small" disabled={rows.length === 0} onClick={() => onRows([])}>
          {t('dry_run_clear')}
        </Button>
        <RealFacts onTake={taken => onAll([...withoutTwice(all, taken), ...taken])} />
        <label htmlFor="dry-run-as-of">{t('dry_run_as_of')}</label>
        <span>
          <DayPick id="dry-run-as-of" value={asOf} onChange={setAsOf} />
        </span>
        <span className={styles.hint}>{t('dry_run_saved')}</span>
      </div>
      <ExampleRoster
        words={words}
        rows={roster}
        problems={run.data?.rosterProblems ?? []}
        onRows={next => onAll([...next, ...rows])}
      />
      {rows.length === 0 ? (
        <p className={styles.hint}>{t('dry_run_empty')}</p>
      ) : (
        run.data && <Results run={run.data} />
      )}
    </Panel>
  );
}

/** A unit that is taken again has one line of the roster. */
function withoutTwice(rows: readonly ExampleRow[], taken: readonly ExampleRow[]): ExampleRow[] {
  const listed = taken.filter(row => ROSTER_HEADING in row).map(row => row['单位']);
  return rows.filter(row => !(ROSTER_HEADING in row) || !listed.includes(row['单位']));
}

function isWorkedOut(document: Doc, attribute: string): boolean {
  const given = (document['attributes'] as Record<string, Record<string, unknown>> | undefined)?.[attribute];
  return given?.['formula'] !== undefined || given?.['bands'] !== undefined;
}

/** A word is shown by its label, however it was entered. */
function shownAs(key: string, cell: string, words: Vocabulary): string {
  if (key === '种类') return wordFor(words.kinds, cell);
  return wordFor(words.attributes.find(attribute => attribute.value === key)?.words ?? [], cell);
}

const TAKEN = 10;

function RealFacts({ onTake }: { onTake: (rows: ExampleRow[]) => void }) {
  const t = useWords(schemeWords);
  const [unitId, setUnitId] = useState<string | null>(null);
  const take = useAct(api.schemes.realExamples.call, {
    refresh: false,
    onDone: rows => {
      onTake(rows);
      const facts = rows.filter(row => !(ROSTER_HEADING in row)).length;
      toast.done(facts === 0 ? t('dry_run_none') : t('dry_run_took', { count: facts }));
    },
  });
  return (
    <>
      <span className={styles.pick}>
        <UnitPick value={unitId} onChange={setUnitId} label={t('dry_run_unit')} />
      </span>
      <Button
        size="small"
        disabled={!unitId}
        loading={take.busy}
        onClick={() => unitId && take.go({ unitId, count: TAKEN })}
      >
        {t('dry_run_real')}
      </Button>
    </>
  );
}

function Results({ run }: { run: DryRunResult }) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  if (run.unfit > 0) return <p className={styles.behind}>{t('dry_run_unfit', { count: run.unfit })}</p>;
  return (
    <section aria-live="polite">
      {run.rowProblems.map(problem => (
        <p key={`${problem.row} ${problem.column}`} className={styles.bad}>
          {t('dry_run_problem', { row: problem.row, what: problem[language] })}
        </p>
      ))}
      <h3 className={styles.subhead}>{t('dry_run_lines')}</h3>
      <ol className={styles.results}>
        {run.lines.map(line => (
          <li key={line.id}>
            <span>
              {line.rule || line.ledger}{' '}
              <span className={styles.hint}>
                {line.rows.length > 0
                  ? t('dry_run_rows', { rows: line.rows.join(language === 'zh' ? '、' : ', ') })
                  : t('dry_run_period', {
                      from: day(line.period.from, language),
                      to: day(line.period.to, language),
                    })}
              </span>
            </span>
            <span>{line.owner}</span>
            <span className={line.status === 'counted' ? styles.points : `${styles.points} ${styles.none}`}>
              {line.status === 'counted' ? points(line.points) : t(`status.${line.status}`)}
            </span>
            <span className={styles.why}>{line[language]}</span>
          </li>
        ))}
      </ol>
      {run.totals.map(total => (
        <p key={`${total.owner} ${total.ledger}`}>
          {t('dry_run_total', {
            owner: total.owner,
            ledger: total.ledger,
            points: points(total.points),
            measure: total.measure[language],
          })}
        </p>
      ))}
      {run.untouched.length > 0 && (
        <details>
          <summary>{t('dry_run_untouched', { count: run.untouched.length })}</summary>
          <ul>
            {run.untouched.map(each => (
              <li key={each.clause}>
                {each.rule} {each.text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
