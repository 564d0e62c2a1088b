import CheckOutlined from '@ant-design/icons/CheckOutlined';
import CopyOutlined from '@ant-design/icons/CopyOutlined';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../words/i18n.ts';
import styles from './network.module.css';
import { networkWords } from './words.ts';

type OnceDialogProps = {
  title: string;
  hint: string;
  copy: string;
  lines: readonly { label: string; value: string }[];
  onClose: () => void;
};

/** What is shown once and never again: it closes only by its button, never by a stray click. */
export function OnceDialog({ title, hint, copy, lines, onClose }: OnceDialogProps) {
  const t = useWords(networkWords);
  const [copied, setCopied] = useState(false);
  const text = lines.map(line => (lines.length > 1 ? t('once_line', line) : line.value)).join('\n');
  return (
    <Modal
      open
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <>
          <Button
            icon={copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
            onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
          >
            {copied ? t('once_copied') : copy}
          </Button>
          <Button type="primary" onClick={onClose}>
            {t('once_close')}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{hint}</p>
      <dl className={styles.secret}>
        {lines.map(line => (
          <div key={line.label}>
            <dt>{line.label}</dt>
            <dd>
              <code>{line.value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
