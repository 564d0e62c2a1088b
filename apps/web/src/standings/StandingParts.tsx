import ArrowDownOutlined from '@ant-design/icons/ArrowDownOutlined';
import ArrowUpOutlined from '@ant-design/icons/ArrowUpOutlined';
import CheckOutlined from '@ant-design/icons/CheckOutlined';
import MinusOutlined from '@ant-design/icons/MinusOutlined';
import type { Standing } from '@xinxuan/contract';
import { Progress } from 'antd';
import { count, period as periodWords, points } from '../formats.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import { useAsOf } from './AsOf.tsx';
import { listsBehind, type Owners, percentDone } from './places.ts';
import styles from './standings.module.css';
import { standingWords } from './words.ts';

export type FigureKind = 'points' | 'submitted' | 'counted' | 'adopted';
type FigureProps = { kind: FigureKind; standing: Standing; owners: Owners; period: string };

export function Figure({ kind, standing, owners, period }: FigureProps) {
  const t = useWords(standingWords);
  const language = useLanguage();
  const asOf = useAsOf();
  const definition = t(`${kind}_means`, { period: periodWords(period, language), name: standing.owner.name });
  // the lists of manuscripts and adoptions show the present, which need not be what was counted then
  if (asOf && kind !== 'points')
    return <span title={t('as_of_no_list', { definition })}>{count(standing[kind])}</span>;
  return (
    <FigureLink
      value={kind === 'points' ? points(standing.points) : count(standing[kind])}
      to={listsBehind(standing, owners, { period, asOf })[kind]}
      definition={definition}
      strong={kind === 'points'}
    />
  );
}

export function PlaceNumber({ standing }: { standing: Standing }) {
  const t = useWords(standingWords);
  return (
    <span className={styles.place} title={t('place_said', { place: standing.place })}>
      {standing.place}
      {standing.tied && <span className={styles.tied}>{t('tied')}</span>}
    </span>
  );
}

export function PlaceChange({ steps }: { steps: number | null }) {
  const t = useWords(standingWords);
  if (steps === null) return <span className={styles.faint}>{t('change_new')}</span>;
  if (steps === 0)
    return (
      <span className={styles.faint}>
        <MinusOutlined aria-hidden /> {t('change_same')}
      </span>
    );
  return (
    <span>
      {steps > 0 ? <ArrowUpOutlined aria-hidden /> : <ArrowDownOutlined aria-hidden />}{' '}
      {steps > 0 ? t('change_up', { steps }) : t('change_down', { steps: -steps })}
    </span>
  );
}

type Target = Standing['targets'][number];

/** The target that is farthest from done; all of them stand in the details. */
export function TargetsInShort({ standing }: { standing: Standing }) {
  const t = useWords(standingWords);
  const [worst] = standing.targets.toSorted(
    (a, b) => percentDone(a.done, a.target) - percentDone(b.done, b.target),
  );
  if (!worst) return <span className={styles.faint}>{t('target_none')}</span>;
  return (
    <span className={styles.short}>
      <TargetBar target={worst} short />
    </span>
  );
}

/** In short the name, a sentence of the scheme, stands in the title only. */
export function TargetBar({ target, short }: { target: Target; short?: true }) {
  const t = useWords(standingWords);
  const missing = Number(target.missing) > 0;
  const figures = { target: points(target.target), done: points(target.done) };
  const said = t('target_progress', { name: target.name, ...figures });
  return (
    <span className={styles.target} title={said}>
      <Progress
        percent={percentDone(target.done, target.target)}
        size="small"
        showInfo={false}
        status="normal"
        aria-label={said}
      />
      <span className={styles.targetText}>
        {!short && target.name}{' '}
        <span className={styles.targetFigure}>
          {missing ? (
            t('target_missing', { ...figures, missing: points(target.missing) })
          ) : (
            <>
              <CheckOutlined aria-hidden /> {t('target_met', figures)}
            </>
          )}
        </span>
      </span>
    </span>
  );
}
