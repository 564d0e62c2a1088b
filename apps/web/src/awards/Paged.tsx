import { Pagination } from 'antd';
import { type ReactNode, useState } from 'react';
import styles from './awards.module.css';

const PER_PAGE = 20;

/** Cards of a list that came whole, twenty at a time. */
export function Paged<Row>({ rows, card }: { rows: readonly Row[]; card: (row: Row) => ReactNode }) {
  const [page, setPage] = useState(1);
  const pages = Math.max(1, Math.ceil(rows.length / PER_PAGE));
  const shown = Math.min(page, pages);
  return (
    <>
      <ul className={styles.cards}>
        {rows.slice((shown - 1) * PER_PAGE, shown * PER_PAGE).map(row => card(row))}
      </ul>
      {pages > 1 && (
        <Pagination
          className={styles.rise}
          simple
          current={shown}
          pageSize={PER_PAGE}
          total={rows.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </>
  );
}
