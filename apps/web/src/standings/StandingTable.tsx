import type { Standing } from '@xinxuan/contract';
import { Table } from 'antd';
import { VetoMark } from '../awards/VetoMark.tsx';
import { useWords } from '../words/i18n.ts';
import { useAsOf } from './AsOf.tsx';
import type { Owners } from './places.ts';
import { StandingDetails } from './StandingDetails.tsx';
import { Figure, PlaceChange, PlaceNumber, TargetsInShort } from './StandingParts.tsx';
import styles from './standings.module.css';
import { standingWords } from './words.ts';

export type StandingRowsProps = {
  rows: readonly Standing[];
  changes: ReadonlyMap<string, number | null>;
  owners: Owners;
  period: string;
  schemeId: string | null;
};

export function StandingTable({ rows, changes, owners, period, schemeId }: StandingRowsProps) {
  const t = useWords(standingWords);
  const asOf = useAsOf();
  const figure = (kind: 'points' | 'submitted' | 'counted' | 'adopted') => ({
    key: kind,
    title: t(kind),
    width: kind === 'points' ? 112 : 92,
    align: 'right' as const,
    render: (_: unknown, row: Standing) => (
      <Figure kind={kind} standing={row} owners={owners} period={period} />
    ),
  });
  return (
    <Table<Standing>
      size="small"
      rowKey={row => row.owner.id}
      dataSource={[...rows]}
      pagination={false}
      tableLayout="fixed"
      scroll={{ x: 980 }}
      expandable={{
        columnTitle: <span className="unseen">{t('details')}</span>,
        expandedRowRender: row => (
          <StandingDetails standing={row} owners={owners} period={period} schemeId={schemeId} />
        ),
        rowExpandable: row => row.byClause.length + row.targets.length > 0,
      }}
      columns={[
        {
          key: 'place',
          title: t('place'),
          width: 88,
          render: (_, row) => <PlaceNumber standing={row} />,
        },
        {
          key: 'owner',
          title: t(owners === 'unit' ? 'owner_unit' : 'owner_person'),
          render: (_, row) => (
            <>
              <span className={styles.name}>{row.owner.name}</span>{' '}
              {owners === 'unit' && !asOf && <VetoMark ownerId={row.owner.id} period={period} />}
            </>
          ),
        },
        ...(owners === 'person'
          ? [{ key: 'unit', title: t('of_unit'), render: (_: unknown, row: Standing) => row.unit?.name }]
          : []),
        figure('points'),
        {
          key: 'change',
          title: t('change'),
          width: 132,
          render: (_, row) => <PlaceChange steps={changes.get(row.owner.id) ?? null} />,
        },
        figure('submitted'),
        figure('counted'),
        figure('adopted'),
        {
          key: 'targets',
          title: t('targets'),
          width: 240,
          render: (_, row) => <TargetsInShort standing={row} />,
        },
      ]}
    />
  );
}
