import type { ManuscriptRow } from '@xinxuan/contract';
import { Button, Checkbox } from 'antd';
import { useEffect, useRef } from 'react';
import { LateMark } from '../manuscripts/LateMark.tsx';
import { paths } from '../paths.ts';
import { useGo } from '../ui/Go.tsx';
import { Ago, DueTime } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './desk.module.css';
import { reviewWords } from './words.ts';

type DeskListProps = {
  rows: readonly ManuscriptRow[];
  open: string | undefined;
  onOpen: (id: string) => void;
  selected: readonly string[];
  onSelect: (ids: readonly string[]) => void;
};

export function DeskList({ rows, open, onOpen, selected, onSelect }: DeskListProps) {
  const t = useWords(reviewWords);
  const go = useGo();
  return (
    <>
      {selected.length > 0 && (
        <div className={styles.selection} role="status">
          <span>{t('desk.selected', { count: selected.length })}</span>
          <Button
            size="small"
            type="primary"
            disabled={selected.length < 2}
            title={selected.length < 2 ? t('desk.merge_two') : undefined}
            onClick={() => go(paths.merge({ ids: selected }))}
          >
            {t('desk.merge')}
          </Button>
          <Button size="small" type="text" onClick={() => onSelect([])}>
            {t('desk.unselect')}
          </Button>
        </div>
      )}
      <ul className={styles.rows} aria-label={t('desk.list')}>
        {rows.map(row => (
          <Row
            key={row.id}
            row={row}
            open={row.id === open}
            onOpen={onOpen}
            selected={selected.includes(row.id)}
            onSelect={on => onSelect(on ? [...selected, row.id] : selected.filter(id => id !== row.id))}
          />
        ))}
      </ul>
    </>
  );
}

type RowProps = {
  row: ManuscriptRow;
  open: boolean;
  onOpen: (id: string) => void;
  selected: boolean;
  onSelect: (on: boolean) => void;
};

function Row({ row, open, onOpen, selected, onSelect }: RowProps) {
  const t = useWords(reviewWords);
  const c = useWords(commonWords);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (open) item.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    <li ref={item} className={open ? styles.openRow : styles.row}>
      <Checkbox
        checked={selected}
        aria-label={t('desk.select', { title: row.title })}
        onChange={e => onSelect(e.target.checked)}
      />
      <button
        type="button"
        className={styles.rowButton}
        aria-current={open || undefined}
        onClick={() => onOpen(row.id)}
      >
        <span className={styles.rowTitle}>{row.title}</span>
        <span className={styles.rowFacts}>
          <span>{row.unit.name}</span>
          <span>{c(`genre.${row.genre}`)}</span>
          {row.late && <LateMark />}
          {row.holder?.dueAt ? (
            <DueTime at={row.holder.dueAt} short />
          ) : (
            <Ago at={row.holder?.since ?? row.updatedAt} />
          )}
        </span>
      </button>
    </li>
  );
}
