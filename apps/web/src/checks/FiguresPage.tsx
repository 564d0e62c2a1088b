import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CheckRule, RuleFigures } from '@xinxuan/contract';
import { Button, Segmented, Table } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { dayOf } from '../formats.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page } from '../ui/Page.tsx';
import { listFields, oneOf } from '../ui/searchFields.ts';
import { useNow } from '../ui/useNow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { ANSWERS, type Answer, BehindFigure } from './BehindFigure.tsx';
import styles from './checks.module.css';
import { checkWords } from './words.ts';

const SPANS = ['month', 'quarter', 'year'] as const;
const DAYS = { month: 31, quarter: 92, year: 366 } as const;
const State = z.object({
  span: oneOf(SPANS),
  rule: z
    .string()
    .regex(/^[A-Z]\d/)
    .optional()
    .catch(undefined),
  answer: oneOf(ANSWERS),
  page: listFields.page,
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
  const rules = useQuery(api.checks.rules.queryOptions({ input: {}, staleTime: 300_000 }));
  const ruleOf = (id: string) => rules.data?.rules.find(rule => rule.id === id);
  const columns = useColumns(ruleOf, (rule, answer) => setState({ rule, answer, page: 1 }));
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
      {state.rule && (
        <BehindFigure
          rule={state.rule}
          said={ruleOf(state.rule)}
          answer={state.answer}
          days={days}
          page={state.page}
          onPage={page => setState({ page })}
        />
      )}
    </Page>
  );
}

function useColumns(
  ruleOf: (id: string) => CheckRule | undefined,
  open: (rule: string, answer: Answer | undefined) => void,
) {
  const t = useWords(checkWords);
  const language = useLanguage();
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
    {
      key: 'rule',
      title: t('figures.rule'),
      width: '40%',
      render: (_: unknown, row: RuleFigures) => (
        <span className={styles.said}>
          <span className={styles.id}>{row.rule}</span> {ruleOf(row.rule)?.[language]}
        </span>
      ),
    },
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
      render: (_: unknown, row: RuleFigures) => figure(row, row.manuscripts, undefined),
    },
  ];
}
