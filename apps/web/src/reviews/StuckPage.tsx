import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ManuscriptRow, ROLES, type Role, STUCK_AFTER_DAYS } from '@xinxuan/contract';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { count } from '../formats.ts';
import { PhoneManuscript } from '../manuscripts/PhoneManuscript.tsx';
import { useManuscriptColumns } from '../manuscripts/useManuscriptColumns.tsx';
import { paths } from '../paths.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import type { Filter } from '../ui/filters.ts';
import { ListPage, PAGE_SIZE } from '../ui/ListPage.tsx';
import { idField, listFields, oneOf } from '../ui/searchFields.ts';
import { Ago } from '../ui/Times.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './stuck.module.css';
import { reviewWords } from './words.ts';

const DAYS = ['1', '3', '7', '15', '30'] as const;
const State = z.object({
  ...listFields,
  days: oneOf(DAYS),
  role: oneOf(ROLES),
  unitId: idField(),
});
const SHOWN = new Set(['title', 'unit', 'authors', 'holder', 'submittedAt']);

/** What has lain without an answer for days: no writer shall wait unseen (L5). */
export default function StuckPage() {
  const t = useWords(reviewWords);
  const c = useWords(commonWords);
  const [state, set] = useSearchState(State);
  const days = Number(state.days ?? STUCK_AFTER_DAYS);
  const input = { page: state.page, pageSize: PAGE_SIZE, days, role: state.role, unitId: state.unitId };
  const stuck = useQuery(api.reviews.stuck.queryOptions({ input, placeholderData: keepPreviousData }));
  const columns = [
    ...useManuscriptColumns()
      .filter(column => SHOWN.has(column.key))
      .map(column => ({ ...column, hidden: false })),
    {
      key: 'since',
      title: t('stuck.since'),
      render: (row: ManuscriptRow) => row.holder && <Ago at={row.holder.since} />,
    },
  ];
  const counts = stuck.data?.counts ?? [];
  return (
    <ListPage<ManuscriptRow>
      title={t('stuck.title')}
      noun={t('stuck.noun')}
      intro={
        <>
          <p>{t('stuck.hint', { days })}</p>
          {counts.length > 0 && (
            <p className={styles.counts}>
              {counts.map(each => (
                <span key={each.role}>
                  {c(`role.${each.role}`)}{' '}
                  <FigureLink
                    value={count(each.count)}
                    to={paths.stuck({ days: state.days, unitId: state.unitId, role: each.role })}
                    definition={t('stuck.definition', { role: c(`role.${each.role}`), days })}
                  />
                </span>
              ))}
            </p>
          )}
        </>
      }
      query={stuck}
      state={state}
      onState={set}
      filters={useFilters()}
      columns={columns}
      rowKey={row => row.id}
      rowPlace={row => paths.manuscript(row.id)}
      phone={row => <PhoneManuscript row={row} />}
      empty={{ title: t('stuck.empty'), hint: t('stuck.empty_hint', { days }) }}
    />
  );
}

/** Those at whose step an item may lie. */
const AT: Role[] = ['unit_head', 'leader_in_charge', 'principal_leader', 'desk_editor', 'desk_chief'];

function useFilters(): Filter[] {
  const t = useWords(reviewWords);
  const c = useWords(commonWords);
  return [
    {
      kind: 'one',
      key: 'days',
      label: t('stuck.days'),
      pinned: true,
      usual: String(STUCK_AFTER_DAYS),
      options: DAYS.map(value => ({ value, label: t('stuck.over', { days: value }) })),
    },
    {
      kind: 'one',
      key: 'role',
      label: t('stuck.step'),
      pinned: true,
      options: AT.map(value => ({ value, label: c(`role.${value}`) })),
    },
    { kind: 'unit', key: 'unitId', label: t('desk.unit'), pinned: true },
  ];
}
