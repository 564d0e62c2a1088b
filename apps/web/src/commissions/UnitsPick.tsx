import { useQuery } from '@tanstack/react-query';
import type { Unit } from '@xinxuan/contract';
import { Button, TreeSelect } from 'antd';
import { useMemo } from 'react';
import { api } from '../api/api.ts';
import { useWords } from '../words/i18n.ts';
import styles from './commissions.module.css';
import { commissionWords } from './words.ts';

type UnitsPickProps = {
  id: string;
  value: readonly string[];
  /** Only units below this one can be asked. */
  below: string;
  /** Asked already. */
  without?: readonly string[];
  onChange: (ids: string[]) => void;
};

/** Several units out of the tree, each for itself. */
export function UnitsPick({ id, value, below, without = [], onChange }: UnitsPickProps) {
  const t = useWords(commissionWords);
  const units = useQuery(api.network.units.list.queryOptions({ input: {}, staleTime: 300_000 }));
  const left = without.join();
  // The same tree as long as the units are the same: a list drawn anew under the pointer swallows the press.
  const open = useMemo(() => {
    const all = units.data?.units ?? [];
    const [inside, asked] = [insideOf(all, below), new Set(left.split(','))];
    return all.filter(unit => unit.closedOn === null && inside.has(unit.id) && !asked.has(unit.id));
  }, [units.data, below, left]);
  const nodes = useMemo(() => treeOf(open), [open]);
  return (
    <>
      <TreeSelect<string[]>
        id={id}
        value={[...value]}
        treeData={nodes}
        multiple
        treeDefaultExpandAll
        showSearch={{ treeNodeFilterProp: 'title' }}
        allowClear
        loading={units.isPending}
        maxTagCount="responsive"
        style={{ width: '100%' }}
        popupMatchSelectWidth={false}
        onChange={onChange}
      />
      <p className={styles.picks}>
        <Button size="small" onClick={() => onChange(open.map(unit => unit.id))}>
          {t('units_all')}
        </Button>
        <Button size="small" disabled={value.length === 0} onClick={() => onChange([])}>
          {t('units_none')}
        </Button>
        <span role="status" className={styles.picked}>
          {value.length > 0 && t('units_chosen', { count: value.length })}
        </span>
      </p>
    </>
  );
}

type Node = { value: string; title: string; children: Node[] };

/** The unit's own tree without the unit itself: nobody asks an own desk. */
function insideOf(units: readonly Unit[], below: string): Set<string> {
  const inside = new Set<string>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const unit of units) {
      const parent = unit.parentId;
      if (parent && !inside.has(unit.id) && (parent === below || inside.has(parent))) {
        inside.add(unit.id);
        grown = true;
      }
    }
  }
  return inside;
}

function treeOf(units: readonly Unit[]): Node[] {
  const nodes = new Map<string, Node>(
    units.map(unit => [unit.id, { value: unit.id, title: unit.name, children: [] }]),
  );
  const roots: Node[] = [];
  for (const unit of units) {
    const node = nodes.get(unit.id)!;
    const parent = unit.parentId ? nodes.get(unit.parentId) : undefined;
    (parent?.children ?? roots).push(node);
  }
  return roots;
}
