import { useQuery } from '@tanstack/react-query';
import { type AnsweredFinding, type CheckRule, FINDING_ANSWERS } from '@xinxuan/contract';
import { Pagination } from 'antd';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Panel } from '../ui/Page.tsx';
import { Ago } from '../ui/Times.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './checks.module.css';
import { checkWords } from './words.ts';

export const ANSWERS = [...FINDING_ANSWERS, 'none'] as const;
export type Answer = (typeof ANSWERS)[number];

type BehindFigureProps = {
  rule: string;
  /** The rule in words, once it is known. */
  said: CheckRule | undefined;
  answer: Answer | undefined;
  days: { from: string; to: string };
  page: number;
  onPage: (page: number) => void;
};

const PAGE_SIZE = 20;

/** The findings behind a figure, by manuscript. */
export function BehindFigure({ rule, said, answer, days, page, onPage }: BehindFigureProps) {
  const t = useWords(checkWords);
  const language = useLanguage();
  const query = useQuery(
    api.checks.answered.queryOptions({ input: { ...days, rule, answer, page, pageSize: PAGE_SIZE } }),
  );
  const which = answer ? t(`figures.${answer === 'none' ? 'unanswered' : answer}`) : t('figures.all');
  const words = said?.[language].replace(/[。.]$/u, '') ?? '';
  return (
    <Panel title={t('figures.list', { rule: `${rule} ${words}`.trim(), answer: which })}>
      <Loaded query={query}>
        {({ rows, total }) => (
          <>
            <ul className={styles.found}>
              {byManuscript(rows).map(findings => (
                <li key={findings[0]?.manuscript.id}>
                  <Found findings={findings} />
                </li>
              ))}
            </ul>
            {total > PAGE_SIZE && (
              <Pagination
                current={page}
                pageSize={PAGE_SIZE}
                total={total}
                showSizeChanger={false}
                onChange={onPage}
              />
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function Found({ findings }: { findings: readonly AnsweredFinding[] }) {
  const t = useWords(checkWords);
  const [first] = findings;
  if (!first) return null;
  return (
    <>
      <Go to={paths.manuscript(first.manuscript.id)}>{first.manuscript.title}</Go>{' '}
      <span className={styles.quiet}>
        {first.manuscript.unit} <Ago at={first.at} />
      </span>
      {findings.map((row, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: findings of one text have nothing else that tells them apart
        <div key={n}>
          {row.quote === null ? t('figures.secret') : row.quote && `“${row.quote}”`}{' '}
          {row.reason && t('figures.reason', { reason: row.reason })} {row.by}
        </div>
      ))}
    </>
  );
}

function byManuscript(rows: readonly AnsweredFinding[]): AnsweredFinding[][] {
  return [...Map.groupBy(rows, row => row.manuscript.id).values()];
}
