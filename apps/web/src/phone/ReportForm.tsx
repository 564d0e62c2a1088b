import AudioOutlined from '@ant-design/icons/AudioOutlined';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Field } from '../ui/Field.tsx';
import { LineInput } from '../ui/LineInput.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './phone.module.css';
import { ReportFiles } from './ReportFiles.tsx';
import { COUNTS, type Report, withCount } from './report.ts';
import { useDictation } from './useDictation.ts';
import type { Reports } from './useReports.ts';
import { phoneWords } from './words.ts';

export function ReportForm({ reports }: { reports: Reports }) {
  const t = useWords(phoneWords);
  const { now, change } = reports;
  const { report } = now;
  return (
    <section className={styles.form} aria-label={t('form')}>
      <ReportFiles reports={reports} />
      <Words reports={reports} />
      <Field label={t('report_title')} id="field-title" hint={t('report_title_hint')}>
        <LineInput
          id="field-title"
          className={styles.input}
          value={report.title}
          maxLength={200}
          onChange={e => change({ title: e.target.value })}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={t('on')} id="field-on">
          <LineInput
            id="field-on"
            type="date"
            className={styles.input}
            value={report.on}
            onChange={e => e.target.value && change({ on: e.target.value })}
          />
        </Field>
        <Field label={t('place')} id="field-place">
          <LineInput
            id="field-place"
            className={styles.input}
            value={report.place}
            maxLength={100}
            placeholder={t('place_hint')}
            onChange={e => change({ place: e.target.value })}
          />
        </Field>
      </div>
      <Counts report={report} change={change} />
      <Checkbox checked={report.submit} onChange={e => change({ submit: e.target.checked })}>
        {t('submit')}
      </Checkbox>
      <p className={styles.hint}>{t('submit_hint')}</p>
    </section>
  );
}

/** Typed, or said: by the browser's own dictation where it has one, else by the microphone on the keyboard. */
function Words({ reports }: { reports: Reports }) {
  const t = useWords(phoneWords);
  const [asked, setAsked] = useState(false);
  const { now, change } = reports;
  const dictation = useDictation(said => change({ text: now.report.text + said }));
  const start = () => {
    setAsked(false);
    dictation.start();
  };
  return (
    <div className={styles.words}>
      <label className={styles.label} htmlFor="field-text">
        {t('text')}
      </label>
      <textarea
        id="field-text"
        className={styles.text}
        rows={6}
        value={now.report.text}
        maxLength={20_000}
        placeholder={t('text_hint')}
        onChange={e => change({ text: e.target.value })}
      />
      {dictation.available ? (
        <Button
          icon={<AudioOutlined aria-hidden />}
          danger={dictation.listening}
          onClick={dictation.listening ? dictation.stop : () => setAsked(true)}
        >
          {dictation.listening ? t('dictate_stop') : t('dictate')}
        </Button>
      ) : (
        <p className={styles.hint}>{t('dictate_keyboard')}</p>
      )}
      {asked && (
        <div className={styles.ask} role="alert">
          <p>{t('dictate_warning')}</p>
          <Button type="primary" onClick={start}>
            {t('dictate_go')}
          </Button>
          <Button onClick={() => setAsked(false)}>{t('dictate_not')}</Button>
        </div>
      )}
      {dictation.problem && (
        <p className={styles.problem} role="alert">
          {t(`dictate_${dictation.problem}`)}
        </p>
      )}
    </div>
  );
}

function Counts({ report, change }: { report: Report; change: (patch: Partial<Report>) => void }) {
  const t = useWords(phoneWords);
  return (
    <fieldset className={styles.counts}>
      <legend className={styles.label}>{t('counts')}</legend>
      {COUNTS.map(count => (
        <div key={count}>
          <label htmlFor={`field-${count}`} className={styles.countLabel}>
            {t(count)}
          </label>
          <LineInput
            id={`field-${count}`}
            className={styles.input}
            inputMode="numeric"
            value={report.mistyped?.[count] ?? report[count] ?? ''}
            aria-invalid={report.mistyped?.[count] !== undefined}
            {...(report.mistyped?.[count] !== undefined && { 'aria-describedby': `field-${count}-wrong` })}
            onChange={e => change(withCount(report, count, e.target.value))}
          />
          {report.mistyped?.[count] !== undefined && (
            <p id={`field-${count}-wrong`} className={styles.problem} role="alert">
              {t('count_wrong')}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  );
}
