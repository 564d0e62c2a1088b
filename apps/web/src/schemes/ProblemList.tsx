import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import CloseCircleFilled from '@ant-design/icons/CloseCircleFilled';
import WarningFilled from '@ant-design/icons/WarningFilled';
import type { CheckedScheme, SchemeProblem } from '@xinxuan/contract';
import { Button } from 'antd';
import type * as z from 'zod';
import { useLanguage, useWords } from '../words/i18n.ts';
import { printedNumbers, toldOnce } from './findings.ts';
import styles from './schemes.module.css';
import { schemeWords } from './words.ts';

type Problem = z.infer<typeof SchemeProblem>;
type ProblemListProps = {
  problems: readonly Problem[];
  warnings: readonly Problem[];
  /** Has the printed numbers of the clauses; what could be read last where the text cannot be read now. */
  document: CheckedScheme['document'];
  checking: boolean;
  onGo: (line: number) => void;
};

/** What the check found in the text as it stands now; each finding leads to its line. */
export function ProblemList({ document, checking, onGo, ...found }: ProblemListProps) {
  const t = useWords(schemeWords);
  const problems = toldOnce(found.problems);
  const warnings = toldOnce(found.warnings);
  const numbers = printedNumbers(document);
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
          <Finding
            key={`${problem.path} ${problem.code}`}
            problem={problem}
            number={problem.clause && (numbers.get(problem.clause) ?? problem.clause)}
            onGo={onGo}
          />
        ))}
      </ul>
    </section>
  );
}

type FindingProps = { problem: Problem; number: string | null; onGo: (line: number) => void };

function Finding({ problem, number, onGo }: FindingProps) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const { line } = problem;
  return (
    <li>
      {number && <span className={styles.number}>{t('clause', { clause: number })}</span>} {problem[language]}
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
