import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Release } from '@xinxuan/contract';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { Paper } from '../ui/paper/Paper.tsx';
import { When } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import { DutyRow } from './DutyRow.tsx';
import { PostOf } from './PostOf.tsx';
import { ReleaseActs } from './ReleaseActs.tsx';
import { ReleaseMark } from './ReleaseMark.tsx';
import styles from './releases.module.css';
import { releaseWords } from './words.ts';

export default function ReleasePage() {
  const { id } = useParams({ strict: false });
  const query = useQuery(api.releases.get.queryOptions({ input: { id: id ?? '' } }));
  return (
    <Loaded query={query}>
      {release => <OneRelease key={`${release.id}-${release.version}`} release={release} />}
    </Loaded>
  );
}

/** The text that is signed on one side, who signs it on the other. */
function OneRelease({ release }: { release: Release }) {
  const t = useWords(releaseWords);
  const { urgent } = release;
  const returned = release.duties.filter(duty => duty.returned);
  return (
    <Page
      title={release.title}
      back={paths.releases()}
      beside={
        <ReleaseMark
          state={release.state}
          urgent={urgent !== null}
          owed={urgent?.owed ?? false}
          returned={returned.length > 0}
        />
      }
      acts={<ReleaseActs release={release} />}
    >
      <div className={styles.columns}>
        <div>
          <Facts release={release} />
          {urgent && returned.length > 0 && (
            <p className={styles.correct} role="status">
              {t('correct_hint', { stages: returned.map(duty => t(`stage.${duty.stage}`)).join('、') })}
            </p>
          )}
          <Paper title={release.title} body={release.body} photos={[]} />
        </div>
        <div>
          <Panel title={t('duties')}>
            <ol className={styles.duties}>
              {release.duties.map(duty => (
                <DutyRow key={duty.stage} release={release} duty={duty} />
              ))}
            </ol>
          </Panel>
          {release.signs.length > 0 && (
            <Panel title={t('history')}>
              <History release={release} />
            </Panel>
          )}
        </div>
      </div>
    </Page>
  );
}

function Facts({ release }: { release: Release }) {
  const t = useWords(releaseWords);
  const { manuscript, destination, textNumber, hash, urgent, cancelled, released } = release;
  return (
    <p className={styles.facts}>
      <Go to={paths.manuscript(manuscript.id)}>{manuscript.title}</Go>
      <span>{manuscript.unit.name}</span>
      <span>
        {t('destination')}：{destination}
      </span>
      <span>{t('text_number', { number: textNumber })}</span>
      {released && released.textNumber < textNumber && (
        <span>{t('out_number', { number: released.textNumber })}</span>
      )}
      <span className={styles.hash}>{t('hash', { hash: hash.slice(0, 16) })}</span>
      {released && (
        <span>
          {t('state.released')} {released.by.name} <When at={released.at} />
        </span>
      )}
      {urgent && <span>{t('urgent_said', { name: urgent.by.name, reason: urgent.reason })}</span>}
      {cancelled && <span>{t('cancelled_said', { name: cancelled.by.name, reason: cancelled.reason })}</span>}
    </p>
  );
}

function History({ release }: { release: Release }) {
  const t = useWords(releaseWords);
  return (
    <ul className={styles.history}>
      {[...release.signs].reverse().map(sign => (
        <li key={`${sign.stage}${sign.at}`}>
          <p>
            <strong>{t(`stage.${sign.stage}`)}</strong> {sign.by.name}
            {sign.for && `（${t('for', { name: sign.for.name })}）`}
            <PostOf post={sign.post} /> {t(sign.passed ? 'passed' : 'returned')}
            {sign.opinion && `：${sign.opinion}`}
          </p>
          {sign.errors.length > 0 && (
            <ul className={styles.errors}>
              {sign.errors.map(error => (
                <li key={`${error.kind}${error.passage}`}>
                  {t(`error.${error.kind}`)}：{error.passage}
                  {error.note && `（${error.note}）`}
                </li>
              ))}
            </ul>
          )}
          <p className={styles.faint}>
            <When at={sign.at} /> {t('text_number', { number: sign.textNumber })}
            {sign.passed && !sign.holds && `，${t('void')}`}
          </p>
        </li>
      ))}
    </ul>
  );
}
