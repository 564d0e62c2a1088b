import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import StopOutlined from '@ant-design/icons/StopOutlined';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Award, OWNERS } from '@xinxuan/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { dayOf, period as periodWords, points } from '../formats.ts';
import { paths } from '../paths.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { Mark } from '../ui/Mark.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { Ago } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './awards.module.css';
import type { AwardsState, ListProps } from './listState.ts';
import { recentPeriods } from './periods.ts';
import { awardWords } from './words.ts';

const SORTS = ['newest', 'number', 'owner'] as const;

export function GrantedList({ state, setState, acts }: ListProps) {
  const t = useWords(awardWords);
  const language = useLanguage();
  const today = dayOf(useNow());
  const [revoking, setRevoking] = useState<Award | null>(null);
  const { page, q, owner, ownerId, period, sort } = state;
  const query = useQuery(
    api.awards.list.queryOptions({
      input: { page, pageSize: 20, q, owner, ownerId, period, state: state.state, sort },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <>
      <ListPage<Award>
        title={t('title')}
        noun={t('noun')}
        acts={acts}
        query={query}
        state={state}
        onState={patch => setState(patch as Partial<AwardsState>)}
        filters={[
          { kind: 'text', key: 'q', label: t('search') },
          {
            kind: 'one',
            key: 'owner',
            label: t('owner_kind'),
            pinned: true,
            options: OWNERS.map(value => ({ value, label: t(`owners.${value}`) })),
          },
          {
            kind: 'one',
            key: 'period',
            label: t('period'),
            pinned: true,
            options: recentPeriods(today, period).map(value => ({
              value,
              label: periodWords(value, language),
            })),
          },
          {
            kind: 'one',
            key: 'state',
            label: t('state'),
            options: (['standing', 'revoked'] as const).map(value => ({
              value,
              label: t(`state.${value}`),
            })),
          },
        ]}
        sorts={SORTS.map(value => ({ value, label: t(`sort_${value}`) }))}
        columns={useColumns(setRevoking)}
        rowKey={row => row.id}
        rowPlace={row => paths.award(row.roundId)}
        phone={row => <Card award={row} />}
        empty={{ title: t('none'), hint: t('none_hint') }}
      />
      {revoking && <Revoke award={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

function Card({ award }: { award: Award }) {
  const t = useWords(awardWords);
  const language = useLanguage();
  return (
    <>
      <div className={styles.cardHead}>
        <span className={styles.name}>{award.owner.name}</span>
        {award.unit && <span className={styles.faint}>{award.unit}</span>}
        <span>{award.title[language]}</span>
      </div>
      <div className={styles.cardHead}>
        <span className={styles.faint}>
          {periodWords(award.period, language)} {award.number}
        </span>
        <span>{t('points_of', { points: points(award.points) })}</span>
      </div>
      <span className={styles.reason}>{award.reason[language]}</span>
      {award.revoked && (
        <Mark tone="bad" icon={<StopOutlined />}>
          {t('revoked_said', { reason: award.revoked.reason })}
        </Mark>
      )}
    </>
  );
}

function useColumns(onRevoke: (award: Award) => void): Column<Award>[] {
  const t = useWords(awardWords);
  const language = useLanguage();
  return [
    { key: 'number', title: t('number'), render: row => row.number },
    {
      key: 'owner',
      title: t('owner'),
      opens: true,
      render: row => (
        <>
          <span className={styles.name}>{row.owner.name}</span>
          {row.unit && <span className={styles.faint}> {row.unit}</span>}
        </>
      ),
    },
    { key: 'award', title: t('award'), render: row => row.title[language] },
    { key: 'period', title: t('period'), render: row => periodWords(row.period, language) },
    {
      key: 'points',
      title: t('points'),
      align: 'right',
      render: row => (
        <FigureLink
          value={points(row.points)}
          to={paths.ledger({ owner: row.ownerKind, ownerId: row.owner.id, period: row.period })}
          definition={t('points_means', { name: row.owner.name, period: periodWords(row.period, language) })}
        />
      ),
    },
    {
      key: 'reason',
      title: t('reason'),
      render: row => <span className={styles.reason}>{row.reason[language]}</span>,
    },
    {
      key: 'granted',
      title: t('granted'),
      hidden: true,
      render: row => (
        <>
          {t('granted_by', { name: row.grantedBy.name })} <Ago at={row.grantedAt} />
        </>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      render: row => <Effect award={row} onRevoke={onRevoke} />,
    },
  ];
}

function Effect({ award, onRevoke }: { award: Award; onRevoke: (award: Award) => void }) {
  const t = useWords(awardWords);
  if (award.revoked)
    return (
      <Mark tone="bad" icon={<StopOutlined />}>
        {t('revoked_said', { reason: award.revoked.reason })}
      </Mark>
    );
  return (
    <>
      <Mark tone="good" icon={<CheckCircleOutlined />}>
        {t('state.standing')}
      </Mark>{' '}
      {award.can.revoke === null && (
        <Button size="small" type="text" onClick={() => onRevoke(award)}>
          {t('revoke')}
        </Button>
      )}
    </>
  );
}

function Revoke({ award, onClose }: { award: Award; onClose: () => void }) {
  const t = useWords(awardWords);
  const language = useLanguage();
  const said = { name: award.owner.name, award: award.title[language] };
  const revoke = useAct(api.awards.revoke.call, { done: () => t('revoke_done', said), onDone: onClose });
  return (
    <ReasonDialog
      title={t('revoke_title', said)}
      hint={t('revoke_hint')}
      label={t('revoke_label')}
      act={t('revoke')}
      danger
      busy={revoke.busy}
      onAct={reason => revoke.go({ id: award.id, version: award.version, reason })}
      onClose={onClose}
    />
  );
}
