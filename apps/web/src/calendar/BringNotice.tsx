import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { api } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './calendar.module.css';
import { calendarWords } from './words.ts';

/** The yearly notice as JSON, pasted or out of a file; every mistake is told with its place. */
export function BringNotice({ version, onClose }: { version: number; onClose: () => void }) {
  const t = useWords(calendarWords);
  const c = useWords(commonWords);
  const id = useId();
  const file = useId();
  const [text, setText] = useState('');
  const [source, setSource] = useState('');
  const bring = useAct(api.calendar.bring.call, {
    done: found => t('brought_done', { year: found.year }),
    onDone: onClose,
    onRefused: refused => refused.reason === 'notice_unreadable',
  });
  const mistakes = Object.entries(bring.refused?.fields ?? {});
  return (
    <Modal
      open
      width={640}
      title={t('bring')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            loading={bring.busy}
            disabled={text.trim() === ''}
            onClick={() => bring.go({ text, version, ...(source.trim() ? { source: source.trim() } : {}) })}
          >
            {t('bring_act')}
          </Button>
        </>
      }
    >
      <p className={styles.quiet}>{t('bring_hint')}</p>
      <Field id={file} label={t('bring_file')}>
        <input
          id={file}
          type="file"
          accept=".json,application/json"
          onChange={event => void event.target.files?.[0]?.text().then(setText)}
        />
      </Field>
      <Field id={id} label={t('bring_text')}>
        <Input.TextArea
          id={id}
          value={text}
          autoSize={{ minRows: 6, maxRows: 14 }}
          placeholder='{"year": 2027, "papers": ["https://…"], "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]}'
          onChange={event => setText(event.target.value)}
        />
      </Field>
      <Field id={`${id}-source`} label={t('bring_source')}>
        <Input
          id={`${id}-source`}
          value={source}
          maxLength={300}
          onChange={event => setSource(event.target.value)}
        />
      </Field>
      {mistakes.length > 0 && (
        <div role="alert" className={styles.mistakes}>
          <p>{t('mistakes', { count: mistakes.length })}</p>
          <ul>
            {mistakes.map(([place, sentence]) => (
              <li key={place}>
                <code>{place}</code> {sentence}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Modal>
  );
}
