import type { Scheme } from '@xinxuan/contract';
import { Modal } from 'antd';
import { useState } from 'react';
import type * as z from 'zod';
import { api } from '../api/api.ts';
import { day, dayOf } from '../formats.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './schemes.module.css';
import { schemeWords } from './words.ts';

export function PutInForce({ scheme, onClose }: { scheme: z.infer<typeof Scheme>; onClose: () => void }) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const today = dayOf(useNow());
  const [fromOn, setFromOn] = useState<string | null>(today);
  const put = useAct(api.schemes.putInForce.call, {
    done: (_, input) => t('put_done', { name: scheme.name, from: day(input.fromOn, language) }),
    onDone: onClose,
    onRefused: () => true,
  });
  return (
    <Modal
      open
      title={t('put_title', { name: scheme.name })}
      okText={t('put_go')}
      okButtonProps={{ disabled: !fromOn }}
      confirmLoading={put.busy}
      onOk={() => fromOn && put.go({ id: scheme.id, version: scheme.version, fromOn })}
      onCancel={onClose}
    >
      <p>{t('put_meaning')}</p>
      {fromOn && !/-(01|04|07|10)-01$/.test(fromOn) && (
        <p className={styles.care}>{t('put_mid_year', { day: day(fromOn, language) })}</p>
      )}
      <Field label={t('put_from')} id="scheme-from" problem={put.refused?.text}>
        <DayPick id="scheme-from" value={fromOn} onChange={setFromOn} />
      </Field>
    </Modal>
  );
}
