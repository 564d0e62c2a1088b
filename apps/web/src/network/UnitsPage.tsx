import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Unit } from '@xinxuan/contract';
import { Button, Checkbox, Input } from 'antd';
import { useMemo, useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { count, day, dayOf } from '../formats.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page } from '../ui/Page.tsx';
import { dayField, flag, idField, text } from '../ui/searchFields.ts';
import { useNow } from '../ui/useNow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './network.module.css';
import { treeOf } from './tree.ts';
import { UnitDrawer } from './UnitDrawer.tsx';
import { UnitTree } from './UnitTree.tsx';
import { networkWords } from './words.ts';

const State = z.object({ asOf: dayField(), closed: flag(), q: text(), open: idField() });

/** The network as of a day: today it can be changed, on any other day it can be read. */
export default function UnitsPage() {
  const t = useWords(networkWords);
  const language = useLanguage();
  const today = dayOf(useNow());
  const [state, setState] = useSearchState(State);
  const [adding, setAdding] = useState<Unit | null>(null);
  const asOf = state.asOf ?? today;
  const query = useQuery(
    api.network.units.list.queryOptions({
      input: { asOf: state.asOf, closed: state.closed ?? false },
      placeholderData: keepPreviousData,
    }),
  );
  const units = useMemo(() => query.data?.units ?? [], [query.data]);
  const tree = useMemo(() => treeOf(units, state.q), [units, state.q]);
  const opened = units.find(unit => unit.id === state.open) ?? null;
  const root = units.find(unit => unit.parentId === null);
  const mayAdd = state.asOf === undefined && root?.can.addBelow === null;
  return (
    <Page
      title={t('units')}
      beside={query.data && t('units_count', { count: count(units.length) })}
      acts={
        root &&
        mayAdd && (
          <Button type="primary" onClick={() => setAdding(root)}>
            {t('add_unit')}
          </Button>
        )
      }
    >
      <div className={styles.bar}>
        <Input.Search
          key={state.q ?? ''}
          className={styles.find}
          defaultValue={state.q}
          placeholder={t('find_unit')}
          aria-label={t('find_unit')}
          allowClear
          maxLength={60}
          onSearch={value => setState({ q: value.trim() || undefined })}
        />
        <label className={styles.inline} htmlFor="units-as-of">
          {t('as_of')}
          <DayPick
            id="units-as-of"
            value={asOf}
            onChange={value => setState({ asOf: !value || value === today ? undefined : value })}
          />
        </label>
        <Checkbox
          checked={state.closed ?? false}
          onChange={event => setState({ closed: event.target.checked || undefined })}
        >
          {t('show_closed')}
        </Checkbox>
      </div>
      {state.asOf && (
        <p className={styles.hint}>
          {t('as_of_past', { day: day(state.asOf, language) })}{' '}
          <Button type="link" size="small" onClick={() => setState({ asOf: undefined })}>
            {t('as_of_today')}
          </Button>
        </p>
      )}
      <Loaded query={query}>
        {() =>
          tree.length === 0 ? (
            <Empty title={t('none_found')} hint={t('none_found_hint')} />
          ) : (
            <UnitTree
              tree={tree}
              readOnly={state.asOf !== undefined}
              onOpen={unit => setState({ open: unit.id })}
              onAdd={setAdding}
            />
          )
        }
      </Loaded>
      {opened && (
        <UnitDrawer
          key={`${opened.id}-${opened.version}`}
          unit={opened}
          parent={null}
          readOnly={state.asOf !== undefined}
          onClose={() => setState({ open: undefined })}
        />
      )}
      {adding && <UnitDrawer unit={null} parent={adding} readOnly={false} onClose={() => setAdding(null)} />}
    </Page>
  );
}
