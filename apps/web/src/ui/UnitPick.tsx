import { useQuery } from '@tanstack/react-query';
import type { Unit } from '@xinxuan/contract';
import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import { api } from '../api/api.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';

type UnitPickProps = {
  value: string | null;
  onChange: (id: string | null) => void;
  label?: string;
  id?: string;
  disabled?: boolean;
  status?: 'error' | 'warning' | '';
  /** Opened at once, where the person has just asked for it. */
  opened?: boolean;
  /** Only these can be picked; the units above them stay as their way in the tree. */
  among?: ReadonlySet<string>;
};
type Node = { value: string; title: string; children: Node[]; find: string; disabled?: boolean };

/** A unit out of the tree, found by its name, short name or an alias. */
export default function UnitPick({
  value,
  onChange,
  label,
  id,
  disabled,
  status,
  opened,
  among,
}: UnitPickProps) {
  const t = useWords(commonWords);
  const units = useQuery(api.network.units.list.queryOptions({ input: {}, staleTime: 300_000 }));
  // The same tree as long as the units are the same: a list drawn anew under the pointer swallows the press.
  const tree = useMemo(() => treeOf(units.data?.units ?? []), [units.data]);
  const open = among && [...among].sort().join();
  const nodes = useMemo(
    () => (open === undefined ? tree : pruned(tree, new Set(open.split(',')))),
    [tree, open],
  );
  return (
    <TreeSelect
      id={id}
      value={value ?? undefined}
      treeData={nodes}
      treeDefaultExpandAll
      showSearch={{ treeNodeFilterProp: 'find' }}
      allowClear
      defaultOpen={opened}
      autoFocus={opened}
      disabled={disabled}
      status={status}
      loading={units.isPending}
      aria-label={label}
      placeholder={t('list.choose_unit')}
      style={{ width: '100%', minWidth: 240 }}
      popupMatchSelectWidth={false}
      onChange={(picked: string | undefined) => onChange(picked ?? null)}
    />
  );
}

function treeOf(units: readonly Unit[]): Node[] {
  const nodes = new Map<string, Node>();
  for (const unit of units)
    nodes.set(unit.id, {
      value: unit.id,
      title: unit.name,
      children: [],
      find: [unit.name, unit.shortName, ...unit.aliases].join(' '),
    });
  const roots: Node[] = [];
  for (const unit of units) {
    const node = nodes.get(unit.id);
    if (!node) continue;
    const parent = unit.parentId ? nodes.get(unit.parentId) : undefined;
    (parent?.children ?? roots).push(node);
  }
  return roots;
}

/** The tree down to what can be picked. */
function pruned(nodes: readonly Node[], among: ReadonlySet<string>): Node[] {
  return nodes.flatMap(node => {
    const children = pruned(node.children, among);
    const open = among.has(node.value);
    return open || children.length > 0 ? [{ ...node, children, disabled: !open }] : [];
  });
}
