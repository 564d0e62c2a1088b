import { useBlocker } from '@tanstack/react-router';
import type { Circular } from '@xinxuan/contract';
import { Input, Segmented } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { refusal } from '../api/refusal.ts';
import { period as periodWords } from '../formats.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import { Go, useGo } from '../ui/Go.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { PaperEditor } from '../ui/paper/PaperEditor.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { CircularPaper } from './CircularPaper.tsx';
import { CircularState } from './CircularState.tsx';
import styles from './circulars.module.css';
import { Download } from './Download.tsx';
import { SavingMark } from './SavingMark.tsx';
import { type CircularWriting, useCircularText } from './useCircularText.ts';
import { circularWords } from './words.ts';

type Mode = 'edit' | 'preview';

/** The draft is written on the left half of a desk: head and sign-off above, the paper below. */
export default function CircularDesk({ circular }: { circular: Circular }) {
  const t = useWords(circularWords);
  const language = useLanguage();
  const [mode, setMode] = useState<Mode>('edit');
  const writing = useCircularText(circular);
  const { text, saving, flush } = writing;
  const unsaved = saving.status !== 'saved';
  useBlocker({
    shouldBlockFn: async () => (await flush()) === null && !globalThis.confirm(t('leave')),
    enableBeforeUnload: unsaved,
    disabled: !unsaved,
  });
  return (
    <Page
      title={text.title || t('title')}
      back={paths.circulars()}
      beside={
        <>
          <CircularState state={circular.state} />
          <Go to={paths.standings({ period: circular.period })}>{periodWords(circular.period, language)}</Go>
          <SavingMark saving={saving} onRetry={() => void flush()} />
        </>
      }
      acts={<Acts circular={circular} writing={writing} />}
    >
      <div className={styles.modes}>
        <Segmented<Mode>
          aria-label={t('mode')}
          value={mode}
          options={[
            { value: 'edit', label: t('mode.edit') },
            { value: 'preview', label: t('mode.preview') },
          ]}
          onChange={setMode}
        />
      </div>
      {mode === 'preview' ? <CircularPaper {...text} /> : <Writing circular={circular} writing={writing} />}
    </Page>
  );
}

function Writing({ circular, writing }: { circular: Circular; writing: CircularWriting }) {
  const t = useWords(circularWords);
  const language = useLanguage();
  const { text, change, saving } = writing;
  const problems = saving.error ? refusal(saving.error, language).fields : {};
  return (
    <>
      <Panel title={t('head')}>
        <div className={styles.fields}>
          <Field label={t('number')} id="circular-number" hint={t('number_hint')} problem={problems.number}>
            <Input
              id="circular-number"
              value={text.number}
              maxLength={60}
              onChange={event => change({ number: event.target.value })}
            />
          </Field>
          <Field
            label={t('addressee')}
            id="circular-addressee"
            hint={t('addressee_hint')}
            problem={problems.addressee}
          >
            <Input
              id="circular-addressee"
              value={text.addressee}
              maxLength={200}
              onChange={event => change({ addressee: event.target.value })}
            />
          </Field>
          <Field label={t('sign_off')} id="circular-sign" problem={problems.signOff}>
            <Input
              id="circular-sign"
              value={text.signOff}
              maxLength={60}
              onChange={event => change({ signOff: event.target.value })}
            />
          </Field>
          <Field label={t('signed_on')} id="circular-day" problem={problems.signedOn}>
            <DayPick
              required
              id="circular-day"
              value={text.signedOn}
              onChange={signedOn => signedOn && change({ signedOn })}
            />
          </Field>
        </div>
      </Panel>
      <PaperEditor
        textKey={circular.id}
        title={text.title}
        body={text.body}
        captions
        problems={{ title: problems.title, body: problems.body }}
        onChange={change}
      />
    </>
  );
}

function Acts({ circular, writing }: { circular: Circular; writing: CircularWriting }) {
  const t = useWords(circularWords);
  const go = useGo();
  const { id, can } = circular;
  const title = writing.text.title;
  const issue = useAct(api.circulars.issue.call, { done: () => t('issue_done', { title }) });
  const restore = useAct(api.circulars.discard.call, {
    done: () => t('restore_done', { title }),
    onDone: () => go(paths.circular(id)),
  });
  const discard = useAct(api.circulars.discard.call, {
    done: out => ({
      text: t('discard_done', { title }),
      undo: () => restore.go({ id, version: out.version, undo: true }),
    }),
    onDone: () => go(paths.circulars()),
  });
  /** Acts on the words on the screen: they are saved first. */
  const onSaved = async (act: (version: number) => void) => {
    const version = await writing.flush();
    if (version !== null) act(version);
  };
  return (
    <>
      <ActButton
        danger
        can={can.discard}
        loading={discard.busy}
        onClick={() => void onSaved(version => discard.go({ id, version, undo: false }))}
      >
        {t('discard')}
      </ActButton>
      <Download id={id} before={async () => (await writing.flush()) !== null} />
      <ConfirmAct
        type="primary"
        can={can.issue}
        loading={issue.busy}
        question={t('issue_question', { title })}
        consequence={t('issue_consequence')}
        act={t('issue_go')}
        onAct={() => void onSaved(version => issue.go({ id, version }))}
      >
        {t('issue')}
      </ConfirmAct>
    </>
  );
}
