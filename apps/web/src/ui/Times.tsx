import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import ExclamationCircleFilled from '@ant-design/icons/ExclamationCircleFilled';
import { distance, moment, remaining } from '../formats.ts';
import { commonWords } from '../words/common.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './Times.module.css';
import { useNow } from './useNow.ts';

/** 3月12日 周四 09:15，2 小时前 */
export function When({ at }: { at: string }) {
  const now = useNow();
  const language = useLanguage();
  return (
    <time dateTime={at} className={styles.time}>
      {moment(at, now, language)} <span className={styles.distance}>{distance(at, now)}</span>
    </time>
  );
}

/** 2 小时前, with the moment one hover away: for dense places. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  const language = useLanguage();
  return (
    <time dateTime={at} title={moment(at, now, language)} className={styles.time}>
      {distance(at, now)}
    </time>
  );
}

type DueTimeProps = {
  at: string | null;
  /** Whose duty it is: a late item says who has to act, never just that it is late. */
  who?: string;
  /** Without the moment, for dense lists; the moment stays one hover away. */
  short?: boolean;
};

/** The due time said twice: the moment, and what is left until then. */
export function DueTime({ at, who, short = false }: DueTimeProps) {
  const t = useWords(commonWords);
  const now = useNow();
  const language = useLanguage();
  if (!at) return short ? null : <span className={styles.distance}>{t('time.no_due')}</span>;
  const left = remaining(at, now);
  const exact = t('time.due', { moment: moment(at, now, language) });
  return (
    <time dateTime={at} title={exact} className={left.late ? styles.late : styles.time}>
      {left.late ? <ExclamationCircleFilled aria-hidden /> : <ClockCircleOutlined aria-hidden />}{' '}
      {!short && <>{exact} </>}
      <span className={left.late ? undefined : styles.distance}>
        {left.text}
        {left.late && who && `，${t('time.duty', { who })}`}
      </span>
    </time>
  );
}
