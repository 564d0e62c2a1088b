import type { ManuscriptType, QualityFinding } from '@xinxuan/contract';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { client } from '../api/api.ts';
import { Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './checks.module.css';
import { checkWords } from './words.ts';

type TryTextProps = { unitId: string | null; type: ManuscriptType };

/** A text put to the rules as they hold here; nothing of it is stored. */
export function TryText({ unitId, type }: TryTextProps) {
  const t = useWords(checkWords);
  const language = useLanguage();
  const [text, setText] = useState('');
  const [found, setFound] = useState<QualityFinding[] | null>(null);
  const check = useAct(
    () =>
      client.manuscripts.check({
        title: '',
        body: text.split(/\n+/u).map(line => ({ kind: 'paragraph' as const, level: 0 as const, text: line })),
        genre: 'brief',
        type,
        unitId,
      }),
    // What is about the whole text (length, title) says nothing of a passage.
    {
      refresh: false,
      onDone: ({ findings }) => setFound(findings.filter(each => !each.rule.startsWith('C'))),
    },
  );
  return (
    <Panel title={t('try.title')}>
      <label htmlFor="try-text" className={styles.quiet}>
        {t('try.label')}　{t('try.hint')}
      </label>
      <Input.TextArea
        id="try-text"
        value={text}
        maxLength={5000}
        autoSize={{ minRows: 2, maxRows: 8 }}
        onChange={e => {
          setText(e.target.value);
          setFound(null);
        }}
      />
      <p className={styles.tryAct}>
        <Button disabled={text.trim() === ''} loading={check.busy} onClick={() => check.go(undefined)}>
          {t('try.act')}
        </Button>
      </p>
      {found && (
        <div role="status">
          {found.length === 0 ? (
            <p className={styles.quiet}>{t('try.none')}</p>
          ) : (
            <ul className={styles.found}>
              {found.map(each => (
                <li key={`${each.rule} ${JSON.stringify(each.place)} ${each.from}`}>
                  <span className={styles.id}>{each.rule}</span> {each[language]}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Panel>
  );
}
