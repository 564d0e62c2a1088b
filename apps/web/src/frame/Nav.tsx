import DownOutlined from '@ant-design/icons/DownOutlined';
import RightOutlined from '@ant-design/icons/RightOutlined';
import { useLocation } from '@tanstack/react-router';
import { useId } from 'react';
import { count } from '../formats.ts';
import { useMe } from '../session/me.ts';
import { Go } from '../ui/Go.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './Frame.module.css';
import { iconOf } from './icons.tsx';
import { type Noun, open, SECTIONS, SETTINGS, type Section } from './nouns.ts';
import { useFolded } from './useFolded.ts';
import { useWaiting } from './useWaiting.ts';

export function Nav() {
  const t = useWords(commonWords);
  const me = useMe();
  const folded = useFolded();
  return (
    <nav className={styles.nav} aria-label={t('frame.nav')}>
      <ul className={styles.sections}>
        {open(SECTIONS, me.rights).map(section => (
          <NavSection key={section.id} section={section} {...folded} />
        ))}
      </ul>
      <ul className={styles.below}>
        <NavItem noun={SETTINGS} className={styles.noun} />
      </ul>
    </nav>
  );
}

type NavSectionProps = { section: Section } & ReturnType<typeof useFolded>;

/**
 * What waits inside a folded section is counted on the button that unfolds it, where each stands with its own list; the
 * page one is on stays in sight.
 */
function NavSection({ section, isFolded, fold }: NavSectionProps) {
  const t = useWords(commonWords);
  const me = useMe();
  const id = useId();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const waiting = useWaiting();
  const nouns = open(section.nouns, me.rights);
  const shut = isFolded(section);
  const here = ({ place: { to } }: Noun): boolean => path === to || path.startsWith(`${to}/`);
  const shown = shut ? nouns.filter(here) : nouns;
  const hidden = nouns.filter(noun => !shown.includes(noun));
  const inside = hidden.reduce((sum, noun) => sum + waiting(noun).count, 0);
  const name = t(section.word);
  const unfold =
    inside > 0
      ? t('frame.unfold_waits', { section: name, count: inside })
      : t('frame.unfold', { section: name });
  const label = shut ? unfold : t('frame.fold', { section: name });
  return (
    <li>
      <div className={styles.sectionHead}>
        <NavLink noun={section} className={styles.noun} exact />
        {nouns.length > 0 && (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={!shut}
            aria-controls={id}
            aria-label={label}
            title={label}
            onClick={() => fold(section.id, !shut)}
          >
            {inside > 0 && <span className={styles.waits}>{count(inside)}</span>}
            {shut ? <RightOutlined aria-hidden /> : <DownOutlined aria-hidden />}
          </button>
        )}
      </div>
      <ul id={id}>
        {shown.map(noun => (
          <NavItem key={noun.word} noun={noun} className={styles.sub} />
        ))}
      </ul>
    </li>
  );
}

type NavItemProps = {
  noun: Noun;
  className: string | undefined;
  exact?: boolean;
};

function NavItem(props: NavItemProps) {
  return (
    <li>
      <NavLink {...props} />
    </li>
  );
}

function NavLink({ noun, className, exact }: NavItemProps) {
  const t = useWords(commonWords);
  const { count: waits, place } = useWaiting()(noun);
  return (
    <Go to={place} className={className} exact={exact}>
      {className === styles.noun && iconOf(noun.word)}
      {t(noun.word)}
      {waits > 0 && <span className={styles.waits}>{count(waits)}</span>}
    </Go>
  );
}
