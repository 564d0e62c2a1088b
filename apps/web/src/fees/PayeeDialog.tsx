import { PAYEE_ACCOUNT } from '@xinxuan/contract';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './fees.module.css';
import { feeWords } from './words.ts';

/** Whose data; without a name it is one's own. */
export type PayeeOf = { owner: 'unit' | 'person'; id: string; name: string | null; version: number | null };

const EMPTY = { accountName: '', bank: '', account: '', idSuffix: '' };
const ID_SUFFIX = /^\d{3,5}[\dXx]$/;

/** Takes payee data in; nothing of what was saved before is ever shown here. */
export function PayeeDialog({ of, onClose }: { of: PayeeOf; onClose: () => void }) {
  const t = useWords(feeWords);
  const c = useWords(commonWords);
  const [data, setData] = useState(EMPTY);
  const save = useAct(api.fees.savePayee.call, {
    done: payee => t('payee_done', { digits: payee.lastFour }),
    onDone: onClose,
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const problems = save.refused?.fields ?? {};
  const account = data.account.replace(/[\s-]/g, '');
  const accountFits = PAYEE_ACCOUNT.test(account);
  const idFits = ID_SUFFIX.test(data.idSuffix.trim());
  const ready = data.accountName.trim().length >= 2 && data.bank.trim().length >= 2 && accountFits && idFits;
  const field = (key: keyof typeof EMPTY, label: string, problem: string | undefined) => (
    <Field label={label} id={`payee-${key}`} required problem={problems[key] ?? problem}>
      <Input
        id={`payee-${key}`}
        value={data[key]}
        maxLength={100}
        autoComplete="off"
        inputMode={key === 'account' ? 'numeric' : undefined}
        onChange={event => setData(before => ({ ...before, [key]: event.target.value }))}
      />
    </Field>
  );
  return (
    <Modal
      open
      title={of.name === null ? t('payee_title_mine') : t('payee_title', { name: of.name })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={!ready}
            loading={save.busy}
            onClick={() =>
              save.go({
                owner: of.owner,
                ownerId: of.id,
                version: of.version,
                accountName: data.accountName.trim(),
                bank: data.bank.trim(),
                account,
                idSuffix: data.idSuffix.trim(),
              })
            }
          >
            {t('payee_go')}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t('payee_hint')}</p>
      {field('accountName', t('account_name'), undefined)}
      {field('bank', t('bank'), undefined)}
      {field('account', t('account'), data.account && !accountFits ? t('account_problem') : undefined)}
      {field('idSuffix', t('id_suffix'), data.idSuffix && !idFits ? t('id_problem') : undefined)}
    </Modal>
  );
}
