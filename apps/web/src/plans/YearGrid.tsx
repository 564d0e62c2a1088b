import CheckOutlined from '@ant-design/icons/CheckOutlined';
import ExclamationOutlined from '@ant-design/icons/ExclamationOutlined';
import type { PlanTopic } from '@xinxuan/contract';
import { useMemo } from 'react';
import { dayOf } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { planWords } from './words.ts';
import styles from './yearGrid.module.css';
import { GRID_STATES, type GridCell, type GridRow, MONTHS, yearGrid } from './yearGrid.ts';

type YearGridProps = {
  year: number;
  topics: readonly PlanTopic[];
  /** The months that are listed below. */
  shown: { first: number; last: number };
  /** One unit alone is asked for: then it has no sum. */
  unitId: string | undefined;
};

/** The whole year at a glance: units by months, each cell the way to its topics. */
export function YearGrid({ year, topics, shown, unitId }: YearGridProps) {
  const t = useWords(planWords);
  const rows = useMemo(() => yearGrid(topics), [topics]);
  if (rows.length === 0) return null;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <section className={styles.scroll} aria-label={t('glance')} tabIndex={0}>
        <table className={styles.grid}>
          <thead>
            <tr>
              <th scope="col">{t('unit')}</th>
              {MONTHS.map(month => (
                <th
                  key={month}
                  scope="col"
                  className={month >= shown.first && month <= shown.last ? styles.shown : undefined}
                >
                  <Go to={paths.plan({ year, month })} aria-label={t('month', { month })}>
                    <span className={styles.long}>{t('month_short', { month })}</span>
                    <span className={styles.short}>{month}</span>
                  </Go>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows
              .filter(row => !unitId || row.unit?.id === unitId)
              .map(row => (
                <Row key={row.unit?.id ?? 'all'} year={year} row={row} />
              ))}
          </tbody>
        </table>
      </section>
      <Legend />
    </>
  );
}

function Row({ year, row: { unit, cells } }: { year: number; row: GridRow }) {
  const t = useWords(planWords);
  const thisMonth = dayOf(useNow()).slice(0, 7);
  const whose = unit ? { unitId: unit.id } : {};
  return (
    <tr className={unit ? undefined : styles.all}>
      <th scope="row">
        <Go to={paths.plan({ year, month: 0, ...whose })}>{unit?.name ?? t('all_units')}</Go>
      </th>
      {cells.map(cell => (
        <td key={cell.month}>
          <Cell
            cell={cell}
            name={unit?.name ?? t('all_units')}
            to={{ year, month: cell.month, ...whose }}
            coming={`${year}-${String(cell.month).padStart(2, '0')}` > thisMonth}
          />
        </td>
      ))}
    </tr>
  );
}

type CellProps = {
  cell: GridCell;
  name: string;
  to: { year: number; month: number; unitId?: string };
  /** What a topic of several months has by now is not said of a month that has not begun. */
  coming: boolean;
};

function Cell({ cell, name, to, coming }: CellProps) {
  const t = useWords(planWords);
  const { month, target, reached, state } = cell;
  if (target === 0 && reached === 0) return <span className={styles.none} />;
  if (coming) {
    const wanted = t('target_short', { target });
    const heard = t('glance_coming', { unit: name, month, figures: wanted });
    return (
      <Go to={paths.plan(to)} className={styles.begun} aria-label={heard} title={heard}>
        <span className={styles.figures}>{wanted}</span>
      </Go>
    );
  }
  // What is heard holds what is seen, word for word.
  const figures = target > 0 ? t('of_target_short', { reached, target }) : String(reached);
  const said = t('glance_cell', { unit: name, month, figures, state: t(`glance.${state}`) });
  return (
    <Go to={paths.plan(to)} className={styles[state]} aria-label={said} title={said}>
      <span className={styles.figures}>{figures}</span>
      <span className={styles.sign}>
        {state === 'reached' && <CheckOutlined aria-hidden />}
        {state === 'behind' && <ExclamationOutlined aria-hidden />}
      </span>
    </Go>
  );
}

function Legend() {
  const t = useWords(planWords);
  return (
    <p className={styles.legend}>
      <span>{t('glance_said')}</span>
      {GRID_STATES.filter(state => state !== 'none').map(state => (
        <span key={state} className={styles.key}>
          <span className={styles[state]} aria-hidden />
          {t(`glance.${state}`)}
        </span>
      ))}
    </p>
  );
}
