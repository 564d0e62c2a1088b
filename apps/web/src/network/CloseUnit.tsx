import type { Unit } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { day, dayOf } from '../formats.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './network.module.css';
import { networkWords } from './words.ts';

export function CloseUnit({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const t = useWords(networkWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const today = dayOf(useNow());
  const [closedOn, setClosedOn] = useState<string | null>(today);
  const close = useAct(api.network.units.close.call, {
    done: (_, input) => t('closed_done', { name: unit.name, day: day(input.closedOn, language) }),
    onDone: onClose,
    onRefused: () => true,
  });
  return (
    <Modal
      open
      title={t('close_title', { name: unit.name })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            danger
            disabled={!closedOn}
            loading={close.busy}
            onClick={() => closedOn && close.go({ id: unit.id, version: unit.version, closedOn })}
          >
            {t('close_go')}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t('close_hint')}</p>
      <Field label={t('close_on')} id="close-on" required problem={close.refused?.text}>
        <DayPick id="close-on" value={closedOn} onChange={setClosedOn} />
      </Field>
    </Modal>
  );
}
