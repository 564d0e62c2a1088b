import type { ROLES } from '@xinxuan/contract';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './session.module.css';
import type { Credentials } from './useSignIn.ts';

export type DemoSignIn = Credentials & { role: (typeof ROLES)[number]; name: string; unit: string };

type SignInListProps = {
  signIns: readonly DemoSignIn[];
  /** What picking one does, for those who hear it. */
  says: (name: string) => string;
  onPick: (signIn: DemoSignIn) => void;
};

/** The accounts of the demonstration body, one per role. */
export function SignInList({ signIns, says, onPick }: SignInListProps) {
  const t = useWords(commonWords);
  return (
    <ul className={styles.signIns}>
      {signIns.map(one => (
        <li key={one.userName}>
          <button type="button" className={styles.signIn} title={says(one.name)} onClick={() => onPick(one)}>
            <strong>{t(`role.${one.role}`)}</strong>
            <span className={styles.whose}>
              {one.unit}　{one.name}
            </span>
            <code className={styles.code}>{one.userName}</code>
          </button>
        </li>
      ))}
    </ul>
  );
}
