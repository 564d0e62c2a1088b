import ExclamationCircleFilled from '@ant-design/icons/ExclamationCircleFilled';
import type { Today, Waiting, WaitingItem } from '@xinxuan/contract';
import { count } from '../formats.ts';
import { type Place, paths } from '../paths.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import { Go } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { Ago, DueTime } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './today.module.css';
import { todayWords } from './todayWords.ts';

type Block = Today['waiting'][number];

const LISTS: Record<Waiting, () => Place> = {
  returned_to_me: () => paths.manuscripts({ mine: true, state: ['returned'] }),
  my_drafts: () => paths.manuscripts({ mine: true, state: ['draft', 'withdrawn'] }),
  to_review: () => paths.reviews(),
  at_desk: () => paths.desk(),
  claims_to_verify: () => paths.adoptions({ state: ['claimed'] }),
  schemes_to_approve: () => paths.schemes({ state: 'submitted' }),
  objections_to_answer: () => paths.objections({ state: ['open'] }),
  objections_to_decide: () => paths.objections({ state: ['reopened'] }),
};
const ROWS: Record<Waiting, (row: WaitingItem) => Place> = {
  returned_to_me: row => paths.manuscript(row.id),
  my_drafts: row => paths.rewrite(row.id),
  to_review: row => paths.manuscript(row.id, { queue: 'reviews' }),
  at_desk: row => paths.desk({ open: row.id }),
  claims_to_verify: row => paths.adoption(row.id),
  schemes_to_approve: row => paths.scheme(row.id),
  objections_to_answer: row => paths.objection(row.id),
  objections_to_decide: row => paths.objection(row.id),
};

/** What is no manuscript is counted in 项 and not in 篇. */
const COUNTED_AS_CLAIMS = new Set<Waiting>([
  'claims_to_verify',
  'schemes_to_approve',
  'objections_to_answer',
  'objections_to_decide',
]);

/** One kind of work that waits: how much, by when, and what happens if nothing is done. */
export function WaitingBlock({ block }: { block: Block }) {
  const t = useWords(todayWords);
  const claims = COUNTED_AS_CLAIMS.has(block.kind);
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
          <ExclamationCircleFilled aria-hidden /> {t('overdue', { count: count(block.overdue) })}
        </p>
      )}
      <ul className={styles.rows}>
        {block.first.map(row => (
          <li key={row.id} className={styles.row}>
            <Go to={ROWS[block.kind](row)} className={styles.rowTitle}>
              {row.title || t('untitled')}
            </Go>
            <span className={styles.facts}>
              <span>{row.about}</span>
              {row.dueAt ? <DueTime at={row.dueAt} short /> : <Ago at={row.since} />}
            </span>
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
