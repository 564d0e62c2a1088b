import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { useMe } from '../session/me.ts';
import { Field } from '../ui/Field.tsx';
import { FileDrop } from '../ui/FileDrop.tsx';
import { useGo } from '../ui/Go.tsx';
import { MomentPick, useMomentProblem } from '../ui/MomentPick.tsx';
import UnitPick from '../ui/UnitPick.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './leads.module.css';
import { leadWords } from './words.ts';

type Stored = { id: string; name: string };
type Written = {
  what: string;
  place: string;
  seenAt: string | null;
  source: string;
  files: Stored[];
  unitId: string | null;
  dueAt: string | null;
};

const MOST_FILES = 6;
const ACCEPTED = ['.jpg', '.jpeg', '.png', '.webp', '.pdf', '.docx', '.doc', '.txt'];

/** What was seen, where and when, and who has to write about it. */
export function RecordDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(leadWords);
  const c = useWords(commonWords);
  const go = useGo();
  const { post } = useMe();
  const now = useNow();
  const [written, setWritten] = useState<Written>({
    ...{ what: '', place: '', seenAt: now.toISOString(), source: '' },
    ...{ files: [], unitId: null, dueAt: null },
  });
  const change = (patch: Partial<Written>) => setWritten(before => ({ ...before, ...patch }));
  const record = useAct(api.leads.record.call, {
    done: made => t('record_done', { unit: made.unit.name }),
    onDone: made => {
      onClose();
      go(paths.lead(made.id));
    },
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const problems = record.refused?.fields ?? {};
  const { what, place, seenAt, source, files, unitId, dueAt } = written;
  const seenWrong = useMomentProblem(seenAt, { future: false });
  const dueWrong = useMomentProblem(dueAt, { future: true });
  const ready = post && what.trim().length >= 2 && seenAt && unitId && !seenWrong && !dueWrong;
  const send = () => {
    if (!ready) return;
    const said = { what: what.trim(), place: place.trim(), source: source.trim(), seenAt };
    record.go({ ...said, fileIds: files.map(file => file.id), fromUnitId: post.unit.id, unitId, dueAt });
  };
  return (
    <Modal
      open
      width={640}
      title={t('record')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button type="primary" disabled={!ready} loading={record.busy} onClick={send}>
            {t('record_go')}
          </Button>
        </>
      }
    >
      <Field label={t('what')} id="lead-what" required hint={t('what_hint')} problem={problems.what}>
        <Input.TextArea
          id="lead-what"
          value={what}
          maxLength={1000}
          autoFocus
          autoSize={{ minRows: 3, maxRows: 10 }}
          onChange={event => change({ what: event.target.value })}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={t('place')} id="lead-place" problem={problems.place}>
          <Input
            id="lead-place"
            value={place}
            maxLength={100}
            onChange={event => change({ place: event.target.value })}
          />
        </Field>
        <Field label={t('seen')} id="lead-seen" required problem={seenWrong ?? problems.seenAt}>
          <MomentPick id="lead-seen" value={seenAt} onChange={value => change({ seenAt: value })} />
        </Field>
      </div>
      <Field label={t('source')} id="lead-source" hint={t('source_hint')} problem={problems.source}>
        <Input
          id="lead-source"
          value={source}
          maxLength={100}
          onChange={event => change({ source: event.target.value })}
        />
      </Field>
      <Files files={files} onFiles={next => change({ files: next })} />
      <Field label={t('unit')} id="lead-unit" required hint={t('unit_hint')} problem={problems.unitId}>
        <UnitPick id="lead-unit" value={unitId} onChange={value => change({ unitId: value })} />
      </Field>
      <Field label={t('due_field')} id="lead-due" hint={t('due_hint')} problem={dueWrong ?? problems.dueAt}>
        <MomentPick id="lead-due" future value={dueAt} onChange={value => change({ dueAt: value })} />
      </Field>
    </Modal>
  );
}

function Files({ files, onFiles }: { files: Stored[]; onFiles: (files: Stored[]) => void }) {
  const t = useWords(leadWords);
  return (
    <Field label={t('files')} id="lead-files" hint={t('files_hint')}>
      {files.map(file => (
        <p key={file.id} className={styles.stored}>
          <span>{file.name}</span>
          <Button
            size="small"
            type="text"
            aria-label={t('drop_file', { name: file.name })}
            onClick={() => onFiles(files.filter(each => each.id !== file.id))}
          >
            {t('remove')}
          </Button>
        </p>
      ))}
      {files.length < MOST_FILES && (
        <FileDrop
          small
          label={t('file_drop')}
          accept={ACCEPTED}
          onStored={({ id, name }) => onFiles([...files, { id, name }])}
        />
      )}
    </Field>
  );
}
