import { count } from '../formats.ts';
import { useMe } from '../session/me.ts';
import { Go } from '../ui/Go.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './Frame.module.css';
import { iconOf } from './icons.tsx';
import { type Noun, open, SECTIONS, SETTINGS, type Section } from './nouns.ts';
import { useWaiting } from './useWaiting.ts';

export function Nav() {
  const t = useWords(commonWords);
  const me = useMe();
  return (
    <nav className={styles.nav} aria-label={t('frame.nav')}>
      <ul className={styles.sections}>
        {open(SECTIONS, me.rights).map(section => (
          <NavSection key={section.id} section={section} />
        ))}
      </ul>
      <ul className={styles.below}>
        <NavItem noun={SETTINGS} className={styles.noun} />
      </ul>
    </nav>
  );
}

function NavSection({ section }: { section: Section }) {
  const me = useMe();
  return (
    <>
      <NavItem noun={section} className={styles.noun} exact />
      {open(section.nouns, me.rights).map(noun => (
        <NavItem key={noun.word} noun={noun} className={styles.sub} />
      ))}
    </>
  );
}

type NavItemProps = { noun: Noun; className: string | undefined; exact?: boolean };

function NavItem({ noun, className, exact }: NavItemProps) {
  const t = useWords(commonWords);
  const waits = useWaiting()(noun.waiting);
  return (
    <li>
      <Go to={noun.place} className={className} exact={exact}>
        {className === styles.noun && iconOf(noun.word)}
        {t(noun.word)}
        {waits > 0 && <span className={styles.waits}>{count(waits)}</span>}
      </Go>
    </li>
  );
}
