import type { ReactNode } from 'react';
import type { Place } from '../paths.ts';
import type { FilterState } from './filters.ts';
import { Go } from './Go.tsx';
import styles from './ListPage.module.css';
import { type Column, shownColumns } from './ListTable.tsx';

type PhoneRowsProps<Row> = {
  rows: Row[];
  columns: readonly Column<Row>[];
  state: FilterState;
  rowKey: (row: Row) => string;
  rowPlace: (row: Row) => Place;
  phone?: (row: Row) => ReactNode;
  phoneActs?: (row: Row) => ReactNode;
};

/** A list on a phone: one card below the other, the whole card opens. */
export function PhoneRows<Row>(props: PhoneRowsProps<Row>) {
  const { rows, columns, state, rowKey, rowPlace, phone, phoneActs } = props;
  const shown = shownColumns(columns, state);
  return (
    <ul className={styles.phoneRows}>
      {rows.map(row => (
        <li key={rowKey(row)}>
          <Go to={rowPlace(row)} className={styles.phoneRow}>
            {phone ? (
              phone(row)
            ) : (
              <>
                <div className={styles.phoneTitle}>{shown.find(c => c.opens)?.render(row)}</div>
                <div className={styles.phoneFacts}>
                  {shown
                    .filter(c => !c.opens)
                    .slice(0, 4)
                    .map(c => (
                      <span key={c.key}>{c.render(row)}</span>
                    ))}
                </div>
              </>
            )}
          </Go>
          {phoneActs && <div className={styles.phoneActs}>{phoneActs(row)}</div>}
        </li>
      ))}
    </ul>
  );
}
