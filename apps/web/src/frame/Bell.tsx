import BellOutlined from '@ant-design/icons/BellOutlined';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import { api } from '../api/api.ts';
import { Drop } from '../ui/Drop.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './Frame.module.css';

const NoticeList = lazy(() => import('../notices/NoticeList.tsx'));
const NEWEST = { page: 1, pageSize: 10 };

export function Bell() {
  const t = useWords(commonWords);
  const newest = useQuery(api.notices.list.queryOptions({ input: NEWEST }));
  const unread = newest.data?.unread ?? 0;
  const label = unread ? t('frame.notices_unread', { count: unread }) : t('frame.notices');
  return (
    <Drop
      label={t('frame.notices')}
      align="end"
      button={trigger => (
        <span className={styles.bell}>
          <Button type="text" icon={<BellOutlined />} aria-label={label} {...trigger} />
          {unread > 0 && (
            <span className={styles.bellCount} aria-hidden>
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </span>
      )}
    >
      {close => (
        <Suspense>
          <NoticeList input={NEWEST} onGone={close} />
        </Suspense>
      )}
    </Drop>
  );
}
