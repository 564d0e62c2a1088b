import PaperClipOutlined from '@ant-design/icons/PaperClipOutlined';
import type { Manuscript } from '@xinxuan/contract';
import { lazy, Suspense } from 'react';
import { bytes, count, day } from '../formats.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { Go } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { CheckRecord } from './CheckRecord.tsx';
import { Repeats } from './Repeats.tsx';
import { ReviewSteps } from './ReviewSteps.tsx';
import { Revisions } from './Revisions.tsx';
import styles from './view.module.css';
import { manuscriptWords } from './words.ts';

const Answered = lazy(() => import('./Answered.tsx'));
// What leaders wrote on it stands to the right of manuscripts: fetched when shown, never imported.
const Instructions = lazy(() => import('../instructions/OnManuscript.tsx'));

type MarginProps = { manuscript: Manuscript; withRepeats: boolean };

export function Margin({ manuscript, withRepeats }: MarginProps) {
  const t = useWords(manuscriptWords);
  const mayReadInstructions = useRight('instruction.read');
  return (
    <>
      {withRepeats && manuscript.possibleRepeats.length > 0 && <Repeats manuscript={manuscript} />}
      {manuscript.state !== 'draft' && <CheckRecord id={manuscript.id} />}
      {manuscript.route.length > 0 && (
        <Panel title={t('page.route')}>
          <ReviewSteps steps={manuscript.route} />
        </Panel>
      )}
      <Suspense>
        <Answered manuscript={manuscript} />
      </Suspense>
      {mayReadInstructions && (
        <Suspense>
          <Instructions manuscript={manuscript} />
        </Suspense>
      )}
      <Panel title={t('page.facts')}>
        <Facts manuscript={manuscript} />
      </Panel>
      {manuscript.attachments.length > 0 && (
        <Panel title={t('page.attachments')}>
          <ul>
            {manuscript.attachments.map(file => (
              <li key={file.fileId} className={styles.attachment}>
                <PaperClipOutlined aria-hidden /> <a href={file.url}>{file.name}</a>{' '}
                <span className={styles.quiet}>
                  {bytes(file.size)}
                  {file.role === 'source' && `　${t('page.source')}`}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title={t('page.revisions')}>
        <Revisions manuscript={manuscript} />
      </Panel>
    </>
  );
}

function Facts({ manuscript }: { manuscript: Manuscript }) {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const { unit, authors, eventOn, importance, type, genre, channel, secrecy, themes } = manuscript;
  const facts: [string, React.ReactNode][] = [
    [t('field.unit'), unit.name],
    [t('field.authors'), authors.map(a => a.name).join('、')],
    [t('field.eventOn'), eventOn && day(eventOn, language)],
    [t('field.importance'), c(`importance.${importance}`)],
    [t('field.type'), c(`type.${type}`)],
    [t('field.genre'), c(`genre.${genre}`)],
    [t('field.channel'), c(`channel.${channel}`)],
    [t('field.secrecy'), c(`secrecy.${secrecy}`)],
    [t('field.themes'), themes.join('、')],
    [t('field.leadNote'), manuscript.leadNote],
    [t('column.words'), c('words.count', { count: count(manuscript.words) })],
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {manuscript.mergedFrom.length > 0 && (
        <div>
          <dt>{t('page.merged_from')}</dt>
          <dd>
            {manuscript.mergedFrom.map(source => (
              <p key={source.id}>
                <Go to={paths.manuscript(source.id)}>{source.name}</Go>
              </p>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}
