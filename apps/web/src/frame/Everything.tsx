import { Drawer } from 'antd';
import { useMe } from '../session/me.ts';
import { Go } from '../ui/Go.tsx';
import { commonWords } from '../words/common.ts';
import { useWords } from '../words/i18n.ts';
import styles from './Frame.module.css';
import { open, SECTIONS, SETTINGS } from './nouns.ts';

/** On a phone, all that the navigation holds on a wide screen. */
export default function Everything({ onClose }: { onClose: () => void }) {
  const t = useWords(commonWords);
  const me = useMe();
  return (
    <Drawer open placement="bottom" size="large" title={t('frame.menu')} onClose={onClose}>
      {open([...SECTIONS, SETTINGS], me.rights).map(section => (
        <section key={section.id}>
          <h2 className={styles.group}>{t(section.word)}</h2>
          <ul>
            {[section, ...open(section.nouns, me.rights)].map(noun => (
              <li key={noun.word}>
                <Go to={noun.place} className={styles.choice} onClick={onClose}>
                  {t(noun.word)}
                </Go>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Drawer>
  );
}
