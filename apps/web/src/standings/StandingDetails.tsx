import type { Standing } from '@xinxuan/contract';
import { count, points } from '../formats.ts';
import { Go } from '../ui/Go.tsx';
import { useWords } from '../words/i18n.ts';
import { useAsOf } from './AsOf.tsx';
import { listsBehind, type Owners } from './places.ts';
import { TargetBar } from './StandingParts.tsx';
import styles from './standings.module.css';
import { useClauses } from './useClauses.ts';
import { standingWords } from './words.ts';

type DetailsProps = { standing: Standing; owners: Owners; period: string; schemeId: string | null };

/** What the points consist of, clause by clause, and every target. */
export function StandingDetails(props: DetailsProps) {
  const { standing, owners, period, schemeId } = props;
  const clauseName = useClauses(schemeId);
  const t = useWords(standingWords);
  const lists = listsBehind(standing, owners, { period, asOf: useAsOf() });
  return (
    <section className={styles.details} aria-label={t('details_of', { name: standing.owner.name })}>
      <ul>
        {standing.byClause.map(part => (
          <li key={part.clause}>
            <Go to={lists.clause(part.clause)}>
              {t('clause_line', {
                clause: clauseName(part.clause),
                lines: count(part.lines),
                points: points(part.points),
              })}
            </Go>
          </li>
        ))}
      </ul>
      <ul>
        {standing.targets.map(target => (
          <li key={`${target.clause}-${target.name}`}>
            <TargetBar target={target} />
          </li>
        ))}
      </ul>
    </section>
  );
}
