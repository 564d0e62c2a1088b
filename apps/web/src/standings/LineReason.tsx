import type { LedgerLine } from '@xinxuan/contract';
import { moment, points } from '../formats.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './standings.module.css';
import { standingWords } from './words.ts';

/**
 * The clause, the arithmetic as a sentence, and why the line differs from what was shown before. Where the line above
 * names the same clause, its text stands in the title only.
 */
export function Reason({ line, isRuleSaid }: { line: LedgerLine; isRuleSaid?: boolean }) {
  const t = useWords(standingWords);
  const language = useLanguage();
  const now = useNow();
  return (
    <span className={styles.reason}>
      <span title={isRuleSaid ? line.clauseText : undefined}>{line[language]}</span>
      {!isRuleSaid && <span className={styles.rule}>{line.clauseText}</span>}
      {line.changed && (
        <span className={styles.changed}>
          {t('changed_from', {
            at: moment(line.changed.at, now, language),
            from: points(line.changed.from),
            why: line.changed[language],
          })}
        </span>
      )}
    </span>
  );
}
