import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { count } from '../formats.ts';
import { Loaded } from '../ui/Loaded.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './audit.module.css';
import { auditWords } from './words.ts';

/** Checks the whole chain when asked, and says what it found. */
export function Verify() {
  const t = useWords(auditWords);
  const c = useWords(commonWords);
  const [asked, setAsked] = useState(false);
  const check = useQuery(api.audit.verify.queryOptions({ enabled: asked, staleTime: 0, gcTime: 0 }));
  return (
    <>
      <Button type="primary" loading={check.isFetching} onClick={() => setAsked(true)}>
        {t('verify')}
      </Button>
      {asked && (
        <Modal
          open
          title={t('verify')}
          onCancel={() => setAsked(false)}
          footer={<Button onClick={() => setAsked(false)}>{c('act.close')}</Button>}
        >
          <Loaded query={check} skeleton={<p role="status">{t('verifying')}</p>}>
            {found => <Outcome found={found} />}
          </Loaded>
        </Modal>
      )}
    </>
  );
}

type Found = Awaited<ReturnType<typeof api.audit.verify.call>>;

function Outcome({ found }: { found: Found }) {
  const t = useWords(auditWords);
  return (
    <div className={styles.outcome}>
      {found.broken.length > 0 ? (
        <Alert
          type="error"
          showIcon
          title={t('broken', { count: found.broken.length })}
          description={<Named entries={found.broken} />}
        />
      ) : (
        <Alert
          type="success"
          showIcon
          title={t('sound', { entries: count(found.entries), sealed: count(found.sealed) })}
          description={
            <>
              {found.covered > 0 && <p>{t('covered', { count: count(found.covered) })}</p>}
              <span className={styles.head}>{t('head', { head: found.head })}</span>
            </>
          }
        />
      )}
      {found.doubtful.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('doubtful', { count: found.doubtful.length })}
          description={<Named entries={found.doubtful} />}
        />
      )}
    </div>
  );
}

function Named({ entries }: { entries: Found['broken'] }) {
  const t = useWords(auditWords);
  const language = useLanguage();
  return (
    <ul>
      {entries.map(one => (
        <li key={`${one.entryId}-${one.zh}`}>{t('broken_at', { id: one.entryId, why: one[language] })}</li>
      ))}
    </ul>
  );
}
