import DisconnectOutlined from '@ant-design/icons/DisconnectOutlined';
import { useConnection } from '../api/connection.ts';
import { useNewer } from '../api/newer.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './Frame.module.css';

/** That nothing answers, or that the server has newer pages than the one that is open. */
export function ConnectionBar() {
  const t = useWords(commonWords);
  const state = useConnection();
  const newer = useNewer();
  if (state !== 'online')
    return (
      <p className={styles.connection} role="status">
        <DisconnectOutlined aria-hidden />
        {state === 'offline' ? t('connection.offline') : t('connection.unavailable')}
      </p>
    );
  if (!newer) return null;
  return (
    <p className={styles.connection} role="status">
      {t('connection.newer')}
      <button type="button" className={styles.reload} onClick={() => globalThis.location.reload()}>
        {t('connection.reload')}
      </button>
    </p>
  );
}
