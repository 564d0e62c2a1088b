import { type Can, changesIn, type Redline, type RedlineChange, type TextInWork } from '@xinxuan/contract';
import { Button } from 'antd';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Ago } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import { writingWords } from './words.ts';
import styles from './writing.module.css';

export type Decide = (changes: number[] | null, decision: 'accept' | 'reject') => void;

type ChangesProps = {
  redline: Redline | null;
  decisions: TextInWork['decisions'];
  can: Can;
  busy: boolean;
  current: number | undefined;
  onLook: (n: number) => void;
  onDecide: Decide;
};

/** Every change in the order of the text, to be taken or rejected one by one or all at once. */
export function Changes({ redline, decisions, can, busy, current, onLook, onDecide }: ChangesProps) {
  const t = useWords(writingWords);
  const changes = redline ? changesIn(redline) : [];
  const people = [...new Set(redline?.marks.map(mark => mark.by.id))];
  const count = changes.length;
  return (
    <>
      {count === 0 ? (
        <div className={styles.none}>
          <p>{t('changes_none')}</p>
          <p className={styles.quiet}>{t('changes_none_hint')}</p>
        </div>
      ) : (
        <div className={styles.all}>
          <ConfirmAct
            size="small"
            can={can}
            loading={busy}
            question={t('accept_all_ask', { count })}
            consequence={t('accept_all_told')}
            act={t('accept_all')}
            onAct={() => onDecide(null, 'accept')}
          >
            {t('accept_all')}
          </ConfirmAct>
          <ConfirmAct
            size="small"
            can={can}
            loading={busy}
            danger
            question={t('reject_all_ask', { count })}
            consequence={t('reject_all_told')}
            act={t('reject_all')}
            onAct={() => onDecide(null, 'reject')}
          >
            {t('reject_all')}
          </ConfirmAct>
        </div>
      )}
      <ol className={styles.list}>
        {changes.map((change, index) => (
          <li key={change.n} className={current === change.n ? styles.current : styles.item}>
            <button type="button" className={styles.look} onClick={() => onLook(change.n)}>
              <span className={styles.number}>{index + 1}</span>
              <strong data-hue={people.indexOf(change.by.id) % 6}>{change.by.name}</strong>
              <span className={styles.quiet}>
                {t(kindOf(change))} <Ago at={change.at} />
              </span>
            </button>
            <Words change={change} />
            {can === null && (
              <p className={styles.acts}>
                <Button size="small" disabled={busy} onClick={() => onDecide([change.n], 'accept')}>
                  {t('accept')}
                </Button>
                <Button size="small" disabled={busy} onClick={() => onDecide([change.n], 'reject')}>
                  {t('reject')}
                </Button>
              </p>
            )}
          </li>
        ))}
      </ol>
      <Decisions decisions={decisions} />
    </>
  );
}

export function kindOf({ added, removed }: Pick<RedlineChange, 'added' | 'removed'>) {
  if (added === '') return 'change_removed' as const;
  return removed === '' ? ('change_added' as const) : ('change_replaced' as const);
}

function Words({ change }: { change: Pick<RedlineChange, 'added' | 'removed'> }) {
  const t = useWords(writingWords);
  const readable = (flat: string): string =>
    flat.replace(/[\ufde0-\ufde4]+/gu, t('paragraph_end')).replace(/[\ufdd0-\ufdef]+/gu, ' ');
  return (
    <p className={styles.words} lang="zh-CN">
      {change.removed !== '' && <del>{readable(change.removed)}</del>}
      {change.added !== '' && <ins>{readable(change.added)}</ins>}
    </p>
  );
}

function Decisions({ decisions }: Pick<ChangesProps, 'decisions'>) {
  const t = useWords(writingWords);
  if (decisions.length === 0) return null;
  return (
    <details className={styles.decided}>
      <summary>
        {t('decisions')} {decisions.length}
      </summary>
      <ul>
        {decisions.map(each => (
          <li key={each.id} className={styles.item}>
            <span>
              {t(each.decision === 'accept' ? 'decided_accept' : 'decided_reject', {
                by: each.decidedBy.name,
                name: each.by.name,
              })}{' '}
              <span className={styles.quiet}>
                <Ago at={each.decidedAt} />
              </span>
            </span>
            <Words change={each} />
          </li>
        ))}
      </ul>
    </details>
  );
}
