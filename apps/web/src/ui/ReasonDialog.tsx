import { Button, Input, Modal } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './ReasonDialog.module.css';

type ReasonDialogProps = {
  title: string;
  /** What will happen, and to whom it is told. */
  hint: string;
  label: string;
  act: string;
  /** Sentences often used, taken over by one click. */
  usual?: readonly string[];
  /** What stands there already, to be gone on with. */
  start?: string;
  max?: number;
  /** The reason may stay empty. */
  optional?: boolean;
  /** Whether what is asked for beside the reason is given. */
  ready?: boolean;
  /** What is missing while it is not. */
  need?: string;
  danger?: boolean;
  busy?: boolean;
  children?: ReactNode;
  onAct: (reason: string) => void;
  onClose: () => void;
};

/** Asks for the reason of an act that concerns somebody else's work. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, hint, label, act, usual = [], optional = false, danger, busy, onAct, onClose } = props;
  const { start = '', max = 500, ready = true, need } = props;
  const t = useWords(commonWords);
  const [reason, setReason] = useState(start);
  const id = useId();
  const said = reason.trim();
  const enough = ready && (optional || said.length >= 2);
  const missing = ready ? t('reason.missing') : need;
  return (
    <Modal
      open
      title={title}
      styles={{ header: { paddingInlineEnd: 24 } }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button
            type="primary"
            danger={danger}
            loading={busy}
            disabled={!enough}
            aria-describedby={enough ? undefined : `${id}-missing`}
            onClick={() => onAct(said)}
          >
            {act}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{hint}</p>
      {props.children}
      <label htmlFor={id} className={styles.label}>
        {label}
        {!optional && (
          <span className={styles.required} aria-hidden>
            *
          </span>
        )}
      </label>
      <div className={styles.text}>
        <Input.TextArea
          id={id}
          autoFocus
          value={reason}
          maxLength={max}
          showCount
          autoSize={{ minRows: 3, maxRows: 8 }}
          onChange={e => setReason(e.target.value)}
          onPressEnter={e => {
            if ((e.ctrlKey || e.metaKey) && enough) onAct(said);
          }}
        />
      </div>
      {!enough && missing && (
        <p id={`${id}-missing`} className={styles.hint}>
          {missing}
        </p>
      )}
      {usual.length > 0 && (
        <ul className={styles.usual}>
          {usual.map(sentence => (
            <li key={sentence}>
              <Button
                size="small"
                onClick={() => setReason(before => (before ? `${before.trimEnd()}${sentence}` : sentence))}
              >
                {sentence}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}
