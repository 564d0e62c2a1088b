import CheckCircleFilled from '@ant-design/icons/CheckCircleFilled';
import CloseCircleFilled from '@ant-design/icons/CloseCircleFilled';
import CloseOutlined from '@ant-design/icons/CloseOutlined';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './Toasts.module.css';
import { type Toast, toast, useToasts } from './toast.ts';

const SHOWN_SECONDS = { done: 5, problem: 12 } as const;

export function Toasts() {
  const t = useWords(commonWords);
  const toasts = useToasts();
  return (
    <section className={styles.region} aria-label={t('toast.region')} aria-live="polite">
      {toasts.map(one => (
        <OneToast key={one.id} toast={one} />
      ))}
    </section>
  );
}

function OneToast({ toast: one }: { toast: Toast }) {
  const t = useWords(commonWords);
  const [left, setLeft] = useState(one.undo ? one.undoFor : SHOWN_SECONDS[one.kind]);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    if (left <= 0) {
      toast.dismiss(one.id);
      return;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left, held, one.id]);
  return (
    <div
      className={styles.toast}
      role={one.kind === 'problem' ? 'alert' : 'status'}
      onPointerEnter={() => setHeld(!one.undo)}
      onPointerLeave={() => setHeld(false)}
    >
      {one.kind === 'done' ? (
        <CheckCircleFilled aria-hidden className={styles.done} />
      ) : (
        <CloseCircleFilled aria-hidden className={styles.problem} />
      )}
      <span className={styles.text}>{one.text}</span>
      {one.undo && (
        <Button
          size="small"
          onClick={() => {
            toast.dismiss(one.id);
            one.undo?.();
          }}
        >
          {t('toast.undo', { seconds: left })}
        </Button>
      )}
      <Button
        size="small"
        type="text"
        aria-label={t('act.close')}
        icon={<CloseOutlined />}
        onClick={() => toast.dismiss(one.id)}
      />
    </div>
  );
}
