import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { AwardCandidate, AwardRound } from '@xinxuan/contract';
import { Segmented } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { period as periodWords } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './awards.module.css';
import { CandidateRows } from './CandidateRows.tsx';
import { RoundActs } from './RoundActs.tsx';
import { RoundState, resultOf } from './RoundState.tsx';
import { awardWords } from './words.ts';

const SHOWN = ['all', 'gets', 'missed', 'lost'] as const;
const State = z.object({ show: z.enum(SHOWN).catch('all').default('all') });

export default function AwardRoundPage() {
  const { id } = useParams({ strict: false });
  const query = useQuery(api.awards.round.queryOptions({ input: { id: id ?? '' } }));
  return <Loaded query={query}>{round => <Round round={round} />}</Loaded>;
}

function Round({ round }: { round: AwardRound }) {
  const t = useWords(awardWords);
  const language = useLanguage();
  const [{ show }, setState] = useSearchState(State);
  const shown = round.candidates.filter(candidate => show === 'all' || resultOf(candidate) === show);
  const awards = [...Map.groupBy(round.candidates, candidate => candidate.award)];
  return (
    <Page
      title={t('round_of', { period: periodWords(round.period, language) })}
      back={paths.awards({ view: 'rounds' })}
      beside={<RoundState state={round.discarded ? 'discarded' : round.state} />}
      acts={<RoundActs round={round} />}
    >
      <Facts round={round} />
      {round.sentBack && <p className={styles.sentBack}>{t('sent_back', { reason: round.sentBack })}</p>}
      <div className={styles.tools}>
        <Segmented<(typeof SHOWN)[number]>
          aria-label={t('show')}
          value={show}
          options={SHOWN.map(value => ({ value, label: t(`show.${value}`) }))}
          onChange={value => setState({ show: value })}
        />
      </div>
      {awards.map(([award, all]) => (
        <AwardPanel
          key={award}
          round={round}
          first={all[0]}
          candidates={shown.filter(candidate => candidate.award === award)}
        />
      ))}
    </Page>
  );
}

type PanelProps = {
  round: AwardRound;
  first: AwardCandidate | undefined;
  candidates: readonly AwardCandidate[];
};

function AwardPanel({ round, first, candidates }: PanelProps) {
  const t = useWords(awardWords);
  const language = useLanguage();
  const seats = useSeats(round.candidates.filter(candidate => candidate.award === first?.award));
  if (!first) return null;
  return (
    <Panel title={first.title[language]} extra={<span className={styles.faint}>{seats}</span>}>
      {candidates.length === 0 ? (
        <p className={styles.faint}>{t('nobody')}</p>
      ) : (
        <CandidateRows round={round} candidates={candidates} />
      )}
    </Panel>
  );
}

/** Seats as the scheme gives them: one number for all groups, one for each, or a mark instead of a number. */
function useSeats(candidates: readonly AwardCandidate[]): string {
  const t = useWords(awardWords);
  const groups = new Map(candidates.map(({ group, seats }) => [group, seats]));
  const counts = new Set(groups.values());
  const [only = null] = counts;
  if (counts.has(null)) return t('seats_mark');
  if (counts.size === 1) return t(groups.size > 1 ? 'seats_each' : 'seats', { count: only ?? 0 });
  return t('seats_by', { seats: [...groups].map(([group, seats]) => `${group} ${seats}`).join(' / ') });
}

function Facts({ round }: { round: AwardRound }) {
  const t = useWords(awardWords);
  return (
    <div className={styles.facts}>
      <span>{t(round.granted ? 'winners_granted' : 'winners', { count: round.winners })}</span>
      <span>{t('lost', { count: round.lost })}</span>
      {round.decisions > 0 && <span>{t('decisions', { count: round.decisions })}</span>}
      <Go to={paths.scheme(round.scheme.id)}>{t('by_scheme', { name: round.scheme.name })}</Go>
      <Go to={paths.standings({ period: round.period })}>{t('standings')}</Go>
      {round.hash && <span>{t('hash', { hash: round.hash.slice(0, 16) })}</span>}
    </div>
  );
}
