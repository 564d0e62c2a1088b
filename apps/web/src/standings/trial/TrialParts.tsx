import ArrowDownOutlined from '@ant-design/icons/ArrowDownOutlined';
import ArrowUpOutlined from '@ant-design/icons/ArrowUpOutlined';
import MinusOutlined from '@ant-design/icons/MinusOutlined';
import type { TrialOwner, TriedScheme } from '@xinxuan/contract';
import { points } from '../../formats.ts';
import { useLanguage, useWords } from '../../words/i18n.ts';
import styles from './trial.module.css';
import { trialWords } from './words.ts';

/** "+60", "−5", "0". */
export function signed(change: string): string {
  return change.startsWith('-') || change === '0' ? points(change) : `+${points(change)}`;
}

/** A scheme by its name and, where it has one, its number: versions share their name. */
export function useSchemeName(): (scheme: Pick<TriedScheme, 'name' | 'number'>) => string {
  const t = useWords(trialWords);
  return ({ name, number }) => (number === null ? name : t('numbered', { name, number }));
}

export function Shift({ shift }: { shift: number | null }) {
  const t = useWords(trialWords);
  if (shift === null) return <span className={styles.faint}>{t('shift_none')}</span>;
  if (shift === 0)
    return (
      <span className={styles.faint}>
        <MinusOutlined aria-hidden /> {t('shift_same')}
      </span>
    );
  return (
    <span className={styles.number}>
      {shift > 0 ? <ArrowUpOutlined aria-hidden /> : <ArrowDownOutlined aria-hidden />}{' '}
      {shift > 0 ? t('shift_up', { steps: shift }) : t('shift_down', { steps: -shift })}
    </span>
  );
}

export function Change({ change }: { change: string | null }) {
  const t = useWords(trialWords);
  if (change === null) return <span className={styles.faint}>{t('shift_none')}</span>;
  return <span className={change === '0' ? styles.faint : styles.number}>{signed(change)}</span>;
}

/** Place before and after; one number where it stays. */
export function Places({ owner: { before, after } }: { owner: TrialOwner }) {
  const t = useWords(trialWords);
  const place = (side: TrialOwner['before']) =>
    side?.place ? `${side.place}${side.tied ? ` ${t('tied')}` : ''}` : '—';
  const [was, is] = [place(before), place(after)];
  return (
    <span className={styles.number}>{was === is ? was : t('change_of', { before: was, after: is })}</span>
  );
}

const CAUSES = 2;
/** Printed rules are long; in a list their beginning is enough to know them by. */
const CLAUSE_CHARACTERS = 20;

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > CLAUSE_CHARACTERS
    ? `${characters.slice(0, CLAUSE_CHARACTERS - 1).join('')}…`
    : text;
}

/** Because of which clauses an owner moves, the hardest pulling first. */
export function Causes({ owner, all = false }: { owner: TrialOwner; all?: boolean }) {
  const t = useWords(trialWords);
  const language = useLanguage();
  const { causes, change, shift } = owner;
  const shown = all ? causes : causes.slice(0, CAUSES);
  return (
    <div className={styles.why}>
      {change === '0' && shift !== null && shift !== 0 && causes.length === 0 && (
        <p>{t(shift < 0 ? 'overtaken' : 'others_lost')}</p>
      )}
      {shown.map(cause => (
        <p key={cause.clause} title={all ? undefined : `${cause.rule} ${cause.text[language]}`.trim()}>
          {t('cause', {
            text: `${cause.rule} ${all ? cause.text[language] : shortened(cause.text[language])}`.trim(),
            before: points(cause.before),
            after: points(cause.after),
            change: signed(cause.change),
          })}
        </p>
      ))}
      {causes.length > shown.length && <p>{t('causes_more', { count: causes.length - shown.length })}</p>}
      <Judged owner={owner} />
    </div>
  );
}

function Judged({ owner: { awards, marksGained, marksLost } }: { owner: TrialOwner }) {
  const t = useWords(trialWords);
  const language = useLanguage();
  const said = (verdict: TrialOwner['awards'][number]['before']) =>
    verdict ? t(`outcome.${verdict.outcome}`) : t('outcome_none');
  return (
    <>
      {awards.map(({ label, before, after }) => (
        <p key={label.zh} title={after?.reason[language]}>
          {t('award', { label: label[language], before: said(before), after: said(after) })}
        </p>
      ))}
      {marksGained.map(mark => (
        <p key={mark}>{t('mark_gained', { mark })}</p>
      ))}
      {marksLost.map(mark => (
        <p key={mark}>{t('mark_lost', { mark })}</p>
      ))}
    </>
  );
}
