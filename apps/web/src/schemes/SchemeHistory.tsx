import type { SchemeAct } from '@xinxuan/contract';
import { day } from '../formats.ts';
import { Panel } from '../ui/Page.tsx';
import { Ago } from '../ui/Times.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './schemes.module.css';
import { schemeWords } from './words.ts';

const SHOWN_OF_HASH = 8;

/** Whose hands a version went through, and to which text each act belongs. */
export function SchemeHistory({ acts, hash }: { acts: readonly SchemeAct[]; hash: string }) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const said = ({ act, fromOn, note }: SchemeAct): string => {
    const on = fromOn ? day(fromOn, language) : '';
    if (act === 'in_force') return t('act.in_force', { day: on });
    if (act === 'ended') return t('act.ended', { day: on, name: note ?? '' });
    if (act === 'superseded') return t('act.superseded', { name: note ?? '' });
    return t(`act.${act}`);
  };
  return (
    <Panel title={t('history')}>
      {acts.length === 0 && <p className={styles.hint}>{t('history_none')}</p>}
      <ol className={styles.past}>
        {acts.map(each => (
          <li key={each.id}>
            {each.by
              ? t('act_by', { name: each.by.name, act: said(each) })
              : t('act_system', { act: said(each) })}{' '}
            <Ago at={each.at} />{' '}
            {each.hash && (
              <span className={styles.hint} title={each.hash}>
                {t('text_mark', { hash: each.hash.slice(0, SHOWN_OF_HASH) })}（
                {t(each.hash === hash ? 'same_text' : 'other_text')}）
              </span>
            )}
            {each.note && each.act !== 'ended' && each.act !== 'superseded' && (
              <p className={styles.note}>{each.note}</p>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
