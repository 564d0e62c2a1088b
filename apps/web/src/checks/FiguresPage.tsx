import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FINDING_ANSWERS, type RuleFigures } from '@xinxuan/contract';
import { Button, Segmented, Table } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { dayOf } from '../formats.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { oneOf } from '../ui/searchFields.ts';
import { Ago } from '../ui/Times.tsx';
import { useNow } from '../ui/useNow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import styles from './checks.module.css';
import { checkWords } from './words.ts';

const SPANS = ['month', 'quarter', 'year'] as const;
const DAYS = { month: 31, quarter: 92, year: 366 } as const;
const ANSWERS = [...FINDING_ANSWERS, 'none'] as const;
const State = z.object({
  span: oneOf(SPANS),
  rule: z
    .string()
    .regex(/^[A-Z]\d/)
    .optional()
    .catch(undefined),
  answer: oneOf(ANSWERS),
});
const COUNTS = { repaired: 'repaired', left: 'left', not_a_fault: 'notAFault', none: 'unanswered' } as const;

/** What the rules found and what became of it: which rule is dismissed most stands first. */
export default function FiguresPage() {
  const t = useWords(checkWords);
  const [state, setState] = useSearchState(State);
  const span = state.span ?? 'quarter';
  const to = dayOf(useNow());
  const from = new Date(Date.parse(`${to}T00:00:00Z`) - DAYS[span] * 86_400_000).toISOString().slice(0, 10);
  const days = { from, to };
  const query = useQuery(api.checks.figures.queryOptions({ input: days, placeholderData: keepPreviousData }));
  const columns = useColumns((rule, answer) => setState({ rule, answer }));
  return (
    <Page title={t('figures.title')}>
      <p className={styles.intro}>{t('figures.intro')}</p>
      <p className={styles.tryAct}>
        <Go to={paths.checkRules()}>{t('figures.rules')}</Go>
      </p>
      <Segmented<(typeof SPANS)[number]>
        aria-label={t('figures.days')}
        value={span}
        onChange={value => setState({ span: value, rule: undefined, answer: undefined })}
        options={SPANS.map(value => ({ value, label: t(`figures.${value}`) }))}
      />
      <Loaded query={query}>
        {rows =>
          rows.length === 0 ? (
            <Empty title={t('figures.none')} hint={t('figures.none_hint')} />
          ) : (
            <div className={styles.table}>
              <Table<RuleFigures>
                size="small"
                rowKey="rule"
                pagination={false}
                dataSource={rows}
                scroll={{ x: 'max-content' }}
                columns={columns}
              />
            </div>
          )
        }
      </Loaded>
      {state.rule && <Behind rule={state.rule} answer={state.answer} days={days} />}
    </Page>
  );
}

type Answer = (typeof ANSWERS)[number];

function useColumns(open: (rule: string, answer: Answer | undefined) => void) {
  const t = useWords(checkWords);
  const word = (answer: Answer) => t(`figures.${answer === 'none' ? 'unanswered' : answer}`);
  const figure = (row: RuleFigures, n: number, answer: Answer | undefined) =>
    n === 0 ? (
      <span className={styles.quiet}>0</span>
    ) : (
      <Button
        type="link"
        size="small"
        aria-label={`${row.rule} ${answer ? word(answer) : t('figures.found')} ${n}`}
        onClick={() => open(row.rule, answer)}
      >
        {n}
      </Button>
    );
  return [
    { key: 'rule', title: t('figures.rule'), render: (_: unknown, row: RuleFigures) => row.rule },
    {
      key: 'found',
      title: t('figures.found'),
      align: 'right' as const,
      render: (_: unknown, row: RuleFigures) => figure(row, row.found, undefined),
    },
    ...ANSWERS.map(answer => ({
      key: answer,
      title: word(answer),
      align: 'right' as const,
      render: (_: unknown, row: RuleFigures) => figure(row, row[COUNTS[answer]], answer),
    })),
    {
      key: 'dismissed',
      title: t('figures.dismissed'),
      align: 'right' as const,
      render: (_: unknown, row: RuleFigures) =>
        `${Math.round(((row.left + row.notAFault) / row.found) * 100)}%`,
    },
    {
      key: 'manuscripts',
      title: t('figures.manuscripts'),
      align: 'right' as const,
      dataIndex: 'manuscripts',
    },
  ];
}

type BehindProps = { rule: string; answer: Answer | undefined; days: { from: string; to: string } };

/** The findings behind a figure. */
function Behind({ rule, answer, days }: BehindProps) {
  const t = useWords(checkWords);
  const query = useQuery(
    api.checks.answered.queryOptions({ input: { ...days, rule, answer, page: 1, pageSize: 50 } }),
  );
  const which = answer ? t(`figures.${answer === 'none' ? 'unanswered' : answer}`) : t('figures.all');
  return (
    <Panel title={t('figures.list', { rule, answer: which })}>
      <Loaded query={query}>
        {({ rows }) => (
          <ul className={styles.found}>
            {rows.map(row => (
              <li key={`${row.manuscript.id} ${row.quote} ${row.at} ${row.answer}`}>
                <Go to={paths.manuscript(row.manuscript.id)}>{row.manuscript.title}</Go>{' '}
                <span className={styles.quiet}>
                  {row.manuscript.unit} <Ago at={row.at} />
                </span>
                <br />
                {row.quote === null ? t('figures.secret') : row.quote && `“${row.quote}”`}{' '}
                {row.reason && t('figures.reason', { reason: row.reason })} {row.by}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Panel>
  );
}
