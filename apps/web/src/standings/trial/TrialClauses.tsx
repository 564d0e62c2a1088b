import type { TrialClause, TrialResult } from '@xinxuan/contract';
import { Table } from 'antd';
import { count, points } from '../../formats.ts';
import { Panel } from '../../ui/Page.tsx';
import { useNarrow } from '../../ui/useNarrow.ts';
import { useLanguage, useWords } from '../../words/i18n.ts';
import { differenceOf, silentClauses } from './clauses.ts';
import { signed } from './TrialParts.tsx';
import styles from './trial.module.css';
import { trialWords } from './words.ts';

/** Which clauses never fire, and what each comes to on both sides. */
export function TrialClauses({ result }: { result: TrialResult }) {
  const t = useWords(trialWords);
  const language = useLanguage();
  const narrow = useNarrow();
  const wordsOf = ({ before, after }: TrialClause) => {
    const side = after ?? before;
    return `${side?.rule ?? ''} ${side?.text[language] ?? ''}`.trim();
  };
  const figures = (side: TrialClause['before']) =>
    side ? (
      <span className={styles.number}>
        {t('clause_figures', { lines: count(side.lines), points: points(side.points) })}
      </span>
    ) : (
      <span className={styles.faint}>{t('clause_absent')}</span>
    );
  if (narrow)
    return (
      <Panel title={t('clauses')}>
        <Never result={result} />
        <ul className={styles.cards}>
          {result.clauses.map(row => (
            <li key={row.clause} className={styles.card}>
              <div className={styles.cardHead}>
                <span>{wordsOf(row)}</span>
                <span className={styles.number}>{signed(differenceOf(row))}</span>
              </div>
              <p>
                {t('clause_before')} {figures(row.before)}
              </p>
              <p>
                {t('clause_after')} {figures(row.after)}
              </p>
            </li>
          ))}
        </ul>
      </Panel>
    );
  return (
    <Panel title={t('clauses')}>
      <Never result={result} />
      <Table<TrialClause>
        size="small"
        rowKey={row => row.clause}
        dataSource={result.clauses}
        pagination={false}
        scroll={{ x: 640 }}
        columns={[
          { key: 'rule', title: t('clause_rule'), render: (_, row) => wordsOf(row) },
          {
            key: 'before',
            title: t('clause_before'),
            width: 160,
            align: 'right',
            render: (_, row) => figures(row.before),
          },
          {
            key: 'after',
            title: t('clause_after'),
            width: 160,
            align: 'right',
            render: (_, row) => figures(row.after),
          },
          {
            key: 'change',
            title: t('clause_change'),
            width: 96,
            align: 'right',
            render: (_, row) => <span className={styles.number}>{signed(differenceOf(row))}</span>,
          },
        ]}
      />
    </Panel>
  );
}

function Never({ result }: { result: TrialResult }) {
  const t = useWords(trialWords);
  const language = useLanguage();
  const silent = silentClauses(result.clauses);
  const sides = (['both', 'before', 'after'] as const).filter(side => silent[side].length > 0);
  return (
    <div className={styles.never}>
      <h3 className={styles.subhead}>{t('never')}</h3>
      {sides.length === 0 && <p className={styles.faint}>{t('never_none')}</p>}
      {sides.map(side => (
        <div key={side}>
          <p>{t(`never.${side}`)}</p>
          <ul>
            {silent[side].map(({ clause, figures: { rule, text, read } }) => (
              <li key={clause}>
                {read > 0
                  ? t('never_read', { rule, text: text[language], read: count(read) })
                  : t('never_silent', { rule, text: text[language] })}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
