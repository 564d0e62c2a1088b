import ExclamationCircleFilled from '@ant-design/icons/ExclamationCircleFilled';
import type { DutyKind, Today, Waiting, WaitingItem } from '@xinxuan/contract';
import { count, moment } from '../formats.ts';
import { type Place, paths } from '../paths.ts';
import { useMe } from '../session/me.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import { Go } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { Ago, DueTime } from '../ui/Times.tsx';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './today.module.css';
import { todayWords } from './todayWords.ts';
import { LATE_LISTS, LISTS } from './waitingLists.ts';

type Block = Today['waiting'][number];

const duty =
  (search: { kind?: DutyKind; view?: 'nobody' }) =>
  (row: WaitingItem): Place =>
    paths.duties({ ...search, open: row.id });
const ROWS: Record<Waiting, (row: WaitingItem) => Place> = {
  commissions_to_answer: duty({ kind: 'commission' }),
  extensions_to_decide: row => paths.commission(row.id),
  instructions_to_answer: duty({ kind: 'instruction' }),
  leads_to_answer: duty({ kind: 'lead' }),
  topics_to_answer: duty({ kind: 'plan_topic' }),
  weekly_items: duty({ kind: 'weekly_item' }),
  opinion_reports: duty({ kind: 'opinion_report' }),
  window_renewals: duty({ kind: 'window_renewal' }),
  other_duties: duty({ kind: 'other' }),
  releases_to_sign: row => paths.release(row.id),
  texts_to_clear: row => paths.manuscript(row.id),
  mail_waiting: row => paths.mail(row.id),
  nobody_holds: duty({ view: 'nobody' }),
  returned_to_me: row => paths.manuscript(row.id),
  my_drafts: row => paths.rewrite(row.id),
  to_review: row => paths.manuscript(row.id, { queue: 'reviews' }),
  at_desk: row => paths.desk({ open: row.id }),
  claims_to_verify: row => paths.adoption(row.id),
  schemes_to_approve: row => paths.scheme(row.id),
  objections_to_answer: row => paths.objection(row.id),
  objections_to_decide: row => paths.objection(row.id),
};

/** Manuscripts are counted in 篇, all else in 项. */
const COUNTED_AS_ITEMS = new Set<Waiting>([
  'returned_to_me',
  'my_drafts',
  'to_review',
  'at_desk',
  'texts_to_clear',
]);

/** Who is told next, and when, if nothing is done until then. */
function NextStep({ next }: { next: NonNullable<WaitingItem['next']> }) {
  const t = useWords(todayWords);
  const now = useNow();
  const language = useLanguage();
  const me = useMe().person.id;
  const others = next.told.filter(person => person.id !== me);
  const myself = others.length < next.told.length;
  const names = [...(myself ? [t('told_me')] : []), ...others.map(person => person.name)];
  const who = names.join(t('told_and'));
  const which = others.length === 0 ? 'next_me' : 'next';
  const at = moment(next.at, now, language);
  return <span className={styles.next}>{t(next.last ? `${which}_last` : which, { who, at })}</span>;
}

/** One kind of work that waits: how much, by when, and what happens if nothing is done. */
export function WaitingBlock({ block }: { block: Block }) {
  const t = useWords(todayWords);
  const language = useLanguage();
  const claims = !COUNTED_AS_ITEMS.has(block.kind);
  const place = LISTS[block.kind]();
  const rest = block.count > block.first.length;
  return (
    <Panel
      title={t(`waiting.${block.kind}`)}
      extra={
        <FigureLink
          value={claims ? t('claims', { count: block.count }) : t('items', { count: block.count })}
          to={place}
          definition={t(`counted.${block.kind}`)}
          strong
        />
      }
    >
      <p className={styles.ifNot}>{t(`if_not.${block.kind}`)}</p>
      {block.overdue > 0 && (
        <p className={styles.overdue}>
          <ExclamationCircleFilled aria-hidden />{' '}
          <Go to={LATE_LISTS[block.kind]?.() ?? place} className={styles.overdue}>
            {t(claims ? 'overdue_claims' : 'overdue', { count: count(block.overdue) })}
          </Go>
        </p>
      )}
      <ul className={styles.rows}>
        {block.first.map(row => (
          <li key={row.id} className={styles.row}>
            <Go to={ROWS[block.kind](row)} className={styles.rowTitle}>
              {row.title[language] || t('untitled')}
            </Go>
            <span className={styles.facts}>
              <span>{row.about[language]}</span>
              {row.dueAt ? <DueTime at={row.dueAt} /> : <Ago at={row.since} />}
            </span>
            {row.next && <NextStep next={row.next} />}
          </li>
        ))}
      </ul>
      {rest && (
        <p className={styles.all}>
          <Go to={place}>
            {claims
              ? t('all_claims', { count: count(block.count) })
              : t('all', { count: count(block.count) })}
          </Go>
        </p>
      )}
    </Panel>
  );
}
