import { useQuery } from '@tanstack/react-query';
import type { Manuscript, RevisionRow } from '@xinxuan/contract';
import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { api, client } from '../api/api.ts';
import { count } from '../formats.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Compare } from '../ui/paper/Compare.tsx';
import { Ago } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { ComparePhotos } from './ComparePhotos.tsx';
import { OpenedRevision } from './OpenedRevision.tsx';
import { SealRevision } from './SealRevision.tsx';
import { versionWords } from './versionWords.ts';
import styles from './view.module.css';
import { manuscriptWords } from './words.ts';

/** The kept versions: whose, when, why and how much was changed; any two are compared, any older one is restored. */
export function Revisions({ manuscript }: { manuscript: Manuscript }) {
  const t = useWords(manuscriptWords);
  const v = useWords(versionWords);
  const [opened, setOpened] = useState<RevisionRow | null>(null);
  const [compared, setCompared] = useState<string | null>(null);
  const [restoring, setRestoring] = useState<RevisionRow | null>(null);
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
                <Told row={row} current={row.id === current} />
                {row.id !== current && !row.sealed && (
                  <span>
                    <Button size="small" type="link" onClick={() => setOpened(row)}>
                      {v('open.act')}
                    </Button>
                    <Button size="small" type="link" onClick={() => setCompared(row.id)}>
                      {t('page.revision_compare')}
                    </Button>
                    <Button size="small" type="link" onClick={() => setRestoring(row)}>
                      {t('page.revision_restore')}
                    </Button>
                  </span>
                )}
                {row.id !== current && <SealRevision id={manuscript.id} row={row} />}
              </li>
            ))}
          </ul>
          {opened && <OpenedRevision manuscript={manuscript} row={opened} onClose={() => setOpened(null)} />}
          {compared && (
            <Comparing
              manuscript={manuscript}
              rows={rows}
              first={{ before: compared, after: current }}
              onClose={() => setCompared(null)}
            />
          )}
          {restoring && (
            <Restoring manuscript={manuscript} row={restoring} onClose={() => setRestoring(null)} />
          )}
        </>
      )}
    </Loaded>
  );
}

function Told({ row, current }: { row: RevisionRow; current: boolean }) {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  const v = useWords(versionWords);
  const people = [row.by, ...row.with].map(person => person.name).join('、');
  return (
    <span>
      {t('page.revision', { number: row.number })}　{t(`revision.${row.kind}`)}　{people}{' '}
      <span className={styles.quiet}>
        <Ago at={row.savedAt} />
        {row.restoredFrom !== null && `　${t('page.revision_restored', { number: row.restoredFrom })}`}
        {row.reason === 'decided' && `　${t('page.revision_decided')}`}
        {`　${c('words.count', { count: count(row.words) })}`}
        {row.photos !== null && row.photos > 0 && `　${v('row.photos', { count: row.photos })}`}
        {row.size && row.number > 1 && `　${t('page.revision_size', sizeSaid(row.size))}`}
        {current && `　${t('page.revision_current')}`}
      </span>
    </span>
  );
}

/** Beside the words of the whole version: how many came and went, counted in the same way. */
function sizeSaid({ added, removed }: { added: number; removed: number }) {
  return { added: count(added), removed: count(removed) };
}

type Two = { before: string; after: string };
type ComparingProps = { manuscript: Manuscript; rows: RevisionRow[]; first: Two; onClose: () => void };

/** Any two versions; at first the chosen one and the text that holds. */
function Comparing({ manuscript, rows, first, onClose }: ComparingProps) {
  const t = useWords(manuscriptWords);
  const [two, setTwo] = useState(first);
  const nameOf = (id: string): string => {
    const row = rows.find(each => each.id === id);
    return row ? `${t('page.revision', { number: row.number })} ${row.by.name}` : '';
  };
  const options = rows.filter(row => !row.sealed).map(row => ({ value: row.id, label: nameOf(row.id) }));
  const input = (revisionId: string) => ({ input: { id: manuscript.id, revisionId } });
  const before = useQuery(api.manuscripts.revision.queryOptions(input(two.before)));
  const after = useQuery(api.manuscripts.revision.queryOptions(input(two.after)));
  return (
    <Modal
      open
      width={1120}
      title={t('page.revision_compare')}
      footer={null}
      onCancel={onClose}
      styles={{ body: { maxHeight: '75vh', overflowY: 'auto' } }}
    >
      <p className={styles.comparing}>
        <Select
          aria-label={t('page.revision_before')}
          value={two.before}
          options={options}
          onChange={id => setTwo({ ...two, before: id })}
        />
        <span aria-hidden>→</span>
        <Select
          aria-label={t('page.revision_after')}
          value={two.after}
          options={options}
          onChange={id => setTwo({ ...two, after: id })}
        />
      </p>
      <Loaded query={before}>
        {old => (
          <Loaded query={after}>
            {fresh => (
              <>
                <Compare
                  before={old}
                  after={fresh}
                  names={{ before: nameOf(two.before), after: nameOf(two.after) }}
                />
                <ComparePhotos before={old.photosThen} after={fresh.photosThen} />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Modal>
  );
}

type RestoringProps = { manuscript: Manuscript; row: RevisionRow; onClose: () => void };

/** Asks, restores as a new version, and can be taken back: what stood before is itself a version. */
function Restoring({ manuscript, row, onClose }: RestoringProps) {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  const text = useQuery(api.writing.open.queryOptions({ input: { id: manuscript.id }, staleTime: 0 }));
  const back = useAct((input: { id: string; version: number; revisionId: string }) =>
    client.writing.restore(input),
  );
  const restore = useAct(
    (input: { id: string; version: number; revisionId: string }) => client.writing.restore(input),
    {
      onDone: onClose,
      done: held => ({
        text: t('page.revision_restore_done', { number: row.number }),
        undo: () =>
          back.go({ id: held.id, version: held.version, revisionId: text.data?.revisionId ?? row.id }),
      }),
    },
  );
  return (
    <Modal
      open
      title={t('page.revision_restore_ask', { number: row.number })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <ActButton
            can={text.data?.can.write}
            type="primary"
            loading={restore.busy || !text.data}
            onClick={() =>
              text.data && restore.go({ id: manuscript.id, version: text.data.version, revisionId: row.id })
            }
          >
            {t('page.revision_restore')}
          </ActButton>
        </>
      }
    >
      <p>{t('page.revision_restore_told')}</p>
    </Modal>
  );
}
