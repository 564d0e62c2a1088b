import type { AwardCandidate, AwardRound, CandidateDecision } from '@xinxuan/contract';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { period as periodWords, points } from '../formats.ts';
import { paths } from '../paths.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './awards.module.css';
import { Paged } from './Paged.tsx';
import { ResultMark, resultOf } from './RoundState.tsx';
import { awardWords } from './words.ts';

type RowsProps = { round: AwardRound; candidates: readonly AwardCandidate[] };
type Asked = { candidate: AwardCandidate; kind: CandidateDecision };

const PER_PAGE = 20;

/** Everybody who stands in the ranking of an award, with the reason, and what may be decided about them. */
export function CandidateRows({ round, candidates }: RowsProps) {
  const narrow = useNarrow();
  const [asked, setAsked] = useState<Asked | null>(null);
  const Rows = narrow ? Cards : Rowed;
  return (
    <>
      <Rows round={round} candidates={candidates} onAsk={setAsked} />
      {asked && <Decide round={round} {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

type ShownProps = RowsProps & { onAsk: (asked: Asked) => void };

function Rowed({ round, candidates, onAsk }: ShownProps) {
  const t = useWords(awardWords);
  const mayDecide = round.can.decide === null;
  const grouped = candidates.some(candidate => candidate.group !== '');
  return (
    <Table<AwardCandidate>
      size="small"
      rowKey={row => row.id}
      dataSource={[...candidates]}
      pagination={candidates.length > PER_PAGE ? { pageSize: PER_PAGE, showSizeChanger: false } : false}
      scroll={{ x: 980 }}
      columns={[
        ...(grouped
          ? [
              {
                key: 'group',
                title: t('group'),
                width: 140,
                render: (_: unknown, row: AwardCandidate) => row.group,
              },
            ]
          : []),
        { key: 'place', title: t('place'), width: 108, render: (_, row) => <Place candidate={row} /> },
        { key: 'owner', title: t('owner'), width: 200, render: (_, row) => <Who candidate={row} /> },
        {
          key: 'points',
          title: t('points'),
          width: 96,
          align: 'right',
          render: (_, row) => <Points candidate={row} period={round.period} />,
        },
        { key: 'result', title: t('result'), width: 208, render: (_, row) => <Result candidate={row} /> },
        { key: 'reason', title: t('reason'), render: (_, row) => <Reason candidate={row} /> },
        ...(mayDecide
          ? [
              {
                key: 'act',
                title: <span className="unseen">{t('set_aside')}</span>,
                width: 128,
                render: (_: unknown, row: AwardCandidate) => (
                  <Act round={round} candidate={row} onAsk={onAsk} />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Cards({ round, candidates, onAsk }: ShownProps) {
  return (
    <Paged
      rows={candidates}
      card={candidate => (
        <li key={candidate.id}>
          <div className={styles.cardHead}>
            <Place candidate={candidate} />
            <Who candidate={candidate} />
            <Points candidate={candidate} period={round.period} />
            <Result candidate={candidate} />
          </div>
          <Reason candidate={candidate} />
          {round.can.decide === null && (
            <div className={styles.rise}>
              <Act round={round} candidate={candidate} onAsk={onAsk} />
            </div>
          )}
        </li>
      )}
    />
  );
}

type One = { candidate: AwardCandidate };

function Place({ candidate: { place, tied } }: One) {
  const t = useWords(awardWords);
  if (place === null) return <span>{t('apart')}</span>;
  return <span>{t(tied ? 'place_tied' : 'place_no', { place })}</span>;
}

function Who({ candidate }: One) {
  return (
    <span>
      <span className={styles.name}>{candidate.owner.name}</span>
      {candidate.unit && <span className={styles.faint}> {candidate.unit}</span>}
    </span>
  );
}

function Points({ candidate, period }: One & { period: string }) {
  const t = useWords(awardWords);
  const language = useLanguage();
  const { owner, ownerKind } = candidate;
  return (
    <FigureLink
      value={points(candidate.points)}
      to={paths.ledger({ owner: ownerKind, ownerId: owner.id, period })}
      definition={t('points_means', { name: owner.name, period: periodWords(period, language) })}
    />
  );
}

function Result({ candidate }: One) {
  const t = useWords(awardWords);
  return (
    <span>
      <ResultMark result={resultOf(candidate)} />
      {candidate.number && <span className={styles.whole}> {candidate.number}</span>}
      {candidate.gets && candidate.money && (
        <span className={styles.whole}> {t('money', { money: points(candidate.money) })}</span>
      )}
    </span>
  );
}

function Reason({ candidate: { reason, decision } }: One) {
  const t = useWords(awardWords);
  const language = useLanguage();
  return (
    <>
      <span className={styles.reason}>{reason[language]}</span>
      {decision && (
        <span className={styles.decided}>
          {t('decided', { name: decision.by.name, reason: decision.reason })}
        </span>
      )}
    </>
  );
}

type ActProps = One & { round: AwardRound; onAsk: (asked: Asked) => void };

function Act({ round, candidate, onAsk }: ActProps) {
  const t = useWords(awardWords);
  const back = useAct(api.awards.decide.call, {
    done: () => t('as_figures_done', { name: candidate.owner.name }),
  });
  if (candidate.outcome === 'apart') return null;
  if (candidate.decision)
    return (
      <Button
        size="small"
        loading={back.busy}
        onClick={() =>
          back.go({ id: round.id, version: round.version, candidateId: candidate.id, decision: null })
        }
      >
        {t('as_figures')}
      </Button>
    );
  const kind = candidate.gets ? 'set_aside' : 'moved_up';
  return (
    <Button size="small" onClick={() => onAsk({ candidate, kind })}>
      {t(kind)}
    </Button>
  );
}

function Decide({ round, candidate, kind, onClose }: Asked & { round: AwardRound; onClose: () => void }) {
  const t = useWords(awardWords);
  const said = { name: candidate.owner.name };
  const decide = useAct(api.awards.decide.call, { done: () => t(`${kind}_done`, said), onDone: onClose });
  return (
    <ReasonDialog
      title={t(`${kind}_title`, said)}
      hint={t(`${kind}_hint`, said)}
      label={t(`${kind}_label`)}
      act={t(kind)}
      busy={decide.busy}
      onAct={reason =>
        decide.go({
          id: round.id,
          version: round.version,
          candidateId: candidate.id,
          decision: { kind, reason },
        })
      }
      onClose={onClose}
    />
  );
}
