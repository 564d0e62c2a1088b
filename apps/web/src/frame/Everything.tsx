import { Drawer } from 'antd';
import { count } from '../formats.ts';
import { useMe } from '../session/me.ts';
import { Go } from '../ui/Go.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './Frame.module.css';
import { open, SECTIONS, SETTINGS } from './nouns.ts';
import { useWaiting } from './useWaiting.ts';

/** On a phone, all that the navigation holds on a wide screen. */
export default function Everything({ onClose }: { onClose: () => void }) {
  const t = useWords(commonWords);
  const me = useMe();
  const waiting = useWaiting();
  return (
    <Drawer open placement="bottom" size="large" title={t('frame.menu')} onClose={onClose}>
      <ul>
        {open([...SECTIONS, SETTINGS], me.rights).map(section => (
          <li key={section.id}>
            <Go to={section.place} className={styles.choice} onClick={onClose}>
              <strong>{t(section.word)}</strong>
            </Go>
            <ul className={styles.under}>
              {open(section.nouns, me.rights).map(noun => {
                const { count: waits, place } = waiting(noun);
                return (
                  <li key={noun.word}>
                    <Go to={place} className={styles.choice} onClick={onClose}>
                      {t(noun.word)}
                      {waits > 0 && <span className={styles.waits}>{count(waits)}</span>}
                    </Go>
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
