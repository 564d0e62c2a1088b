import { useMe } from '../session/me.ts';
import { Go } from '../ui/Go.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './Frame.module.css';
import { open, SETTINGS } from './nouns.ts';

export default function SettingsPage() {
  const t = useWords(commonWords);
  const me = useMe();
  return (
    <Page title={t('noun.settings')} width="form">
      <Panel>
        <ul>
          {open(SETTINGS.nouns, me.rights).map(noun => (
            <li key={noun.word}>
              <Go to={noun.place} className={styles.choice}>
                {t(noun.word)}
              </Go>
            </li>
          ))}
        </ul>
      </Panel>
    </Page>
  );
}
