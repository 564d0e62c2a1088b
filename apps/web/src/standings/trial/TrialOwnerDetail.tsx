import { useQuery } from '@tanstack/react-query';
import type { TrialLine, TrialResult } from '@xinxuan/contract';
import { api } from '../../api/api.ts';
import { count, day, points } from '../../formats.ts';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/Go.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Panel } from '../../ui/Page.tsx';
import { useLanguage, useWords } from '../../words/i18n.ts';
import type { TrialSearch } from './search.ts';
import { Causes, Change, Places, Shift, signed } from './TrialParts.tsx';
import styles from './trial.module.css';
import { trialWords } from './words.ts';

type TrialOwnerDetailProps = { trialId: string; result: TrialResult; ownerId: string; state: TrialSearch };

/** One owner: what changes in all, then line beside line with both sentences and why they differ. */
export function TrialOwnerDetail({ trialId, result, ownerId, state }: TrialOwnerDetailProps) {
  const t = useWords(trialWords);
  const { period, kind } = result;
  const query = useQuery(api.trials.owner.queryOptions({ input: { id: trialId, period, kind, ownerId } }));
  const { page, group, filter, q, sort } = state;
  return (
    <>
      <p className={styles.bar}>
        <Go
          to={paths.trial(trialId, {
            period,
            kind,
            page: page > 1 ? page : undefined,
            group,
            filter,
            q,
            sort,
          })}
        >
          {t('detail_back')}
        </Go>
      </p>
      <Loaded query={query}>
        {({ owner, lines, more, same }) => (
          <>
            <Panel title={owner.owner.name}>
              <div className={styles.moverHead}>
                <span>
                  {[owner.unit, owner.group].filter(Boolean).join(' · ')} {t('column_place')}{' '}
                  <Places owner={owner} /> <Shift shift={owner.shift} />
                </span>
                <span>
                  {t('points_said')}{' '}
                  {t('change_of', {
                    before: owner.before ? points(owner.before.points) : '—',
                    after: owner.after ? points(owner.after.points) : '—',
                  })}{' '}
                  <Change change={owner.change} />
                </span>
              </div>
              <Causes owner={owner} all />
            </Panel>
            <Panel title={t('lines')}>
              {lines.length === 0 ? (
                <p className={styles.faint}>{t('lines_all_same')}</p>
              ) : (
                lines.map((line, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the kept lines of a trial never change their order
                  <Line key={i} line={line} />
                ))
              )}
              {more > 0 && <p className={styles.hint}>{t('lines_more', { more: count(more) })}</p>}
              {lines.length > 0 && same.lines > 0 && (
                <p className={styles.hint}>
                  {t('lines_same', { lines: count(same.lines), points: points(same.points) })}
                </p>
              )}
            </Panel>
          </>
        )}
      </Loaded>
    </>
  );
}

function Line({ line }: { line: TrialLine }) {
  const t = useWords(trialWords);
  const language = useLanguage();
  const title = line.label ?? (line.after ?? line.before)?.text[language] ?? '';
  return (
    <article className={styles.line}>
      <div className={styles.lineHead}>
        <span>
          {day(line.on, language)}{' '}
          {line.manuscriptId ? <Go to={paths.manuscript(line.manuscriptId)}>{title}</Go> : title}
        </span>
        <strong className={styles.number}>{signed(line.change)}</strong>
      </div>
      <div className={styles.sides}>
        <Side name={t('line_before')} side={line.before} />
        <Side name={t('line_after')} side={line.after} />
      </div>
      <p className={styles.lineWhy}>{line.why[language]}</p>
    </article>
  );
}

function Side({ name, side }: { name: string; side: TrialLine['before'] }) {
  const t = useWords(trialWords);
  const language = useLanguage();
  return (
    <p className={styles.side}>
      <span className={styles.sideName}>{name}：</span>
      {side ? (
        <>
          {side.rule && `${side.rule}：`}
          {side[language]}
          {side.status !== 'counted' && ` (${t('not_counted')})`}
        </>
      ) : (
        <span className={styles.faint}>{t('line_none')}</span>
      )}
    </p>
  );
}
