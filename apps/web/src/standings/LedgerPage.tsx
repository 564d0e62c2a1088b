import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import EditOutlined from '@ant-design/icons/EditOutlined';
import MinusCircleOutlined from '@ant-design/icons/MinusCircleOutlined';
import SwapOutlined from '@ant-design/icons/SwapOutlined';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type LedgerLine, LINE_STATUSES, OWNERS } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { OwnHonours } from '../awards/OwnHonours.tsx';
import { day, dayOf, period as periodWords, points } from '../formats.ts';
import { type Place, paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Go } from '../ui/Go.tsx';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { Page } from '../ui/Page.tsx';
import { dayField, idField, listFields, oneOf, text } from '../ui/searchFields.ts';
import { useNow } from '../ui/useNow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { AsOfNote, AsOfPick, pastDay } from './AsOf.tsx';
import { Reason } from './LineReason.tsx';
import { ObjectToLine, useObjecting } from './objections/ObjectAct.tsx';
import { objectionWords } from './objections/words.ts';
import { PeriodBar } from './PeriodBar.tsx';
import { periodOf } from './period.ts';
import type { Owners } from './places.ts';
import { periodField } from './searchFields.ts';
import styles from './standings.module.css';
import { useClauses } from './useClauses.ts';
import { standingWords } from './words.ts';

const SORTS = ['day', 'points', 'clause'] as const;
const State = z.object({
  ...listFields,
  owner: z.enum(OWNERS).catch('unit').default('unit'),
  ownerId: idField(),
  period: periodField(),
  asOf: dayField(),
  clause: text(40),
  status: oneOf(LINE_STATUSES),
  sort: oneOf(SORTS),
});
type LedgerState = z.output<typeof State>;

export default function LedgerPage() {
  const t = useWords(standingWords);
  const [state, setState] = useSearchState(State);
  if (!state.ownerId)
    return (
      <Page title={t('ledger')}>
        <Empty
          title={t('ledger_choose')}
          hint={t('ledger_choose_hint')}
          act={<Go to={paths.standings()}>{t('to_standings')}</Go>}
        />
      </Page>
    );
  return <Ledger ownerId={state.ownerId} state={state} setState={setState} />;
}

type LedgerProps = { ownerId: string; state: LedgerState; setState: (patch: Partial<LedgerState>) => void };

function Ledger({ ownerId, state, setState }: LedgerProps) {
  const t = useWords(standingWords);
  const language = useLanguage();
  const today = dayOf(useNow());
  const period = state.period ?? periodOf(today, 'quarter');
  const { owner, page, clause, status, sort } = state;
  const asOf = pastDay(state.asOf, today);
  const past = asOf ? { asOf } : {};
  const toDay = (day: string | undefined) => setState({ asOf: day, page: 1 });
  const query = useQuery(
    api.standings.ledger.queryOptions({
      input: { owner, ownerId, period, page, pageSize: 20, clause, status, sort, ...past },
      placeholderData: keepPreviousData,
    }),
  );
  const { standing, schemeId, periodState } = useStanding({ owners: owner, ownerId, period, ...past });
  const clauseName = useClauses(schemeId);
  const name = standing?.owner.name ?? query.data?.rows[0]?.owner.name ?? '';
  const unitId = owner === 'unit' ? ownerId : (standing?.unit?.id ?? null);
  const objecting = useObjecting(periodState, { kind: owner, id: ownerId, name, unitId });
  const onObject = asOf ? null : objecting.ofLine;
  return (
    <>
      <ListPage<LedgerLine>
        title={t('ledger_of', { name, period: periodWords(period, language) })}
        noun={t('line_noun')}
        back={paths.standings({ period, owners: owner, ...past })}
        acts={
          <PeriodBar period={period} onPeriod={next => setState({ period: next, page: 1 })}>
            {query.data && (
              <strong className={styles.sum} title={t('sum_means')}>
                {t('sum', { points: points(query.data.sum) })}
              </strong>
            )}
            <AsOfPick asOf={asOf} onAsOf={toDay} />
            {!asOf && objecting.act}
            {!asOf && <OwnHonours ownerId={ownerId} />}
          </PeriodBar>
        }
        intro={<AsOfNote asOf={asOf} onAsOf={toDay} />}
        query={query}
        state={state}
        onState={patch => setState(patch as Partial<LedgerState>)}
        filters={[
          {
            kind: 'one',
            key: 'status',
            label: t('status'),
            pinned: true,
            options: LINE_STATUSES.map(value => ({ value, label: t(`status.${value}`) })),
          },
          {
            kind: 'one',
            key: 'clause',
            label: t('filter_clause'),
            pinned: true,
            options: clauseOptions(standing?.byClause.map(part => part.clause) ?? [], clause).map(value => ({
              value,
              label: clauseName(value),
            })),
          },
        ]}
        sorts={SORTS.map(value => ({ value, label: t(`sort_${value}`) }))}
        columns={useColumns(onObject, saidAbove(query.data?.rows ?? []))}
        rowKey={line => line.id}
        rowPlace={line => placeOf(line, paths.ledger({ ...state, period }))}
        phone={line => <LineCard line={line} />}
        phoneActs={line => onObject && <ObjectToLine line={line} onObject={onObject} />}
        empty={{ title: t('line_none'), hint: t('line_none_hint') }}
      />
      {objecting.dialog}
    </>
  );
}

