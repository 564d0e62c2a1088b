import BellOutlined from '@ant-design/icons/BellOutlined';
import { useQuery } from '@tanstack/react-query';
import { Badge, Button, Popover } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { api } from '../api/api.ts';
import { commonWords } from '../words/common.ts';
import { useWords } from '../words/i18n.ts';

const NoticeList = lazy(() => import('../notices/NoticeList.tsx'));
const NEWEST = { page: 1, pageSize: 10 };

export function Bell() {
  const t = useWords(commonWords);
  const [open, setOpen] = useState(false);
  const newest = useQuery(api.notices.list.queryOptions({ input: NEWEST }));
  const unread = newest.data?.unread ?? 0;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={
        <Suspense>
          <NoticeList input={NEWEST} onGone={() => setOpen(false)} />
        </Suspense>
      }
    >
      <Badge count={unread} size="small" offset={[-6, 6]} color="var(--ant-color-primary)">
        <Button
          type="text"
          icon={<BellOutlined />}
          aria-label={unread ? t('frame.notices_unread', { count: unread }) : t('frame.notices')}
          aria-expanded={open}
        />
      </Badge>
    </Popover>
  );
}
