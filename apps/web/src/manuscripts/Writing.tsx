import type { Intake } from '@xinxuan/contract';
import { useEffect, useRef, useState } from 'react';
import { refusal } from '../api/refusal.ts';
import type { Place } from '../paths.ts';
import { Page, Panel } from '../ui/Page.tsx';
import { PaperEditor, type PaperHandle } from '../ui/paper/PaperEditor.tsx';
import { toast } from '../ui/toast.ts';
import { useWide } from '../ui/useNarrow.ts';
import { useSaveKey } from '../ui/useSaveKey.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import Answered from './Answered.tsx';
import { Attachments } from './Attachments.tsx';
import { DraftForm } from './DraftForm.tsx';
import type { Draft, FieldName, Readings } from './draft.ts';
import { ElsewhereBar } from './ElsewhereBar.tsx';
import styles from './manuscripts.module.css';
import { OutOfHand } from './OutOfHand.tsx';
import { Photos } from './Photos.tsx';
import { QualityCount, QualityPanel } from './QualityPanel.tsx';
import { RepeatsWhileWriting } from './RepeatsWhileWriting.tsx';
import { SaveState } from './SaveState.tsx';
import { SendBar } from './SendBar.tsx';
import { SureMark } from './SureMark.tsx';
import { type DraftHandle, type DraftStart, useDraft } from './useDraft.ts';
import { useMerging } from './useMerging.ts';
import { useOutOfHand } from './useOutOfHand.ts';
import { useQuality } from './useQuality.ts';
import { manuscriptWords } from './words.ts';

type Say = ReturnType<typeof useWords<typeof manuscriptWords.zh>>;

type WritingProps = {
  title: string;
  back: Place;
  start: DraftStart;
  intake?: Intake | null;
  /** How surely each field was read from the file. */
  readings?: Readings;
  /** The draft as read from the file: to be stored at once, before anything is corrected. */
  read?: Draft;
};

/** The sheet on the left, what goes with it on the right, sending at the end. */
export function Writing({ title, back, start, intake, readings: first, read }: WritingProps) {
  const t = useWords(manuscriptWords);
  const language = useLanguage();
  const handle = useDraft(start);
  const { draft, change, saving } = handle;
  const quality = useQuality(draft);
  const wide = useWide();
  const paper = useRef<PaperHandle>(null);
  const [readings, setReadings] = useState<Readings>(first ?? {});
  useStoredAtOnce(handle, read);
  useMerging(handle, paper);
  useSaveKey(() => void handle.flush().catch(() => undefined));
  useEffect(() => {
    if (handle.restored) toast.done(manuscriptWords.say('save.restored'));
  }, [handle.restored]);
  const out = useOutOfHand(handle);
  if (out) {
    const left = saving.status === 'saved' || handle.following ? null : draft;
    return <OutOfHand manuscript={out} left={left} onDrop={handle.abandon} />;
  }
  const refused = saving.status === 'refused' ? refusal(saving.error, language).fields : {};
  const corrected = (fields: FieldName[]) =>
    setReadings(before =>
      Object.fromEntries(Object.entries(before).filter(([k]) => !fields.includes(k as FieldName))),
    );
  return (
    <Page
      title={title}
      back={back}
      beside={
        <>
          <SaveState handle={handle} />
          {!wide && <QualityCount findings={quality.findings} />}
        </>
      }
    >
      {intake && <IntakeNotes intake={intake} filled={read} />}
      {handle.following && <ElsewhereBar onTakeOver={handle.takeOver} />}
      <div className={styles.writing} inert={handle.following}>
        <div>
          {(readings.title || readings.body) && (
            <p className={styles.readMarks}>
              {readings.title && <SureMark reading={readings.title} of={t('column.title')} />}
              {readings.body && <SureMark reading={readings.body} of={t('write.body')} />}
            </p>
          )}
          <PaperEditor
            textKey={handle.textKey}
            title={draft.title}
            body={draft.body}
            marks={quality.marks}
            handle={paper}
            problems={{ title: refused.title, body: refused.body }}
            onChange={({ title: newTitle, body }) => {
              corrected([
                ...(newTitle === draft.title ? [] : (['title'] as const)),
                ...(body === draft.body ? [] : (['body'] as const)),
              ]);
              change({ title: newTitle, body });
            }}
          />
        </div>
        <div className={styles.side}>
          <QualityPanel
            quality={quality}
            title={draft.title}
            paper={paper}
            storedId={handle.stored?.id ?? null}
            photos={draft.photos}
            onPhotos={photos => change({ photos })}
          />
          <Panel title={t('write.facts')}>
            <DraftForm
              draft={draft}
              change={patch => {
                corrected(Object.keys(patch) as FieldName[]);
                change(patch);
              }}
              readings={readings}
              intake={intake ?? null}
              problems={refused}
            />
          </Panel>
          {handle.stored && (
            // Not fetched at this moment: without network the page would fall over what it cannot get.
            <Answered manuscript={handle.stored} attach />
          )}
          <RepeatsWhileWriting draft={draft} storedId={handle.stored?.id ?? null} />
          <Panel title={t('write.photos')}>
            <Photos photos={draft.photos} onChange={photos => change({ photos })} problem={refused.photos} />
          </Panel>
          <Panel title={t('write.attachments')}>
            <Attachments attachments={draft.attachments} onChange={attachments => change({ attachments })} />
          </Panel>
        </div>
      </div>
      {!handle.following && <SendBar handle={handle} />}
    </Page>
  );
}

/** A file that was read is work done: it is kept before the person corrects a single word. */
function useStoredAtOnce(handle: DraftHandle, read: Draft | undefined): void {
  const [pending, setPending] = useState(read !== undefined && !handle.restored);
  const { change } = handle;
  useEffect(() => {
    if (!pending) return;
    setPending(false);
    change({});
  }, [pending, change]);
}

/** What the file does not tell and the person's post does, was filled in: the sentence says so instead of asking for it. */
function IntakeNotes({ intake, filled }: { intake: Intake; filled: Draft | undefined }) {
  const t = useWords(manuscriptWords);
  const language = useLanguage();
  return (
    <div className={styles.notes} role="status">
      <p>{t('write.read_from', { name: intake.fileName })}</p>
      {intake.findings.length > 0 && (
        <ul className={styles.findings}>
          {intake.findings.map(finding => (
            <li key={finding.code + finding.zh}>
              {filledWord(finding.code, filled, t) ?? (language === 'zh' ? finding.zh : finding.en)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function filledWord(code: string, filled: Draft | undefined, t: Say): string | null {
  if (code === 'unit_missing' && filled?.unit) return t('intake.unit_filled');
  if (code === 'correspondents_missing' && filled && filled.authors.length > 0)
    return t('intake.authors_filled');
  return null;
}
