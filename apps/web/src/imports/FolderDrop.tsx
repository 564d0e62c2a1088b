import FolderOpenOutlined from '@ant-design/icons/FolderOpenOutlined';
import InboxOutlined from '@ant-design/icons/InboxOutlined';
import { Alert, Button, Progress } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { refusal } from '../api/refusal.ts';
import { upload } from '../api/upload.ts';
import { toast } from '../ui/toast.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './imports.module.css';
import { documentsIn, droppedFiles, leftOut, type PickedFile } from './picked.ts';
import { importWords } from './words.ts';

type Sent = { fileId: string; path: string };
type FolderDropProps = {
  /** Some of the files are there; answers whether to go on. */
  onSent: (files: Sent[]) => Promise<boolean>;
  /** All that could be sent has been. */
  onEnd: () => void;
};
const AT_ONCE = 10;

/** Gathers what was sent and hands it over in parts; answers whether to go on. */
function handingOver(onSent: FolderDropProps['onSent']) {
  let waiting: Sent[] = [];
  const rest = async (): Promise<boolean> => {
    const sent = waiting;
    waiting = [];
    return sent.length === 0 || onSent(sent);
  };
  const over = async (file: Sent): Promise<boolean> => {
    waiting.push(file);
    return waiting.length < AT_ONCE || rest();
  };
  return { over, rest };
}

type Running = { done: number; all: number; name: string };

/** Takes many documents, a folder or an archive; uploads them one after the other, and hands over ten at a time. */
export function FolderDrop({ onSent, onEnd }: FolderDropProps) {
  const t = useWords(importWords);
  const language = useLanguage();
  const files = useId();
  const folder = useId();
  const stop = useRef<AbortController | null>(null);
  const [running, setRunning] = useState<Running | null>(null);
  const [failed, setFailed] = useState<string[]>([]);
  const [none, setNone] = useState(false);
  useEffect(() => () => stop.current?.abort(), []);

  const send = async (picked: PickedFile[]) => {
    const documents = documentsIn(picked);
    setNone(documents.length === 0);
    setFailed([]);
    const out = leftOut(picked);
    if (documents.length > 0 && out.length > 0)
      toast.problem(
        t('left_out', {
          count: out.length,
          names: out.slice(0, 3).join('，') + (out.length > 3 ? '……' : ''),
        }),
      );
    const controller = new AbortController();
    stop.current = controller;
    const hand = handingOver(onSent);
    for (const [at, { file, path }] of documents.entries()) {
      setRunning({ done: at + 1, all: documents.length, name: path });
      try {
        const stored = await upload(file, { signal: controller.signal });
        if (!(await hand.over({ fileId: stored.id, path }))) break;
      } catch (error) {
        const refused = refusal(error, language);
        if (refused.code === 'cancelled') break;
        setFailed(before => [...before, `${path}：${refused.text}`]);
      }
    }
    await hand.rest();
    setRunning(null);
    if (documents.length > 0) onEnd();
  };
  const chosen = (list: FileList | null): PickedFile[] =>
    [...(list ?? [])].map(file => ({ file, path: file.webkitRelativePath || file.name }));

  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: a drop field is no set of form fields */}
      <div
        role="group"
        aria-label={t('drop_files')}
        className={styles.drop}
        onDragOver={event => event.preventDefault()}
        onDrop={event => {
          event.preventDefault();
          void droppedFiles(event.dataTransfer).then(send);
        }}
      >
        {running ? (
          <div role="status" className={styles.running}>
            <p>{t('uploading', running)}</p>
            <Progress
              percent={Math.floor((running.done / running.all) * 100)}
              aria-label={t('uploading', running)}
            />
            <Button size="small" onClick={() => stop.current?.abort()}>
              {t('upload_stop')}
            </Button>
          </div>
        ) : (
          <>
            <label htmlFor={files} className={styles.dropLabel}>
              <InboxOutlined aria-hidden className={styles.dropIcon} />
              {t('drop_files')}
            </label>
            <label htmlFor={folder} className={styles.folderLabel}>
              <FolderOpenOutlined aria-hidden /> {t('choose_folder')}
            </label>
          </>
        )}
        <input
          id={files}
          className="unseen"
          type="file"
          multiple
          disabled={running !== null}
          accept=".docx,.doc,.wps,.odt,.rtf,.pdf,.txt,.zip"
          onChange={event => {
            const picked = chosen(event.target.files);
            event.target.value = '';
            void send(picked);
          }}
        />
        <input
          id={folder}
          className="unseen"
          type="file"
          disabled={running !== null}
          {...{ webkitdirectory: '' }}
          onChange={event => {
            const picked = chosen(event.target.files);
            event.target.value = '';
            void send(picked);
          }}
        />
      </div>
      {none && <Alert type="warning" showIcon title={t('no_documents')} className={styles.notice} />}
      {failed.length > 0 && (
        <Alert
          type="error"
          showIcon
          className={styles.notice}
          title={t('upload_failed', { count: failed.length })}
          description={failed.slice(0, 10).map(line => <p key={line}>{line}</p>)}
        />
      )}
    </div>
  );
}
