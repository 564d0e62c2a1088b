import { VetoMark } from '../awards/VetoMark.tsx';
import { useWords } from '../words/i18n.ts';
import { useAsOf } from './AsOf.tsx';
import { StandingDetails } from './StandingDetails.tsx';
import { Figure, PlaceChange, PlaceNumber } from './StandingParts.tsx';
import type { StandingRowsProps } from './StandingTable.tsx';
import styles from './standings.module.css';
import { standingWords } from './words.ts';

const FIGURES = ['submitted', 'counted', 'adopted'] as const;

/** The table on a phone: a card for each owner, its parts one tap away. */
export function StandingCards({ rows, changes, owners, period, schemeId }: StandingRowsProps) {
  const t = useWords(standingWords);
  const asOf = useAsOf();
  return (
    <ol>
      {rows.map(row => (
        <li key={row.owner.id} className={styles.card}>
          <p className={styles.cardHead}>
            <PlaceNumber standing={row} />
            <span className={styles.name}>{row.owner.name}</span>
            {owners === 'unit' && !asOf && <VetoMark ownerId={row.owner.id} period={period} />}
            <Figure kind="points" standing={row} owners={owners} period={period} />
          </p>
          <p className={styles.cardFigures}>
            {FIGURES.map(kind => (
              <span key={kind}>
                {t(kind)} <Figure kind={kind} standing={row} owners={owners} period={period} />
              </span>
            ))}
            <PlaceChange steps={changes.get(row.owner.id) ?? null} />
          </p>
          {row.byClause.length + row.targets.length > 0 && (
            <details>
              <summary>{t('details')}</summary>
              <StandingDetails standing={row} owners={owners} period={period} schemeId={schemeId} />
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}
