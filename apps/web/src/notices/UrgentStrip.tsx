import ExclamationCircleFilled from '@ant-design/icons/ExclamationCircleFilled';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../api/api.ts';
import { count } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Ago, DueTime } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './UrgentStrip.module.css';

/** The live stream tells at once; whoever it does not reach (another node, a proxy that holds it back) asks by itself. */
const ASK_AGAIN_MS = 60_000;
const NEWEST = { unconfirmed: true, page: 1, pageSize: 1 } as const;

/** An urgent message stands above every page until its reading is confirmed: the newest, and how many there are besides. */
export function UrgentStrip() {
  const t = useWords(commonWords);
  const list = useQuery(
    api.notices.list.queryOptions({ input: NEWEST, refetchInterval: ASK_AGAIN_MS, retry: false }),
  );
  const confirm = useAct(api.notices.confirm.call, { free: true, done: () => t('urgent.confirmed') });
  const message = list.data?.rows[0]?.message;
  if (!list.data || !message) return null;
  const { id, text, sentBy, dueAt, manuscript } = message;
  const others = list.data.total - 1;
  return (
    <section className={styles.strip} aria-label={t('urgent.title')}>
      <ExclamationCircleFilled aria-hidden className={styles.icon} />
      <div className={styles.message}>
        <p role="alert" className={styles.text}>
          <strong>{t('urgent.title')}</strong>　{text}
        </p>
        <p className={styles.facts}>
          <span>{t('urgent.from', { name: sentBy.name })}</span>
          <Ago at={list.data.rows[0]?.at ?? dueAt} />
          <DueTime at={dueAt} />
        </p>
      </div>
      <div className={styles.acts}>
        {manuscript && <Go to={paths.manuscript(manuscript.id)}>{t('urgent.open_item')}</Go>}
        <Go to={paths.notices({ unconfirmed: true })}>
          {others > 0 ? t('urgent.others', { count: count(others) }) : t('urgent.open')}
        </Go>
        <Button type="primary" loading={confirm.busy} onClick={() => confirm.go({ messageId: id })}>
          {t('urgent.confirm')}
        </Button>
      </div>
    </section>
  );
}
