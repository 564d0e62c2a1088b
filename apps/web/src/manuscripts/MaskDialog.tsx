import type { QualityFinding } from '@xinxuan/contract';
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useLanguage, useWords } from '../words/i18n.ts';
import { keptWords } from './checkWords.ts';
import styles from './quality.module.css';

type MaskDialogProps = {
  /** Personal data with its masks. */
  findings: readonly QualityFinding[];
  onMask: (chosen: readonly QualityFinding[]) => void;
  onClose: () => void;
};

/** Which personal data to mask, each beside what will stand in its place (F34). */
export default function MaskDialog({ findings, onMask, onClose }: MaskDialogProps) {
  const t = useWords(keptWords);
  const language = useLanguage();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = findings.filter(each => !left.has(keyOf(each)));
  const turn = (finding: QualityFinding) => {
    const next = new Set(left);
    if (!next.delete(keyOf(finding))) next.add(keyOf(finding));
    setLeft(next);
  };
  return (
    <Modal
      open
      title={t('mask.title')}
      onCancel={onClose}
      okText={t('mask.do', { count: chosen.length })}
      okButtonProps={{ disabled: chosen.length === 0 }}
      onOk={() => onMask(chosen)}
    >
      <p className={styles.quiet}>{t('mask.hint')}</p>
      <Checkbox
        checked={left.size === 0}
        indeterminate={left.size > 0 && chosen.length > 0}
        onChange={() => setLeft(left.size === 0 ? new Set(findings.map(keyOf)) : new Set())}
      >
        {t('mask.all')}
      </Checkbox>
      <ul className={styles.masks}>
        {findings.map(finding => (
          <li key={keyOf(finding)}>
            <Checkbox checked={!left.has(keyOf(finding))} onChange={() => turn(finding)}>
              <span className={styles.before}>{finding.text}</span> → <strong>{finding.repair}</strong>
              <br />
              <span className={styles.quiet}>{finding[language]}</span>
            </Checkbox>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('mask.old')}</p>
    </Modal>
  );
}

function keyOf({ rule, place, from }: QualityFinding): string {
  return `${rule} ${JSON.stringify(place)} ${from}`;
}
