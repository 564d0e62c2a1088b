import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type CountedItem, OWNERS } from '@xinxuan/contract';
import { Pagination } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { count, period, points } from '../formats.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { listFields, oneOf, text } from '../ui/searchFields.ts';
import { Day } from '../ui/Times.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './today.module.css';
import { todayWords } from './todayWords.ts';

const State = z.object({
  page: listFields.page,
  owner: oneOf(OWNERS),
  schemeId: text(),
  clause: text(),
  period: text(),
});
const PAGE_SIZE = 20;

/** What a figure of progress was counted from, item by item. */
export default function CountedPage() {
  const t = useWords(todayWords);
  const [state] = useSearchState(State);
  const { owner, schemeId, clause, period: of } = state;
  return (
    <Page title={t('counted_title')} back={paths.today()} width="form">
      {owner && schemeId && clause && of ? (
        <Counted owner={owner} schemeId={schemeId} clause={clause} period={of} />
      ) : (
        <Empty title={t('counted_which')} hint={t('counted_which_hint')} />
      )}
    </Page>
  );
}

type Asked = { owner: (typeof OWNERS)[number]; schemeId: string; clause: string; period: string };

function Counted(asked: Asked) {
  const t = useWords(todayWords);
  const language = useLanguage();
  const [{ page }, set] = useSearchState(State);
  const query = useQuery(
    api.notices.counted.queryOptions({
      input: { ...asked, page, pageSize: PAGE_SIZE },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Loaded query={query}>
      {({ target, rows, total }) =>
        target === null ? (
          <Empty title={t('counted_gone')} hint={t('counted_which_hint')} />
        ) : (
          <Panel
            title={target.name}
            extra={<span role="status">{t('claims', { count: count(total) })}</span>}
          >
            <p className={styles.target}>
              <span>{target.owner.name}</span>
              <span>{period(target.period, language)}</span>
              <span>{t('done_of', { done: points(target.done), target: points(target.target) })}</span>
            </p>
            {Number(target.done) !== total && <p className={styles.ifNot}>{t('counted_differs')}</p>}
            {rows.length === 0 && <Empty title={t('counted_none')} hint={t('counted_none_hint')} />}
            <ul className={styles.rows}>
              {rows.map(row => (
                <Item key={row.id} row={row} />
              ))}
            </ul>
            {total > PAGE_SIZE && (
              <Pagination
                current={page}
                pageSize={PAGE_SIZE}
                total={total}
                showSizeChanger={false}
                align="end"
                onChange={next => set({ page: next })}
              />
            )}
          </Panel>
        )
      }
    </Loaded>
  );
}

/** What was adopted opens its adoption, what was sent its manuscript; what was entered by hand has neither. */
function Item({ row }: { row: CountedItem }) {
  const place = row.adoptionId
    ? paths.adoption(row.adoptionId)
    : row.manuscriptId
      ? paths.manuscript(row.manuscriptId)
      : null;
  return (
    <li className={styles.row}>
      {place ? (
        <Go to={place} className={styles.rowTitle}>
          {row.title}
        </Go>
      ) : (
        <span className={styles.rowTitle}>{row.title}</span>
      )}
      <span className={styles.facts}>
        <span>{row.unit.name}</span>
        <Day on={row.on} />
      </span>
    </li>
  );
}
