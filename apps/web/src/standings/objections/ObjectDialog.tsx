import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import PaperClipOutlined from '@ant-design/icons/PaperClipOutlined';
import type { LedgerLine, ObjectionSubject } from '@xinxuan/contract';
import { Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import type { StoredFile } from '../../api/upload.ts';
import { period as periodWords, points } from '../../formats.ts';
import { paths } from '../../paths.ts';
import { Field } from '../../ui/Field.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { Go, useGo } from '../../ui/Go.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useLanguage, useWords } from '../../words/i18n.ts';
import { commonWords } from '../../words/shared.ts';
import styles from './objections.module.css';
import { objectionWords } from './words.ts';

const MOST_FILES = 9;
const ENDINGS = ['.pdf', '.png', '.jpg', '.jpeg', '.gif', '.webp', '.mp4', '.docx', '.doc', '.xlsx', '.txt'];

export type Subject = {
  period: string;
  /** The unit that objects. */
  unitId: string;
  owner: { kind: 'unit' | 'person'; id: string; name: string };
  /** Null: something that has no line, or the place. */
  line: LedgerLine | null;
};

/** One objection: to this line, to a missing one or to the place, with reason and evidence. */
export function ObjectDialog({ subject, onClose }: { subject: Subject; onClose: () => void }) {
  const t = useWords(objectionWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const go = useGo();
  const { period, unitId, owner, line } = subject;
  const [about, setAbout] = useState<ObjectionSubject>(line ? 'line' : 'missing');
  const [text, setText] = useState('');
  const [files, setFiles] = useState<StoredFile[]>([]);
  const raise = useAct(api.objections.raise.call, {
    done: made => t('raise_done', { number: made.number }),
    onDone: made => {
      onClose();
      go(paths.objection(made.id));
    },
    onRefused: refused => refused.code === 'conflict',
  });
  const known = raise.refused?.code === 'conflict' ? raise.refused : null;
  const said = text.trim();
  return (
    <Modal
      open
      title={t('raise_title', { name: owner.name, period: periodWords(period, language) })}
      styles={{ header: { paddingInlineEnd: 24 } }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={said.length < 5}
            loading={raise.busy}
            onClick={() =>
              raise.go({
                period,
                unitId,
                about,
                owner: { kind: owner.kind, id: owner.id },
                lineId: line?.id ?? null,
                text: said,
                fileIds: files.map(file => file.id),
              })
            }
          >
            {t('raise_go')}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t('raise_hint')}</p>
      {line ? (
        <div className={styles.quoted}>
          <p className={styles.faint}>{t('raise_line_is')}</p>
          <p>
            <strong>{points(line.points)}</strong> {line.item?.label}
          </p>
          <p>{line[language]}</p>
        </div>
      ) : (
        <Field label={t('raise_about')} id="objection-about">
          <Radio.Group
            id="objection-about"
            value={about}
            options={(['missing', 'place'] as const).map(value => ({ value, label: t(`about.${value}`) }))}
            onChange={event => setAbout(event.target.value as ObjectionSubject)}
          />
        </Field>
      )}
      <Field label={t('raise_text')} id="objection-text" required hint={t('raise_text_hint')}>
        <Input.TextArea
          id="objection-text"
          autoFocus
          value={text}
          maxLength={1000}
          autoSize={{ minRows: 3, maxRows: 8 }}
          onChange={event => setText(event.target.value.replace(/\n/g, ' '))}
        />
      </Field>
      <ul className={styles.files}>
        {files.map(file => (
          <li key={file.id}>
            <PaperClipOutlined aria-hidden /> <span className={styles.fileName}>{file.name}</span>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('raise_remove', { name: file.name })}
              onClick={() => setFiles(before => before.filter(other => other.id !== file.id))}
            />
          </li>
        ))}
      </ul>
      {files.length < MOST_FILES && (
        <FileDrop
          small
          multiple
          label={t('raise_files')}
          hint={t('raise_files_hint')}
          accept={ENDINGS}
          onStored={file => setFiles(before => [...before, file].slice(0, MOST_FILES))}
        />
      )}
      {known && (
        <p className={styles.refused} role="alert">
          {known.text} <Go to={paths.objections({ period, unitId })}>{t('see_known')}</Go>
        </p>
      )}
    </Modal>
  );
}
