import type { Unit } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import UnitPick from '../ui/UnitPick.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './network.module.css';
import { networkWords } from './words.ts';

export function MoveUnit({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const t = useWords(networkWords);
  const c = useWords(commonWords);
  const [parentId, setParentId] = useState<string | null>(unit.parentId);
  const move = useAct(api.network.units.move.call, {
    done: () => t('moved', { name: unit.name }),
    onDone: onClose,
    onRefused: () => true,
  });
  const ready = parentId !== null && parentId !== unit.parentId && parentId !== unit.id;
  return (
    <Modal
      open
      title={t('move_title', { name: unit.name })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={!ready}
            loading={move.busy}
            onClick={() => parentId && move.go({ id: unit.id, version: unit.version, parentId })}
          >
            {t('move_go')}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t('move_hint')}</p>
      <Field label={t('move_to')} id="move-to" required problem={move.refused?.text}>
        <UnitPick id="move-to" value={parentId} onChange={setParentId} />
      </Field>
    </Modal>
  );
}
