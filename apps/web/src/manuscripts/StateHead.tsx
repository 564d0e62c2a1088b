import HistoryOutlined from '@ant-design/icons/HistoryOutlined';
import type { Manuscript } from '@xinxuan/contract';
import { Button } from 'antd';
import { count, moment } from '../formats.ts';
import { paths } from '../paths.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import { Go } from '../ui/Go.tsx';
import { DueTime } from '../ui/Times.tsx';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { LateMark } from './LateMark.tsx';
import { StateMark } from './StateMark.tsx';
import styles from './view.module.css';
import { manuscriptWords } from './words.ts';

/** States in which the one before may still call it back. */
const HANDED_ON = new Set<Manuscript['state']>(['in_review', 'at_desk', 'returned']);

type StateHeadProps = { manuscript: Manuscript /** Leads to the life line. */; onLife: () => void };

/** The state, who holds it, since when, until when; and how it came there. */
export function StateHead({ manuscript, onLife }: StateHeadProps) {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  const { state, late, adoptions, declined, mergedInto } = manuscript;
  return (
    <div className={styles.head}>
      <StateMark state={state} />
      {late && <LateMark />}
      <Holding manuscript={manuscript} />
      <Button size="small" icon={<HistoryOutlined aria-hidden />} onClick={onLife}>
        {c('life.title')}
      </Button>
      {adoptions > 0 && (
        <FigureLink
          value={`${c('noun.adoptions')} ${count(adoptions)}`}
          to={paths.adoptions({ manuscriptId: manuscript.id })}
          definition={t('adoptions_definition')}
        />
      )}
      {declined && (
        <p className={styles.declined}>
          {t('page.declined', { reason: c(`decline.${declined.reason}`) })}
          {declined.note && `　${declined.note}`}
        </p>
      )}
      {state === 'returned' && <Returned manuscript={manuscript} />}
      {mergedInto && (
        <span>
          {t('page.merged_into')} <Go to={paths.manuscript(mergedInto.id)}>{mergedInto.name}</Go>
        </span>
      )}
    </div>
  );
}

/** In whose hands it is, since when, whether they have seen it, and until when. */
export function Holding({ manuscript }: { manuscript: Manuscript }) {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const now = useNow();
  const { holder, state, opened } = manuscript;
  if (!holder)
    return <span className={styles.quiet}>{t(state === 'accepted' ? 'page.accepted' : 'page.nobody')}</span>;
  const role = c(`role.${holder.role}`);
  const who = holder.name === role ? role : c('holder', { name: holder.name, role });
  return (
    <>
      <span>{t('page.holder', { who })}</span>
      <span className={styles.quiet}>{t('page.since', { moment: moment(holder.since, now, language) })}</span>
      {HANDED_ON.has(state) && !manuscript.awaitsOpening && (
        <span className={styles.quiet}>
          {opened ? t('page.opened', { name: opened.by }) : t('page.unopened')}
        </span>
      )}
      {holder.dueAt && <DueTime at={holder.dueAt} who={who} />}
    </>
  );
}

/** Why it came back: the first thing its writer wants to know. */
function Returned({ manuscript }: { manuscript: Manuscript }) {
  const t = useWords(manuscriptWords);
  const last = manuscript.life.findLast(event => event.kind === 'returned' || event.kind === 'desk_returned');
  const reason = last?.detail['reason'];
  if (typeof reason !== 'string') return null;
  return <p className={styles.declined}>{t('page.returned', { reason })}</p>;
}
