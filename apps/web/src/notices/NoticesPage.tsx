import { useQuery } from '@tanstack/react-query';
import { Checkbox, Pagination } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { dayField, flag, idField, listFields, oneOf } from '../ui/searchFields.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import styles from './NoticeList.module.css';
import NoticeList from './NoticeList.tsx';
import { noticeWords } from './words.ts';

const State = z.object({
  page: listFields.page,
  unread: flag(),
  unconfirmed: flag(),
  kind: oneOf(['duty']),
  like: idField(),
  from: dayField(),
});
const PAGE_SIZE = 20;

export default function NoticesPage() {
  const t = useWords(noticeWords);
  const [state, set] = useSearchState(State);
  const input = { ...state, pageSize: PAGE_SIZE };
  const list = useQuery(api.notices.list.queryOptions({ input }));
  return (
    <Page
      title={t('title')}
      width="form"
      acts={
        <>
          <Checkbox
            checked={state.unconfirmed === true}
            onChange={e => set({ unconfirmed: e.target.checked || undefined })}
          >
            {t('unconfirmed_only')}
          </Checkbox>
          <Checkbox
            checked={state.unread === true}
            onChange={e => set({ unread: e.target.checked || undefined })}
          >
            {t('unread_only')}
          </Checkbox>
        </>
      }
    >
      {(state.like || state.kind) && (
        <p className={styles.like}>
          {t(state.like ? 'like' : 'reminders')}
          <Go to={paths.notices()}>{t('like_all')}</Go>
        </p>
      )}
      <Panel>
        <NoticeList input={input} wide />
        {(list.data?.total ?? 0) > PAGE_SIZE && (
          <Pagination
            current={state.page}
            pageSize={PAGE_SIZE}
            total={list.data?.total}
            showSizeChanger={false}
            align="end"
            onChange={page => set({ page })}
          />
        )}
      </Panel>
    </Page>
  );
}
