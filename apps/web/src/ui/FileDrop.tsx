import InboxOutlined from '@ant-design/icons/InboxOutlined';
import { Button, Progress } from 'antd';
import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { refusal } from '../api/refusal.ts';
import { type StoredFile, upload } from '../api/upload.ts';
import { bytes } from '../formats.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './FileDrop.module.css';

type FileDropProps = {
  label: string;
  hint?: string;
  /** Endings with their dot: ['.docx', '.doc']; the server still looks at the content. */
  accept: readonly string[];
  maxBytes?: number;
  multiple?: boolean;
  /** A line instead of a large field. */
  small?: boolean;
  onStored: (file: StoredFile) => void;
  /** Another file was chosen: what was said of the one before it is over. */
  onChosen?: () => void;
};
type Running = { name: string; percent: number; stop: AbortController };

const MAX_BYTES = 50 * 1024 * 1024;

/** Takes a file by dropping, choosing or pasting; shows how far it is, and can be called off. */
export function FileDrop(props: FileDropProps) {
  const {
    label,
    hint,
    accept,
    maxBytes = MAX_BYTES,
    multiple = false,
    small = false,
    onStored,
    onChosen,
  } = props;
  const t = useWords(commonWords);
  const language = useLanguage();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [running, setRunning] = useState<Running | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = running?.stop;
  useEffect(() => () => stop?.abort(), [stop]);

  const objection = (file: File): string | null => {
    const name = file.name;
    if (!accept.some(ending => name.toLowerCase().endsWith(ending)))
      return t('file.wrong_kind', { name, kinds: accept.join(' ') });
    if (file.size === 0) return t('file.empty', { name });
    if (file.size > maxBytes)
      return t('file.too_large', { name, size: bytes(file.size), limit: bytes(maxBytes) });
    return null;
  };

  const take = async (files: readonly File[]) => {
    setProblem(null);
    onChosen?.();
    for (const file of multiple ? files : files.slice(0, 1)) {
      const wrong = objection(file);
      if (wrong) {
        setProblem(wrong);
        return;
      }
      const controller = new AbortController();
      setRunning({ name: file.name, percent: 0, stop: controller });
      try {
        const onProgress = (percent: number) => setRunning(r => r && { ...r, percent });
        onStored(await upload(file, { onProgress, signal: controller.signal }));
      } catch (error) {
        const refused = refusal(error, language);
        if (refused.code !== 'cancelled') setProblem(refused.text);
        return;
      } finally {
        setRunning(null);
      }
    }
  };

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take([...event.dataTransfer.files]);
  };

  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: a drop field is no set of form fields */}
      <div
        role="group"
        aria-label={label}
        className={`${small ? styles.small : styles.drop} ${over ? styles.over : ''}`}
        onDragOver={event => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        {running ? (
          <div className={styles.running} role="status">
            <p>{t('file.uploading', { name: running.name, percent: running.percent })}</p>
            <Progress percent={running.percent} showInfo={false} size="small" />
            <Button size="small" onClick={() => running.stop.abort()}>
              {t('file.cancel')}
            </Button>
          </div>
        ) : (
          <label htmlFor={id} className={styles.label}>
            {!small && <InboxOutlined className={styles.icon} aria-hidden />}
            <span className={styles.text}>{label}</span>
            {hint && <span className={styles.hint}>{hint}</span>}
          </label>
        )}
        <input
          ref={input}
          id={id}
          type="file"
          className="unseen"
          accept={accept.join(',')}
          multiple={multiple}
          disabled={running !== null}
          onChange={event => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            void take(files);
          }}
        />
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
