import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import ExclamationCircleFilled from '@ant-design/icons/ExclamationCircleFilled';
import { day, dayOf, distance, dueMoment, moment, remaining } from '../formats.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './Times.module.css';
import { useNow } from './useNow.ts';

/** 3月12日 周四 09:15，2 小时前 */
export function When({ at }: { at: string }) {
  const now = useNow();
  const language = useLanguage();
  return (
    <time dateTime={at} className={styles.whole}>
      {moment(at, now, language)}
      <span className={styles.distance}>{distance(at, now)}</span>
    </time>
  );
}

/** 2 小时前, with the moment one hover away: for dense places. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  const language = useLanguage();
  return (
    <time dateTime={at} title={moment(at, now, language)} className={styles.whole}>
      {distance(at, now)}
    </time>
  );
}

/** A calendar day, without its year while that is this one. */
export function Day({ on }: { on: string }) {
  const now = useNow();
  const language = useLanguage();
  const form = on.slice(0, 4) === dayOf(now).slice(0, 4) ? 'short' : 'full';
  return (
    <time dateTime={on} title={day(on, language)} className={styles.whole}>
      {day(on, language, form)}
    </time>
  );
}

type DueTimeProps = {
  at: string | null;
  /** Whose duty it is: a late item says who has to act, never just that it is late. */
  who?: string;
  /** Without the moment, for dense lists; the moment stays one hover away. */
  short?: boolean;
  /** Without the word for it, where the label says it already. */
  bare?: boolean;
};

/** The due time said twice: the moment, and what is left until then. */
export function DueTime({ at, who, short = false, bare = false }: DueTimeProps) {
  const t = useWords(commonWords);
  const now = useNow();
  const language = useLanguage();
  if (!at) return short ? null : <span className={styles.distance}>{t('time.no_due')}</span>;
  const left = remaining(at, now);
  const when = dueMoment(at, now, language);
  const exact = t('time.due', { moment: when });
  return (
    <time dateTime={at} title={exact} className={left.late ? styles.late : undefined}>
      {!short && <span className={styles.whole}>{bare ? when : exact}</span>}
      {!short && <wbr />}
      <span className={left.late ? styles.whole : styles.distance}>
        {left.late ? <ExclamationCircleFilled aria-hidden /> : <ClockCircleOutlined aria-hidden />}{' '}
        {left.text}
      </span>
      {left.late && who && <span>{t('time.late_duty', { who })}</span>}
    </time>
  );
}
