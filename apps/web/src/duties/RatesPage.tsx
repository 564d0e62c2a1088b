import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type DutyRate, RECURRING_KINDS } from '@xinxuan/contract';
import { Segmented, Select } from 'antd';
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
import { rateWords } from './rateWords.ts';
import { dutyWords } from './words.ts';

const ORDERS = ['unit', 'complete', 'on_time', 'not_done'] as const;
type Order = (typeof ORDERS)[number];
const State = z.object({
  from: dayField(),
  to: dayField(),
  kind: oneOf(RECURRING_KINDS),
  sort: oneOf(ORDERS),
});
type Shown = 'owed' | 'complete' | 'on_time' | 'not_done' | 'waived_days';

/** Complete and on-time rates of every unit by duty days; each figure opens the duties it was counted from. */
export default function RatesPage() {
  const t = useWords(dutyWords);
  const r = useWords(rateWords);
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
  const placeOf: PlaceOf = (unitId, show) =>
    paths.duties({ view: 'all', show, unitId, from, to, kind: state.kind });
  return (
    <Page title={r('rates')} back={paths.duties()}>
      <p className={styles.intro}>{r('rates_intro')}</p>
      <div className={styles.bar}>
        <Segmented
          value={state.kind ?? 'all'}
          options={[
            { value: 'all', label: r('all_kinds') },
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
        <Select<Order>
          value={state.sort ?? 'unit'}
          aria-label={r('rates_order')}
          style={{ minWidth: 160 }}
          options={ORDERS.map(value => ({ value, label: r(`order.${value}`) }))}
          onChange={sort => setState({ sort: sort === 'unit' ? undefined : sort })}
        />
      </div>
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={r('rates_none')} hint={r('rates_none_hint')} />
          ) : (
            <Panel>
              <div className={styles.scroll}>
                <RateTable rows={ordered(rows, state.sort ?? 'unit')} placeOf={placeOf} />
              </div>
            </Panel>
          )
        }
      </Loaded>
    </Page>
  );
}

/** The list behind a figure of a unit, or of all units together. */
type PlaceOf = (unitId: string | undefined, show: Shown) => Place;
type RateTableProps = { rows: readonly DutyRate[]; placeOf: PlaceOf };

/** Nothing has no list to open. */
function Figure({ show, value, to }: { show: Shown; value: number; to: Place }) {
  const r = useWords(rateWords);
  if (value === 0) return <span className={styles.quiet}>0</span>;
  return <FigureLink value={count(value)} to={to} definition={r(`figure.${show}`)} />;
}

function RateTable({ rows, placeOf }: RateTableProps) {
  const t = useWords(dutyWords);
  const r = useWords(rateWords);
  return (
    <table className={styles.rates}>
      <thead>
        <tr>
          <th scope="col">{t('unit')}</th>
          <th scope="col">{r('owed')}</th>
          <th scope="col">{r('complete')}</th>
          <th scope="col">{r('complete_rate')}</th>
          <th scope="col">{r('on_time')}</th>
          <th scope="col">{r('on_time_rate')}</th>
          <th scope="col">{r('not_done')}</th>
          <th scope="col">{r('waived')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.unit.id}>
            <th scope="row">{row.unit.name}</th>
            <Figures row={row} to={show => placeOf(row.unit.id, show)} />
          </tr>
        ))}
      </tbody>
      {rows.length > 1 && <Total rows={rows} placeOf={placeOf} />}
    </table>
  );
}

type Sums = Pick<DutyRate, 'owed' | 'complete' | 'onTime' | 'waived'>;

function Figures({ row, to }: { row: Sums; to: (show: Shown) => Place }) {
  const { owed, complete, onTime, waived } = row;
  return (
    <>
      <td>
        <Figure show="owed" value={owed} to={to('owed')} />
      </td>
      <td>
        <Figure show="complete" value={complete} to={to('complete')} />
      </td>
      <td>{rate(complete, owed)}</td>
      <td>
        <Figure show="on_time" value={onTime} to={to('on_time')} />
      </td>
      <td>{rate(onTime, owed)}</td>
      <td>
        <Figure show="not_done" value={owed - complete} to={to('not_done')} />
      </td>
      <td>
        <Figure show="waived_days" value={waived} to={to('waived_days')} />
      </td>
    </>
  );
}

/** All units together: sums of the columns, rates of the sums. */
function Total({ rows, placeOf }: RateTableProps) {
  const r = useWords(rateWords);
  const sum = (of: (row: DutyRate) => number): number => rows.reduce((all, row) => all + of(row), 0);
  const sums = {
    owed: sum(row => row.owed),
    complete: sum(row => row.complete),
    onTime: sum(row => row.onTime),
    waived: sum(row => row.waived),
  };
  return (
    <tfoot>
      <tr>
        <th scope="row">{r('rates_total')}</th>
        <Figures row={sums} to={show => placeOf(undefined, show)} />
      </tr>
    </tfoot>
  );
}

/** Units in their own order, or those first that need a word: where two are alike, their own order holds. */
function ordered(rows: readonly DutyRate[], order: Order): readonly DutyRate[] {
  if (order === 'unit') return rows;
  const part = ({ complete, onTime, owed }: DutyRate): number =>
    order === 'not_done' ? complete - owed : (order === 'complete' ? complete : onTime) / Math.max(owed, 1);
  return [...rows].sort((a, b) => part(a) - part(b));
}

/** Rounded, but never up to all of them: 99.96 % of the days is 99.9 %. */
function rate(part: number, whole: number): string {
  if (whole === 0) return '';
  const tenths = Math.round((part * 1000) / whole);
  return `${((part < whole ? Math.min(tenths, 999) : tenths) / 10).toFixed(1)}%`;
}
