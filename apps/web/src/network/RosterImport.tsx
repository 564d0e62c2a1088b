import { useQuery } from '@tanstack/react-query';
import type { RosterProblem } from '@xinxuan/contract';
import { Alert, Button, Table } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { download } from '../api/download.ts';
import type { StoredFile } from '../api/upload.ts';
import { count } from '../formats.ts';
import { FileDrop } from '../ui/FileDrop.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './network.module.css';
import { networkWords } from './words.ts';

type Checked = Awaited<ReturnType<typeof api.network.roster.check.call>>;
type Applied = Awaited<ReturnType<typeof api.network.roster.apply.call>>;

/** Drop, see every bad cell or what will change, take in: whole or not at all. */
export function RosterImport() {
  const t = useWords(networkWords);
  const [file, setFile] = useState<StoredFile | null>(null);
  const [applied, setApplied] = useState<Applied | null>(null);
  if (applied)
    return (
      <Panel title={t('roster_import')}>
        <Outcome
          applied={applied}
          onAgain={() => {
            setApplied(null);
            setFile(null);
          }}
        />
      </Panel>
    );
  return (
    <Panel title={t('roster_import')}>
      <p className={styles.hint}>{t('roster_import_hint')}</p>
      <FileDrop label={t('roster_drop')} accept={['.xlsx', '.xls']} onStored={setFile} />
      {file && <Check key={file.id} file={file} onApplied={setApplied} />}
    </Panel>
  );
}

function Check({ file, onApplied }: { file: StoredFile; onApplied: (applied: Applied) => void }) {
  const t = useWords(networkWords);
  const check = useQuery(
    api.network.roster.check.queryOptions({ input: { fileId: file.id }, staleTime: 0, gcTime: 0 }),
  );
  const apply = useAct(api.network.roster.apply.call, { onDone: onApplied });
  return (
    <Loaded query={check} skeleton={<p>{t('roster_checking', { name: file.name })}</p>}>
      {found =>
        found.problems.length > 0 ? (
          <Problems name={file.name} problems={found.problems} />
        ) : (
          <div className={styles.outcome}>
            <Alert
              type="success"
              showIcon
              title={changesNothing(found) ? t('roster_nothing') : t('roster_good', { name: file.name })}
              description={<Changes found={found} />}
            />
            {!changesNothing(found) && (
              <Button type="primary" loading={apply.busy} onClick={() => apply.go({ fileId: file.id })}>
                {t('roster_apply')}
              </Button>
            )}
          </div>
        )
      }
    </Loaded>
  );
}

function changesNothing({ units, people, appointments }: Checked): boolean {
  return units.added + people.added + people.changed + appointments.added === 0;
}

function Changes({ found }: { found: Checked }) {
  const t = useWords(networkWords);
  const c = useWords(commonWords);
  const { units, people, appointments } = found;
  const row = (name: string, parts: readonly string[]) => (
    <div>
      <dt>{name}</dt>
      <dd>{parts.join(c('list.or'))}</dd>
    </div>
  );
  const adds = (added: number) => t('roster_adds', { added: count(added) });
  const keeps = (kept: number) => t('roster_keeps', { kept: count(kept) });
  return (
    <dl className={styles.changes}>
      {row(t('roster_units'), [adds(units.added), keeps(units.kept)])}
      {row(t('roster_people'), [
        adds(people.added),
        t('roster_changes', { changed: count(people.changed) }),
        keeps(people.kept),
      ])}
      {row(t('roster_posts'), [adds(appointments.added), keeps(appointments.kept)])}
    </dl>
  );
}

function Problems({ name, problems }: { name: string; problems: RosterProblem[] }) {
  const t = useWords(networkWords);
  const language = useLanguage();
  return (
    <div className={styles.outcome}>
      <Alert type="error" showIcon title={t('roster_bad', { name, count: problems.length })} />
      <Table<RosterProblem>
        size="small"
        rowKey={problem => `${problem.cell} ${problem.reason}`}
        dataSource={problems}
        pagination={problems.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        columns={[
          { key: 'cell', title: t('roster_cell'), width: 160, render: (_, problem) => problem.cell },
          { key: 'reason', title: t('roster_reason'), render: (_, problem) => problem[language] },
        ]}
      />
    </div>
  );
}

function Outcome({ applied, onAgain }: { applied: Applied; onAgain: () => void }) {
  const t = useWords(networkWords);
  const { firstPasswordFileId } = applied;
  return (
    <div className={styles.outcome}>
      <Alert
        type="success"
        showIcon
        title={t('roster_applied', {
          units: count(applied.unitsAdded),
          people: count(applied.peopleAdded),
          posts: count(applied.appointmentsAdded),
        })}
        description={firstPasswordFileId && t('roster_passwords')}
      />
      <div className={styles.acts}>
        {firstPasswordFileId && (
          <Button
            type="primary"
            onClick={() => download({ fileId: firstPasswordFileId, name: t('roster_passwords_name') })}
          >
            {t('roster_passwords_go')}
          </Button>
        )}
        <Button onClick={onAgain}>{t('roster_again')}</Button>
      </div>
    </div>
  );
}
