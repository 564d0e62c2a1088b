import { Table } from 'antd';
import type { ReactNode } from 'react';
import type { Place } from '../paths.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { chosen, type FilterState } from './filters.ts';
import { Go, useGo } from './Go.tsx';
import styles from './ListPage.module.css';

export type Column<Row> = {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  width?: number;
  align?: 'left' | 'right' | 'center';
  /** Carries the link to the row; exactly one column of a list does. */
  opens?: boolean;
  /** Not shown until the reader chooses it. */
  hidden?: boolean;
};

export type Selection = {
  keys: readonly string[];
  onChange: (keys: string[]) => void;
};

export type ListTableProps<Row> = {
  rows: Row[];
  columns: readonly Column<Row>[];
  state: FilterState;
  rowKey: (row: Row) => string;
  rowPlace: (row: Row) => Place;
  onOpen?: (row: Row) => void;
  openKey?: string;
  selection?: Selection;
};

/** The columns that are shown: what the reader chose, else all that are not hidden at first. */
export function shownColumns<Row>(columns: readonly Column<Row>[], state: FilterState): Column<Row>[] {
  const wanted = chosen(state, 'cols');
  return columns.filter(c => c.opens || (wanted.length > 0 ? wanted.includes(c.key) : !c.hidden));
}

export function ListTable<Row>(props: ListTableProps<Row>) {
  const { rows, columns, state, rowKey, rowPlace, onOpen, openKey, selection } = props;
  const t = useWords(commonWords);
  const go = useGo();
  return (
    <Table<Row>
      size="small"
      className={styles.table}
      dataSource={rows}
      rowKey={rowKey}
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowSelection={
        selection && {
          selectedRowKeys: [...selection.keys],
          onChange: keys => selection.onChange(keys.map(String)),
          getCheckboxProps: row => ({ 'aria-label': `${t('list.select')} ${rowKey(row)}` }),
        }
      }
      columns={shownColumns(columns, state).map(column => ({
        key: column.key,
        title: column.title,
        width: column.width,
        align: column.align,
        render: (_, row: Row) =>
          column.opens ? (
            <Go
              to={rowPlace(row)}
              className={styles.opens}
              onClick={event => {
                event.stopPropagation();
                if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                onOpen(row);
              }}
            >
              {column.render(row)}
            </Go>
          ) : (
            column.render(row)
          ),
      }))}
      onRow={row => ({
        className: openKey === rowKey(row) ? styles.current : styles.row,
        onClick: event => {
          if (event.target instanceof Element && event.target.closest('a, button, input, label')) return;
          if (onOpen) onOpen(row);
          else go(rowPlace(row));
        },
      })}
    />
  );
}
