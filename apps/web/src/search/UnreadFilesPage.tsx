import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UnreadFile } from '@xinxuan/contract';
import { Button } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { type Column, ListPage, PAGE_SIZE } from '../ui/ListPage.tsx';
import { listFields } from '../ui/searchFields.ts';
import { Ago } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './search.module.css';
import { searchWords } from './words.ts';

const State = z.object(listFields);

/** Attachments whose text is not in the index, why, and what can be done. */
export default function UnreadFilesPage() {
  const t = useWords(searchWords);
  const language = useLanguage();
  const [state, set] = useSearchState(State);
  const query = useQuery(
    api.search.unread.queryOptions({
      input: { page: state.page, pageSize: PAGE_SIZE },
      placeholderData: keepPreviousData,
    }),
  );
  const columns: Column<UnreadFile>[] = [
    {
      key: 'name',
      title: t('unread.name'),
      width: 220,
      render: row => (
        <a href={row.url} download={row.name}>
          {row.name}
        </a>
      ),
    },
    { key: 'why', title: t('unread.why'), render: row => row[language] },
    {
      key: 'manuscript',
      title: t('unread.manuscript'),
      width: 240,
      render: row => (
        <Go to={paths.manuscript(row.manuscript.id)}>{row.manuscript.title || t('untitled')}</Go>
      ),
    },
    { key: 'unit', title: t('unread.unit'), width: 120, render: row => row.unit.name },
    { key: 'since', title: t('unread.since'), width: 110, render: row => <Ago at={row.since} /> },
    { key: 'act', title: '', width: 110, render: row => <ReadAgain row={row} /> },
  ];
  return (
    <ListPage<UnreadFile>
      title={t('unread_title')}
      noun={t('unread_noun')}
      back={paths.search()}
      intro={<p className={styles.note}>{t('unread_intro')}</p>}
      query={query}
      state={state}
      onState={set}
      filters={[]}
      columns={columns}
      rowKey={row => `${row.fileId}${row.manuscript.id}`}
      rowPlace={row => paths.manuscript(row.manuscript.id)}
      phone={row => (
        <>
          <p>{row.name}</p>
          <p className={styles.small}>{row[language]}</p>
          <p className={styles.small}>
            {row.manuscript.title || t('untitled')}　{row.unit.name}
          </p>
        </>
      )}
      phoneActs={row => <ReadAgain row={row} />}
      empty={{ title: t('unread_none'), hint: t('unread_none_hint') }}
    />
  );
}

function ReadAgain({ row }: { row: UnreadFile }) {
  const t = useWords(searchWords);
  const act = useAct(api.search.readAgain.call, { done: () => t('read_again_done') });
  return (
    <Button
      size="small"
      loading={act.busy}
      onClick={() => act.go({ fileId: row.fileId, manuscriptId: row.manuscript.id })}
    >
      {t('read_again')}
    </Button>
  );
}
