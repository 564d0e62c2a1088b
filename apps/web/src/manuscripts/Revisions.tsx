import { useQuery } from '@tanstack/react-query';
import type { Manuscript } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { Loaded } from '../ui/Loaded.tsx';
import { Compare } from '../ui/paper/Compare.tsx';
import { Ago } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import { SealRevision } from './SealRevision.tsx';
import styles from './view.module.css';
import { manuscriptWords } from './words.ts';

/** The kept revisions, each of which can be laid beside the text that holds now. */
export function Revisions({ manuscript }: { manuscript: Manuscript }) {
  const t = useWords(manuscriptWords);
  const [opened, setOpened] = useState<string | null>(null);
  const list = useQuery(api.manuscripts.revisions.queryOptions({ input: { id: manuscript.id } }));
  const current = manuscript.deskText?.revisionId ?? manuscript.revisionId;
  return (
    <Loaded query={list}>
      {rows => (
        <>
          {rows.length <= 1 && <p className={styles.quiet}>{t('page.revision_none')}</p>}
          <ul>
            {rows.map(row => (
              <li key={row.id} className={styles.revision}>
                <span>
                  {t('page.revision', { number: row.number })}　{t(`revision.${row.kind}`)}　{row.by.name}
                </span>
                <span className={styles.quiet}>
                  <Ago at={row.at} />
                </span>
                {row.id !== current && <SealRevision id={manuscript.id} row={row} />}
                {row.id !== current && !row.sealed && (
                  <Button size="small" type="link" onClick={() => setOpened(row.id)}>
                    {t('page.revision_compare')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {opened && <Revision manuscript={manuscript} revisionId={opened} onClose={() => setOpened(null)} />}
        </>
      )}
    </Loaded>
  );
}

type RevisionProps = { manuscript: Manuscript; revisionId: string; onClose: () => void };

function Revision({ manuscript, revisionId, onClose }: RevisionProps) {
  const t = useWords(manuscriptWords);
  const revision = useQuery(
    api.manuscripts.revision.queryOptions({ input: { id: manuscript.id, revisionId }, staleTime: Infinity }),
  );
  const now = manuscript.deskText ?? manuscript;
  return (
    <Modal
      open
      width={960}
      title={t('page.revision_compare')}
      footer={null}
      onCancel={onClose}
      styles={{ body: { maxHeight: '75vh', overflowY: 'auto' } }}
    >
      <Loaded query={revision}>{old => <Compare before={old} after={now} />}</Loaded>
    </Modal>
  );
}
