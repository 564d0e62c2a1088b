import EditOutlined from '@ant-design/icons/EditOutlined';
import EyeOutlined from '@ant-design/icons/EyeOutlined';
import type { Present } from '@xinxuan/contract';
import { useMe } from '../session/me.ts';
import { useWords } from '../words/i18n.ts';
import { writingWords } from './words.ts';
import styles from './writing.module.css';

/** Who else is at this text just now. */
export function Presence({ present }: { present: readonly Present[] }) {
  const t = useWords(writingWords);
  const { person: me } = useMe();
  const others = present.filter(each => each.person.id !== me.id);
  return (
    <ul className={styles.present} aria-label={t('here')} aria-live="polite">
      {others.map(({ person, writing }) => (
        <li key={person.id}>
          {writing ? <EditOutlined aria-hidden /> : <EyeOutlined aria-hidden />}{' '}
          {t(writing ? 'here_writing' : 'here_reading', { name: person.name })}
        </li>
      ))}
    </ul>
  );
}
