import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IMPORT_ROW_STATES, type Import, type ImportRow, type ImportRowState } from '@xinxuan/contract';
import { Button, Input, Pagination, Segmented, Switch, Table } from 'antd';
import { useEffect, useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { count, day } from '../formats.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { flag, listFields, oneOf, text } from '../ui/searchFields.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { RowStateMark } from './ImportState.tsx';
import styles from './imports.module.css';
import { RowDialog } from './RowDialog.tsx';
import { importWords } from './words.ts';

const State = z.object({ ...listFields, state: oneOf(IMPORT_ROW_STATES), doubtful: flag(), q: text() });
const PER_PAGE = 50;

/** The rows with what was made of them; each figure is a filter of the list below it. */
export function ImportRows({ of }: { of: Import }) {
  const t = useWords(importWords);
  const [state, setState] = useSearchState(State);
  const [corrected, setCorrected] = useState<ImportRow | null>(null);
  const query = useQuery(
    api.imports.rows.queryOptions({
      input: {
        ...{ id: of.id, page: state.page, pageSize: PER_PAGE, doubtful: state.doubtful ?? false },
        ...{ q: state.q, state: state.state && [state.state] },
      },
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  );
  // Work under way moves rows from one state to another: what is listed follows the figures above it.
  const figures = JSON.stringify(of.counts);
  const { refetch } = query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the figures change
  useEffect(() => void refetch(), [figures, refetch]);
  const shown = IMPORT_ROW_STATES.filter(each => (of.counts[each] ?? 0) > 0);
  const all = Object.values(of.counts).reduce((sum, n) => sum + n, 0);
  const choices = [
    { value: '', label: `${t('all_rows')} ${count(all)}` },
    ...shown.map(each => ({ value: each, label: `${t(`row.${each}`)} ${count(of.counts[each] ?? 0)}` })),
  ];
  return (
    <>
      <div className={styles.bar}>
        <div className={styles.scroll}>
          <Segmented
            aria-label={t('state')}
            options={choices}
            value={state.state ?? ''}
            onChange={value =>
              setState({ state: (value || undefined) as ImportRowState | undefined, page: 1 })
            }
          />
        </div>
        <span>
          <Switch
            size="small"
            aria-label={t('doubtful')}
            checked={state.doubtful ?? false}
            onChange={on => setState({ doubtful: on || undefined, page: 1 })}
          />{' '}
          {t('doubtful')}
        </span>
        <Input.Search
          allowClear
          style={{ maxWidth: 280 }}
          aria-label={t('search')}
          placeholder={t('search')}
          defaultValue={state.q}
          onSearch={q => setState({ q: q || undefined, page: 1 })}
        />
      </div>
      <Loaded query={query}>
        {data =>
          data.rows.length === 0 ? (
            <Empty title={t('no_rows')} hint={t('no_rows_hint')} />
          ) : (
            <>
              <Rows rows={data.rows} of={of} onCorrect={setCorrected} />
              {data.total > PER_PAGE && (
                <Pagination
                  current={state.page}
                  pageSize={PER_PAGE}
                  total={data.total}
                  showSizeChanger={false}
                  onChange={page => setState({ page })}
                />
              )}
            </>
          )
        }
      </Loaded>
      {corrected && <RowDialog id={of.id} row={corrected} onClose={() => setCorrected(null)} />}
    </>
  );
}

type RowsProps = { rows: ImportRow[]; of: Import; onCorrect: (row: ImportRow) => void };

function Rows({ rows, of, onCorrect }: RowsProps) {
  const t = useWords(importWords);
  const narrow = useNarrow();
  const language = useLanguage();
  const on = (value: string | null): string => (value ? day(value, language) : '');
  const act = (row: ImportRow) => {
    if (row.manuscriptId && row.state === 'taken')
      return <Go to={paths.manuscript(row.manuscriptId)}>{t('open_manuscript')}</Go>;
    const open = !of.can.change && ['ready', 'wrong', 'skipped'].includes(row.state);
    return open ? (
      <Button size="small" onClick={() => onCorrect(row)}>
        {t('correct')}
      </Button>
    ) : null;
  };
  const what = (row: ImportRow) => (
    <>
      {row.title}
      {row.file && <div className={styles.file}>{row.file}</div>}
      {row.words > 0 && (
        <div className={styles.file}>
          {t('words', { count: count(row.words) })}
          {row.photos > 0 && ` · ${t('photos', { count: count(row.photos) })}`}
        </div>
      )}
    </>
  );
  const who = (row: ImportRow) => (
    <>
      {row.unit.text || t('no_unit')}
      <div className={styles.file}>{row.authors.map(author => author.text).join('、')}</div>
    </>
  );
  if (narrow)
    return (
      <ul className={styles.said}>
        {rows.map(row => (
          <li key={row.number} className={styles.card}>
            <div>
              <RowStateMark state={row.state} />
            </div>
            <div>{what(row)}</div>
            <div>{who(row)}</div>
            <div className={styles.file}>
              {on(row.sentOn)} {row.adoption?.outlet.text} {on(row.adoption?.publishedOn ?? null)}
            </div>
            <Said row={row} />
            {act(row)}
          </li>
        ))}
      </ul>
    );
  return (
    <Table<ImportRow>
      size="small"
      rowKey={row => row.number}
      dataSource={rows}
      pagination={false}
      columns={[
        { key: 'number', title: t('number'), width: 56, render: (_, row) => row.number },
        {
          key: 'state',
          title: t('state'),
          width: 120,
          render: (_, row) => <RowStateMark state={row.state} />,
        },
        { key: 'title', title: t('row_title'), render: (_, row) => what(row) },
        { key: 'unit', title: t('unit'), width: 130, render: (_, row) => who(row) },
        {
          key: 'sent',
          title: t('sent_on'),
          width: 120,
          render: (_, row) => <span className={styles.day}>{on(row.sentOn)}</span>,
        },
        ...(of.kind === 'history'
          ? [
              {
                key: 'adoption',
                title: t('adoption'),
                width: 140,
                render: (_: unknown, row: ImportRow) =>
                  row.adoption && (
                    <>
                      {row.adoption.outlet.text} {row.adoption.issue}
                      <div className={styles.file}>{on(row.adoption.publishedOn)}</div>
                    </>
                  ),
              },
            ]
          : []),
        { key: 'said', title: t('said'), width: 300, render: (_, row) => <Said row={row} /> },
        { key: 'act', title: '', width: 80, render: (_, row) => act(row) },
      ]}
    />
  );
}

/** What is said about a row, errors first, each by its cell. */
function Said({ row }: { row: ImportRow }) {
  const t = useWords(importWords);
  const language = useLanguage();
  const sorted = [...row.problems].sort((a, b) => a.weight.localeCompare(b.weight));
  const unsure = row.unsure.length > 0 && row.state !== 'taken';
  return (
    <ul className={styles.said}>
      {sorted.slice(0, 4).map(problem => (
        <li
          key={`${problem.cell}/${problem.field}/${problem.code}/${problem.value}`}
          className={problem.weight === 'error' ? styles.error : styles.note}
        >
          {problem.cell && t('problem_at', { cell: problem.cell })}
          {problem[language]}
        </li>
      ))}
      {sorted.length > 4 && <li className={styles.note}>{t('more_said', { count: sorted.length - 4 })}</li>}
      {unsure && (
        <li className={styles.note}>
          {t('unsure')}：{row.unsure.map(field => t(unsureWord(field))).join('、')}
        </li>
      )}
    </ul>
  );
}

const UNSURE = {
  title: 'field.title',
  unit: 'field.unit',
  correspondents: 'field.authors',
  eventOn: 'field.eventOn',
  type: 'field.type',
} as const;

function unsureWord(field: string): (typeof UNSURE)[keyof typeof UNSURE] {
  return UNSURE[field as keyof typeof UNSURE] ?? 'field.title';
}
