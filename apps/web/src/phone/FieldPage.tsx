import ArrowLeftOutlined from '@ant-design/icons/ArrowLeftOutlined';
import { Button } from 'antd';
import { useEffect } from 'react';
import { UrgentStrip } from '../notices/UrgentStrip.tsx';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Grey } from '../ui/Grey.tsx';
import { Waiting } from '../ui/Loaded.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { FieldReports } from './FieldReports.tsx';
import styles from './phone.module.css';
import { useDevice } from './useDevice.ts';
import { phoneWords } from './words.ts';

/** 随手报: what one does in the street with one hand, with or without network. */
export default function FieldPage() {
  const t = useWords(phoneWords);
  const c = useWords(commonWords);
  const device = useDevice();
  useEffect(() => {
    document.title = `${t('title')} - ${c('product')}`;
  }, [t, c]);
  return (
    <div className={styles.ground}>
      <header className={styles.bar}>
        <Go to={paths.today()} className={styles.back} aria-label={t('back')} title={t('back')}>
          <ArrowLeftOutlined aria-hidden />
        </Go>
        <h1 className={styles.title}>{t('title')}</h1>
        {device.is === 'held' && (
          <span className={styles.whose}>
            {device.holder.name}
            {device.holder.post && `　${device.holder.post.unit.name}`}
          </span>
        )}
      </header>
      <main className={styles.page} id="content">
        {device.is === 'held' && <UrgentStrip />}
        {device.is === 'opening' && (
          <Waiting>
            <Grey lines={6} />
          </Waiting>
        )}
        {device.is === 'nowhere' && (
          <Closed text={t('nowhere')}>
            <Go to={paths.write()}>{c('noun.write')}</Go>
          </Closed>
        )}
        {device.is === 'nobody' && (
          <Closed text={t('nobody')}>
            <Button onClick={() => globalThis.location.reload()}>{c('act.retry')}</Button>
          </Closed>
        )}
        {device.is === 'held' && <FieldReports key={device.holder.person} {...device} />}
      </main>
    </div>
  );
}

function Closed({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <div className={styles.closed} role="alert">
      <p>{text}</p>
      {children}
    </div>
  );
}
