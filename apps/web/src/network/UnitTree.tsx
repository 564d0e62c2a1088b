import PlusOutlined from '@ant-design/icons/PlusOutlined';
import StopOutlined from '@ant-design/icons/StopOutlined';
import type { Unit } from '@xinxuan/contract';
import { Button, Table, Tag } from 'antd';
import { count, day } from '../formats.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { FigureLink } from '../ui/FigureLink.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './network.module.css';
import type { UnitNode } from './tree.ts';
import { networkWords } from './words.ts';

type UnitTreeProps = {
  tree: UnitNode[];
  readOnly: boolean;
  onOpen: (unit: Unit) => void;
  onAdd: (below: Unit) => void;
};

export function UnitTree({ tree, readOnly, onOpen, onAdd }: UnitTreeProps) {
  const t = useWords(networkWords);
  const c = useWords(commonWords);
  const narrow = useNarrow();
  const name = {
    key: 'name',
    title: t('name'),
    render: (_: unknown, unit: UnitNode) => <UnitName unit={unit} onOpen={onOpen} />,
  };
  const correspondents = {
    key: 'correspondents',
    title: t('correspondents'),
    align: 'right' as const,
    render: (_: unknown, unit: UnitNode) => (
      <FigureLink
        value={count(unit.correspondents)}
        to={paths.people({ unitId: unit.id, role: 'correspondent' })}
        definition={t('correspondents_means', { name: unit.name })}
      />
    ),
  };
  const wide = [
    { key: 'kind', title: t('kind'), render: (_: unknown, unit: UnitNode) => c(`unit_kind.${unit.kind}`) },
    {
      key: 'group',
      title: t('group'),
      render: (_: unknown, unit: UnitNode) =>
        unit.group?.name ?? <span className={styles.faint}>{t('group_none')}</span>,
    },
    { key: 'desk', title: t('desk'), render: (_: unknown, unit: UnitNode) => unit.deskName },
    correspondents,
    { key: 'term', title: t('term'), render: (_: unknown, unit: UnitNode) => <Term unit={unit} /> },
  ];
  const acts = {
    key: 'acts',
    title: t('acts'),
    render: (_: unknown, unit: UnitNode) => (
      <ActButton
        size="small"
        type="text"
        icon={<PlusOutlined aria-hidden />}
        can={unit.can.addBelow}
        aria-label={t('add_below_of', { name: unit.name })}
        title={t('add_below_of', { name: unit.name })}
        onClick={() => onAdd(unit)}
      />
    ),
  };
  const mayAdd = !readOnly && !narrow && hasOpenAct(tree);
  return (
    <Table<UnitNode>
      size="small"
      rowKey="id"
      dataSource={tree}
      pagination={false}
      scroll={narrow ? undefined : { x: 'max-content' }}
      expandable={{ defaultExpandAllRows: true, indentSize: narrow ? 8 : 20 }}
      columns={[name, ...(narrow ? [correspondents] : wide), ...(mayAdd ? [acts] : [])]}
    />
  );
}

function hasOpenAct(tree: readonly UnitNode[]): boolean {
  return tree.some(unit => unit.can.addBelow === null || hasOpenAct(unit.children ?? []));
}

function UnitName({ unit, onOpen }: { unit: UnitNode; onOpen: (unit: Unit) => void }) {
  const t = useWords(networkWords);
  return (
    <>
      <Button type="link" size="small" className={styles.unitName} onClick={() => onOpen(unit)}>
        {unit.name}
      </Button>
      {unit.closedOn && <Tag icon={<StopOutlined aria-hidden />}>{t('tag_closed')}</Tag>}
    </>
  );
}

function Term({ unit }: { unit: Unit }) {
  const t = useWords(networkWords);
  const language = useLanguage();
  const from = day(unit.openedOn, language);
  return unit.closedOn
    ? t('term_closed', { from, to: day(unit.closedOn, language) })
    : t('term_open', { from });
}
