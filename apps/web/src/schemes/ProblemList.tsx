import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import CloseCircleFilled from '@ant-design/icons/CloseCircleFilled';
import WarningFilled from '@ant-design/icons/WarningFilled';
import type { SchemeProblem } from '@xinxuan/contract';
import { Button } from 'antd';
import type * as z from 'zod';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './schemes.module.css';
import { schemeWords } from './words.ts';

type Problem = z.infer<typeof SchemeProblem>;
type ProblemListProps = {
  problems: readonly Problem[];
  warnings: readonly Problem[];
  checking: boolean;
  onGo: (line: number) => void;
};

/** What the check found in the text as it stands now; each finding leads to its line. */
export function ProblemList({ problems, warnings, checking, onGo }: ProblemListProps) {
  const t = useWords(schemeWords);
  const sound = problems.length === 0 && warnings.length === 0;
  return (
    <section className={styles.problems} aria-live="polite">
      <p className={styles.summary}>
        {checking && <span>{t('checking')}</span>}
        {!checking && sound && (
          <span className={styles.sound}>
            <CheckCircleOutlined aria-hidden /> {t('sound')}
          </span>
        )}
        {problems.length > 0 && (
          <span className={styles.bad}>
            <CloseCircleFilled aria-hidden /> {t('problems', { count: problems.length })}
          </span>
        )}
        {warnings.length > 0 && (
          <span className={styles.odd}>
            <WarningFilled aria-hidden /> {t('warnings', { count: warnings.length })}
          </span>
        )}
      </p>
      <ul>
        {[...problems, ...warnings].map(problem => (
          <Finding key={`${problem.path} ${problem.code}`} problem={problem} onGo={onGo} />
        ))}
      </ul>
    </section>
  );
}

function Finding({ problem, onGo }: { problem: Problem; onGo: (line: number) => void }) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const { line, clause } = problem;
  return (
    <li>
      {clause && <span className={styles.number}>{t('clause', { clause })}</span>} {problem[language]}
      {line !== null && (
        <Button
          type="link"
          size="small"
          aria-label={t('problem_goto', { line })}
          title={t('problem_goto', { line })}
          onClick={() => onGo(line)}
        >
          {t('line', { line })}
        </Button>
      )}
    </li>
  );
}
