import { FAULT_KINDS, type FaultKind } from '@xinxuan/contract';
import { Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { dayOf } from '../formats.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import UnitPick from '../ui/UnitPick.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './adoptions.module.css';
import { adoptionWords } from './words.ts';

export function FaultDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(adoptionWords);
  const c = useWords(commonWords);
  const today = dayOf(useNow());
  const [unitId, setUnitId] = useState<string | null>(null);
  const [kind, setKind] = useState<FaultKind>('major_event_late');
  const [on, setOn] = useState<string | null>(today);
  const [note, setNote] = useState('');
  const [basis, setBasis] = useState('');
  const record = useAct(api.faults.record.call, {
    done: fault => t('fault_done', { unit: fault.unit.name, kind: c(`fault.${fault.kind}`) }),
    onDone: onClose,
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const problems = record.refused?.fields ?? {};
  const isVeto = kind === 'veto';
  const ready = unitId && on && note.trim().length >= 2 && (!isVeto || basis.trim().length >= 2);
  return (
    <Modal
      open
      title={t('fault_record')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={!ready}
            loading={record.busy}
            onClick={() => ready && record.go({ unitId, kind, on, note: note.trim(), basis: basis.trim() })}
          >
            {t('fault_go')}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t('fault_record_hint')}</p>
      <Field label={t('unit')} id="fault-unit" required problem={problems.unitId}>
        <UnitPick id="fault-unit" value={unitId} onChange={setUnitId} />
      </Field>
      <Field label={t('fault_kind')} id="fault-kind" required problem={problems.kind}>
        <Radio.Group
          id="fault-kind"
          value={kind}
          options={FAULT_KINDS.map(value => ({ value, label: c(`fault.${value}`) }))}
          onChange={event => setKind(event.target.value as FaultKind)}
        />
      </Field>
      <Field label={t('fault_on')} id="fault-on" required problem={problems.on}>
        <DayPick id="fault-on" value={on} until={today} onChange={setOn} />
      </Field>
      <Field
        label={t('fault_note')}
        id="fault-note"
        required
        hint={t('fault_note_problem')}
        problem={problems.note}
      >
        <Input.TextArea
          id="fault-note"
          value={note}
          maxLength={500}
          autoSize={{ minRows: 3, maxRows: 8 }}
          onChange={event => setNote(event.target.value)}
        />
      </Field>
      <Field
        label={t('fault_basis')}
        id="fault-basis"
        required={isVeto}
        hint={t(isVeto ? 'fault_basis_veto' : 'fault_basis_hint')}
        problem={problems.basis}
      >
        <Input
          id="fault-basis"
          value={basis}
          maxLength={200}
          onChange={event => setBasis(event.target.value)}
        />
      </Field>
    </Modal>
  );
}