function clauseOptions(known: readonly string[], chosen: string | undefined): string[] {
  return chosen && !known.includes(chosen) ? [...known, chosen] : [...known];
}

type Whose = { owners: Owners; ownerId: string; period: string; asOf?: string };

/** The owner's row in the standings names the owner and the clauses that brought points. */
function useStanding({ ownerId, ...input }: Whose) {
  const query = useQuery(api.standings.get.queryOptions({ input }));
  const rows = query.data?.groups.flatMap(group => group.rows) ?? [];
  return {
    standing: rows.find(row => row.owner.id === ownerId),
    schemeId: query.data?.scheme?.id ?? null,
    periodState: query.data?.state ?? null,
  };
}

/** A line opens what it was earned with; one that nothing was earned with stays where it is. */
function placeOf(line: LedgerLine, here: Place): Place {
  if (line.correction?.objectionId) return paths.objection(line.correction.objectionId);
  if (line.item?.adoptionId) return paths.adoption(line.item.adoptionId);
  return line.item?.manuscriptId ? paths.manuscript(line.item.manuscriptId) : here;
}

/** Lines whose clause is that of the line above. */
function saidAbove(lines: readonly LedgerLine[]): Set<string> {
  const same = lines.filter((line, i) => line.clauseText === lines[i - 1]?.clauseText);
  return new Set(same.map(line => line.id));
}

function useColumns(
  onObject: ((line: LedgerLine) => void) | null,
  said: ReadonlySet<string>,
): Column<LedgerLine>[] {
  const t = useWords(standingWords);
  const language = useLanguage();
  const o = useWords(objectionWords);
  return [
    { key: 'day', title: t('day'), render: line => day(line.on, language) },
    {
      key: 'item',
      title: t('item'),
      opens: true,
      render: line => <LineItem line={line} />,
    },
    {
      key: 'reason',
      title: t('reason'),
      render: line => <Reason line={line} isRuleSaid={said.has(line.id)} />,
    },
    {
      key: 'points',
      title: t('points'),
      align: 'right',
      render: line => <LinePoints line={line} />,
    },
    { key: 'status', title: t('status'), render: line => <LineStatus status={line.status} /> },
    ...(onObject
      ? [
          {
            key: 'object',
            title: o('noun'),
            render: (line: LedgerLine) => <ObjectToLine line={line} onObject={onObject} />,
          },
        ]
      : []),
    { key: 'evidence', title: t('evidence'), render: line => <LineEvidence line={line} /> },
  ];
}

/** The item, or that the line concerns the whole; a correction says so. */
function LineItem({ line }: { line: LedgerLine }) {
  const t = useWords(standingWords);
  const o = useWords(objectionWords);
  const { correction, item } = line;
  return (
    <span className={styles.item}>
      {correction && (
        <Mark tone="care" icon={<EditOutlined />}>
          {o(`correction.${correction.kind}`)}
        </Mark>
      )}{' '}
      {item?.label ?? (correction ? '' : t('general'))}
    </span>
  );
}

const LOOKS: Record<LedgerLine['status'], { tone: Tone; icon: ReactNode }> = {
  counted: { tone: 'good', icon: <CheckCircleOutlined /> },
  superseded: { tone: 'plain', icon: <SwapOutlined /> },
  excluded: { tone: 'plain', icon: <MinusCircleOutlined /> },
};

function LineStatus({ status }: { status: LedgerLine['status'] }) {
  const t = useWords(standingWords);
  return <Mark {...LOOKS[status]}>{t(`status.${status}`)}</Mark>;
}

function LinePoints({ line }: { line: LedgerLine }) {
  return line.status === 'counted' ? (
    <strong>{points(line.points)}</strong>
  ) : (
    <del className={styles.faint}>{points(line.points)}</del>
  );
}

function LineEvidence({ line }: { line: LedgerLine }) {
  return (
    <ul className={styles.evidence}>
      {line.evidence.map(piece => (
        <li key={piece.url}>
          <a href={piece.url} title={piece.name} target="_blank" rel="noreferrer noopener">
            {hostOf(piece.name)}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Of an address that serves as a name, the site: the whole would be cut in every row. */
function hostOf(name: string): string {
  return URL.canParse(name) ? new URL(name).host : name;
}

function LineCard({ line }: { line: LedgerLine }) {
  const language = useLanguage();
  return (
    <>
      <p className={styles.cardHead}>
        <span className={styles.name}>
          <LineItem line={line} />
        </span>
        <LinePoints line={line} />
      </p>
      <Reason line={line} />
      <p className={styles.cardFigures}>
        <span>{day(line.on, language)}</span>
        <LineStatus status={line.status} />
      </p>
    </>
  );
}
