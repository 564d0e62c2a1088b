import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import UndoOutlined from '@ant-design/icons/UndoOutlined';
import type { Fault as FaultShape } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import type * as z from 'zod';
import { api } from '../api/api.ts';
import { day } from '../formats.ts';
import { Mark } from '../ui/Mark.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { When } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './adoptions.module.css';
import { adoptionWords } from './words.ts';

export type Fault = z.infer<typeof FaultShape>;

export function FaultEffect({ fault }: { fault: Fault }) {
  const t = useWords(adoptionWords);
  if (!fault.voided)
    return (
      <Mark tone="plain" icon={<CheckCircleOutlined />}>
        {t('fault_counts')}
      </Mark>
    );
  return (
    <span className={styles.note}>
      <UndoOutlined aria-hidden /> {t('fault_voided', { reason: fault.voided.reason })}
    </span>
  );
}

type FaultViewProps = { fault: Fault; mayVoid: boolean; onClose: () => void };

/** One record in full, with the way to take it back. */
export function FaultView({ fault, mayVoid, onClose }: FaultViewProps) {
  const t = useWords(adoptionWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const [asking, setAsking] = useState(false);
  const said = { unit: fault.unit.name, kind: c(`fault.${fault.kind}`) };
  const act = useAct(api.faults.void.call, {
    done: () => t('fault_void_done', said),
    onDone: onClose,
  });
  if (asking)
    return (
      <ReasonDialog
        title={t('fault_void_title')}
        hint={t('fault_void_hint')}
        label={t('fault_void_label')}
        act={t('fault_void')}
        busy={act.busy}
        onAct={reason => act.go({ id: fault.id, reason })}
        onClose={() => setAsking(false)}
      />
    );
  const facts = [
    [t('fault_kind'), said.kind],
    [t('fault_on'), day(fault.on, language)],
    [t('fault_note'), fault.note],
    ...(fault.basis ? [[t('fault_basis'), fault.basis] as const] : []),
    [t('fault_state'), <FaultEffect key="effect" fault={fault} />],
    [
      t('fault_by'),
      <span key="by">
        {fault.by.name} <When at={fault.at} />
      </span>,
    ],
  ] as const;
  return (
    <Modal
      open
      title={fault.unit.name}
      onCancel={onClose}
      footer={
        <>
          {mayVoid && !fault.voided && <Button onClick={() => setAsking(true)}>{t('fault_void')}</Button>}
          <Button onClick={onClose}>{c('act.close')}</Button>
        </>
      }
    >
      <dl className={styles.factList}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
