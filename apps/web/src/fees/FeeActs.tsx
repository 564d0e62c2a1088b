import type { FeeList } from '@xinxuan/contract';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { download } from '../api/download.ts';
import { dayOf } from '../formats.ts';
import { useRight } from '../session/me.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import { Hint } from '../ui/Hint.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './fees.module.css';
import { money } from './money.ts';
import { feeWords } from './words.ts';

/** What one may do with a list at its stage; the one that is next stands out. */
export function FeeActs({ list }: { list: FeeList }) {
  const t = useWords(feeWords);
  const mayCheck = useRight('fee.approve');
  const mayPay = useRight('fee.prepare');
  const [asking, setAsking] = useState<'discard' | 'pay' | null>(null);
  const { id, version, number, can, state } = list;
  const check = useAct(api.fees.check.call, { done: () => t('check_done', { number }) });
  const restore = useAct(api.fees.restore.call, { done: () => t('restore_done', { number }) });
  const discard = useAct(api.fees.discard.call, {
    done: gone => ({
      text: t('discard_done', { number }),
      undo: () => restore.go({ id, version: gone.version }),
    }),
    onDone: () => setAsking(null),
  });
  if (state === 'discarded')
    return (
      <ActButton can={can.restore} loading={restore.busy} onClick={() => restore.go({ id, version })}>
        {t('restore')}
      </ActButton>
    );
  return (
    <>
      <Files list={list} />
      {state !== 'paid' && (
        <ActButton can={can.discard} onClick={() => setAsking('discard')}>
          {t('discard')}
        </ActButton>
      )}
      {mayCheck && state === 'prepared' && (
        <ConfirmAct
          type="primary"
          can={can.check}
          loading={check.busy}
          question={t('check_question', { number })}
          consequence={t('check_consequence', { sum: money(list.sum), persons: list.persons })}
          act={t('check_go')}
          onAct={() => check.go({ id, version })}
        >
          {t('check')}
        </ConfirmAct>
      )}
      {mayPay && state !== 'paid' && (
        <ActButton type="primary" can={can.pay} onClick={() => setAsking('pay')}>
          {t('pay')}
        </ActButton>
      )}
      {asking === 'discard' && (
        <ReasonDialog
          title={t('discard_title', { number })}
          hint={t('discard_hint')}
          label={t('discard_label')}
          act={t('discard')}
          danger
          busy={discard.busy}
          onAct={reason => discard.go({ id, version, reason })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'pay' && <Pay list={list} onClose={() => setAsking(null)} />}
    </>
  );
}

function Files({ list }: { list: FeeList }) {
  const t = useWords(feeWords);
  const file = useAct(api.fees.download.call, {
    done: made => t('download_done', { name: made.name }),
    onDone: download,
  });
  return (['pdf', 'docx', 'xlsx'] as const).map(as => (
    <Hint key={as} text={t('download_hint')}>
      <Button loading={file.busy} onClick={() => file.go({ id: list.id, as })}>
        {t(`download_${as}`)}
      </Button>
    </Hint>
  ));
}

function Pay({ list, onClose }: { list: FeeList; onClose: () => void }) {
  const t = useWords(feeWords);
  const c = useWords(commonWords);
  const today = dayOf(useNow());
  const [paidOn, setPaidOn] = useState<string | null>(today);
  const [voucher, setVoucher] = useState('');
  const { id, version, number } = list;
  const pay = useAct(api.fees.pay.call, {
    done: () => t('pay_done', { number }),
    onDone: onClose,
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const problems = pay.refused?.fields ?? {};
  return (
    <Modal
      open
      title={t('pay_title', { number })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={!paidOn || voucher.trim() === ''}
            loading={pay.busy}
            onClick={() => paidOn && pay.go({ id, version, paidOn, voucher: voucher.trim() })}
          >
            {t('pay')}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t('pay_hint')}</p>
      <Field label={t('paid_on')} id="fee-paid-on" required problem={problems.paidOn}>
        <DayPick id="fee-paid-on" value={paidOn} until={today} onChange={setPaidOn} />
      </Field>
      <Field
        label={t('voucher')}
        id="fee-voucher"
        required
        hint={t('voucher_hint')}
        problem={problems.voucher}
      >
        <Input
          id="fee-voucher"
          value={voucher}
          maxLength={60}
          onChange={event => setVoucher(event.target.value)}
        />
      </Field>
    </Modal>
  );
}
