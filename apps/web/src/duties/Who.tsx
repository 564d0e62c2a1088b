import type { Duty, DutyLife } from '@xinxuan/contract';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './duties.module.css';
import { dutyWords } from './words.ts';

/** The unit and the person, or the post; nobody is said as such. */
export function Who({ duty }: { duty: Pick<Duty, 'unit' | 'person' | 'role' | 'holders' | 'state'> }) {
  const t = useWords(dutyWords);
  const c = useWords(commonWords);
  const { unit, person, role, holders } = duty;
  const name = person?.name ?? (role ? c(`role.${role}`) : '');
  const nobody = holders.length === 0 && duty.state === 'open';
  return (
    <span>
      {unit.name} {name}
      {nobody && <span className={styles.nobody}>{t('nobody')}</span>}
    </span>
  );
}

/** A person by name, or whoever holds a post by what the post is called. */
export function useHolder(): (holder: NonNullable<DutyLife['back']>['to']) => string {
  const c = useWords(commonWords);
  return ({ person, role }) => person?.name ?? (role ? c(`role.${role}`) : '');
}
