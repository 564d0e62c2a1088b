import DisconnectOutlined from '@ant-design/icons/DisconnectOutlined';
import { useConnection } from '../api/connection.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './Frame.module.css';

export function ConnectionBar() {
  const t = useWords(commonWords);
  const state = useConnection();
  if (state === 'online') return null;
  return (
    <p className={styles.connection} role="status">
      <DisconnectOutlined aria-hidden />
      {state === 'offline' ? t('connection.offline') : t('connection.unavailable')}
    </p>
  );
}
