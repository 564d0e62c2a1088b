import { useQuery } from '@tanstack/react-query';
import type { CheckRun, Manuscript, RevisionRow } from '@xinxuan/contract';
import { Modal } from 'antd';
import { api } from '../api/api.ts';
import { Loaded } from '../ui/Loaded.tsx';
import { Paper } from '../ui/paper/Paper.tsx';
import { useWords } from '../words/i18n.ts';
import { Run } from './CheckRecord.tsx';
import quality from './quality.module.css';
import styles from './versions.module.css';
import { versionWords } from './versionWords.ts';

type OpenedRevisionProps = { manuscript: Manuscript; row: RevisionRow; onClose: () => void };

/** An older version as it stood: its text, its photos, and what the check found in it then. */
export function OpenedRevision({ manuscript, row, onClose }: OpenedRevisionProps) {
  const t = useWords(versionWords);
  const input = { id: manuscript.id, revisionId: row.id };
  const version = useQuery(api.manuscripts.revision.queryOptions({ input }));
  const record = useQuery(api.manuscripts.checkRecord.queryOptions({ input: { id: manuscript.id } }));
  return (
    <Modal
      open
      width={960}
      title={t('open.title', { number: row.number, name: row.by.name })}
      footer={null}
      onCancel={onClose}
      styles={{ body: { maxHeight: '75vh', overflowY: 'auto' } }}
    >
      <Loaded query={version}>
        {({ title, body, photosThen }) => (
          <>
            <Paper title={title} body={body} photos={photosThen ?? []} />
            {photosThen === null && <p className={styles.note}>{t('open.not_kept')}</p>}
          </>
        )}
      </Loaded>
      <Loaded query={record}>
        {({ runs }) => <Then runs={runs.filter(run => run.revisionNumber === row.number)} hash={row.hash} />}
      </Loaded>
    </Modal>
  );
}

function Then({ runs, hash }: { runs: readonly CheckRun[]; hash: string }) {
  const t = useWords(versionWords);
  return (
    <section className={styles.photos} aria-label={t('checks.title')}>
      <h3 className={styles.heading}>{t('checks.title')}</h3>
      {runs.length === 0 ? (
        <p className={styles.note}>{t('checks.none')}</p>
      ) : (
        <ul className={quality.runs}>
          {runs.map((run, index) => (
            <Run key={run.id} run={run} opened={index === 0}>
              {t(run.hash === hash ? 'checks.same_text' : 'checks.written_on')}
            </Run>
          ))}
        </ul>
      )}
    </section>
  );
}
