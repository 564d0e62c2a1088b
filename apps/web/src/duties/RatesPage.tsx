import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type DutyRate, RECURRING_KINDS } from '@xinxuan/contract';
import { Segmented } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { count, dayOf } from '../formats.ts';
import { type Place, paths } from '../paths.ts';
import DaysPick from '../ui/DaysPick.tsx';
import { Empty } from '../ui/Empty.tsx';
import { FigureLink } from '../ui/FigureLink.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { dayField, oneOf } from '../ui/searchFields.ts';
import { useNow } from '../ui/useNow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import styles from './duties.module.css';
import { dutyWords } from './words.ts';

const State = z.object({ from: dayField(), to: dayField(), kind: oneOf(RECURRING_KINDS) });
type Shown = 'owed' | 'complete' | 'on_time' | 'not_done' | 'waived';

/** Complete and on-time rates of every unit by duty days; each figure opens the duties it was counted from. */
export default function RatesPage() {
  const t = useWords(dutyWords);
  const today = dayOf(useNow());
  const [state, setState] = useSearchState(State);
  const from = state.from ?? `${today.slice(0, 7)}-01`;
  const to = state.to ?? today;
  const query = useQuery(
    api.duties.rates.queryOptions({
      input: { from, to, kind: state.kind },
      placeholderData: keepPreviousData,
    }),
  );
  const placeOf = (row: DutyRate, show: Shown): Place =>
    paths.duties({ view: 'all', show, unitId: row.unit.id, from, to, kind: state.kind });
  return (
    <Page title={t('rates')} back={paths.duties()}>
      <p className={styles.intro}>{t('rates_intro')}</p>
      <div className={styles.bar}>
        <Segmented
          value={state.kind ?? 'all'}
          options={[
            { value: 'all', label: t('all_kinds') },
            ...RECURRING_KINDS.map(value => ({ value, label: t(`kind.${value}`) })),
          ]}
          onChange={value => setState({ kind: RECURRING_KINDS.find(kind => kind === value) })}
        />
        <DaysPick
          from={from}
          to={to}
          label={t('days')}
          onChange={(first, last) => setState({ from: first ?? undefined, to: last ?? undefined })}
        />
      </div>
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('rates_none')} hint={t('rates_none_hint')} />
          ) : (
            <Panel>
              <div className={styles.scroll}>
                <RateTable rows={rows} placeOf={placeOf} />
              </div>
            </Panel>
          )
        }
      </Loaded>
    </Page>
  );
}

type RateTableProps = { rows: readonly DutyRate[]; placeOf: (row: DutyRate, show: Shown) => Place };

function RateTable({ rows, placeOf }: RateTableProps) {
  const t = useWords(dutyWords);
  const figure = (row: DutyRate, show: Shown, value: number) => (
    <FigureLink value={count(value)} to={placeOf(row, show)} definition={t(`figure.${show}`)} />
  );
  return (
    <table className={styles.rates}>
      <thead>
        <tr>
          <th scope="col">{t('unit')}</th>
          <th scope="col">{t('owed')}</th>
          <th scope="col">{t('complete')}</th>
          <th scope="col">{t('complete_rate')}</th>
          <th scope="col">{t('on_time')}</th>
          <th scope="col">{t('on_time_rate')}</th>
          <th scope="col">{t('not_done')}</th>
          <th scope="col">{t('waived')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.unit.id}>
            <th scope="row">{row.unit.name}</th>
            <td>{figure(row, 'owed', row.owed)}</td>
            <td>{figure(row, 'complete', row.complete)}</td>
            <td>{rate(row.complete, row.owed)}</td>
            <td>{figure(row, 'on_time', row.onTime)}</td>
            <td>{rate(row.onTime, row.owed)}</td>
            <td>{figure(row, 'not_done', row.owed - row.complete)}</td>
            <td>{figure(row, 'waived', row.waived)}</td>
          </tr>
        ))}
      </tbody>
      {rows.length > 1 && <Total rows={rows} />}
    </table>
  );
}

/** All units together: sums of the columns, rates of the sums. */
function Total({ rows }: { rows: readonly DutyRate[] }) {
  const t = useWords(dutyWords);
  const sum = (of: (row: DutyRate) => number): number => rows.reduce((all, row) => all + of(row), 0);
  const owed = sum(row => row.owed);
  const complete = sum(row => row.complete);
  const onTime = sum(row => row.onTime);
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('rates_total')}</th>
        <td>{count(owed)}</td>
        <td>{count(complete)}</td>
        <td>{rate(complete, owed)}</td>
        <td>{count(onTime)}</td>
        <td>{rate(onTime, owed)}</td>
        <td>{count(owed - complete)}</td>
        <td>{count(sum(row => row.waived))}</td>
      </tr>
    </tfoot>
  );
}

/** Rounded, but never up to all of them: 99.96 % of the days is 99.9 %. */
function rate(part: number, whole: number): string {
  if (whole === 0) return '';
  const tenths = Math.round((part * 1000) / whole);
  return `${((part < whole ? Math.min(tenths, 999) : tenths) / 10).toFixed(1)}%`;
}
