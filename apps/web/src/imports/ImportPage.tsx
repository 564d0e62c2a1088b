import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Import } from '@xinxuan/contract';
import { Alert } from 'antd';
import { api } from '../api/api.ts';
import { day } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { ColumnsStep } from './ColumnsStep.tsx';
import { FolderDrop } from './FolderDrop.tsx';
import { ImportActs } from './ImportActs.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { ImportRows } from './ImportRows.tsx';
import { ImportStateMark } from './ImportState.tsx';
import styles from './imports.module.css';
import { importWords } from './words.ts';

const UNDER_WAY = ['reading', 'taking', 'undoing'];
const ASK_EVERY_MS = 1_000;

export default function ImportPage() {
  const t = useWords(importWords);
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(
    api.imports.get.queryOptions({
      input: { id },
      refetchInterval: of => (UNDER_WAY.includes(of.state.data?.state ?? '') ? ASK_EVERY_MS : false),
    }),
  );
  const of = query.data;
  return (
    <Page
      title={of?.name ?? t('title')}
      back={paths.imports()}
      beside={of && <ImportStateMark state={of.state} />}
      acts={of && <ImportActs of={of} />}
    >
      <Loaded query={query}>{loaded => <Body of={loaded} />}</Loaded>
    </Page>
  );
}

function Body({ of }: { of: Import }) {
  const t = useWords(importWords);
  const working = UNDER_WAY.includes(of.state);
  return (
    <>
      <Notices of={of} />
      {working && <ImportProgress of={of} />}
      {of.kind === 'folder' && !of.can.change && <MoreFiles id={of.id} />}
      {of.sheet && <ColumnsStep key={`${of.sheet.sheet}/${of.sheet.headRow}`} of={of} sheet={of.sheet} />}
      {!of.sheet && (
        <Panel title={t(of.kind === 'history' ? 'review_history' : 'review_folder')}>
          <ImportRows of={of} />
        </Panel>
      )}
    </>
  );
}

function Notices({ of }: { of: Import }) {
  const t = useWords(importWords);
  const language = useLanguage();
  const { undone, sameFile, interrupted } = of;
  const on = (at: string): string => day(at.slice(0, 10), language);
  return (
    <>
      {interrupted && <Alert type="warning" showIcon className={styles.notice} title={t('interrupted')} />}
      {undone && (
        <Alert
          type="info"
          showIcon
          className={styles.notice}
          title={t('undone_said', { by: undone.by, day: on(undone.at), reason: undone.reason })}
        />
      )}
      {sameFile.map(each => (
        <Alert
          key={each.id}
          type="warning"
          showIcon
          className={styles.notice}
          title={t('same_file', { day: on(each.at), by: each.by })}
          action={<Go to={paths.import(each.id)}>{t('same_file_open')}</Go>}
        />
      ))}
    </>
  );
}

function MoreFiles({ id }: { id: string }) {
  const t = useWords(importWords);
  const add = useAct(api.imports.addFiles.call);
  return (
    <Panel title={t('add_files')}>
      <FolderDrop onSent={async files => Boolean(await add.run({ id, files }))} onEnd={() => undefined} />
    </Panel>
  );
}
