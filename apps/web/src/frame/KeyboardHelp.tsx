import { Modal } from 'antd';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './KeyboardHelp.module.css';

const EVERYWHERE = [
  ['/', 'help.search'],
  ['?', 'help.help'],
  ['g t', 'help.go_today'],
  ['g m', 'help.go_manuscripts'],
  ['g d', 'help.go_desk'],
  ['g r', 'help.go_reviews'],
] as const;
const DESK = [
  ['j', 'help.next'],
  ['k', 'help.previous'],
  ['a', 'help.accept'],
  ['r', 'help.return'],
  ['d', 'help.decline'],
  ['e', 'help.edit'],
] as const;

export default function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const t = useWords(commonWords);
  const part = (title: string, keys: typeof EVERYWHERE | typeof DESK) => (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.keys}>
        {keys.map(([key, word]) => (
          <div key={key} className={styles.row}>
            <dt>
              {key.split(' ').map(k => (
                <kbd key={k} className={styles.key}>
                  {k}
                </kbd>
              ))}
            </dt>
            <dd>{t(word)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
  return (
    <Modal open title={t('help.title')} footer={null} onCancel={onClose}>
      {part(t('help.everywhere'), EVERYWHERE)}
      {part(t('help.desk'), DESK)}
    </Modal>
  );
}
