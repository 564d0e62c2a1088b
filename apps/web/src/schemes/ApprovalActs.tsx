import type { Can, Scheme } from '@xinxuan/contract';
import { useState } from 'react';
import type * as z from 'zod';
import { api } from '../api/api.ts';
import { useRight } from '../session/me.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { PutInForce } from './PutInForce.tsx';
import { schemeWords } from './words.ts';

type ApprovalActsProps = {
  scheme: z.infer<typeof Scheme>;
  /** What the writer still has to do on this page before anything else. */
  unfinished: Can;
};

/** From draft to force: what the person may do next with this version, and for everything else why not. */
export function ApprovalActs({ scheme, unfinished }: ApprovalActsProps) {
  const t = useWords(schemeWords);
  const manages = useRight('scheme.manage');
  const approves = useRight('scheme.approve');
  const [asking, setAsking] = useState<'submit' | 'approve' | 'return' | 'put' | null>(null);
  const close = () => setAsking(null);
  const { id, version, name, number, hash, state, can } = scheme;
  const submit = useAct(api.schemes.submit.call, { done: () => t('submit_done', { name }), onDone: close });
  const withdraw = useAct(api.schemes.withdraw.call, { done: () => t('withdraw_done', { name }) });
  const approve = useAct(api.schemes.approve.call, {
    done: () => t('approve_done', { name }),
    onDone: close,
  });
  const giveBack = useAct(api.schemes.return.call, { done: () => t('return_done', { name }), onDone: close });
  return (
    <>
      {manages && state === 'draft' && (
        <ActButton
          type={unfinished ? 'default' : 'primary'}
          can={unfinished ?? can.submit}
          onClick={() => setAsking('submit')}
        >
          {t('submit')}
        </ActButton>
      )}
      {manages && (state === 'submitted' || state === 'approved') && (
        <ConfirmAct
          can={can.withdraw}
          question={t('withdraw_question', { name })}
          consequence={t('withdraw_consequence')}
          act={t('withdraw')}
          loading={withdraw.busy}
          onAct={() => withdraw.go({ id, version })}
        >
          {t('withdraw')}
        </ConfirmAct>
      )}
      {manages && state === 'approved' && (
        <ActButton type="primary" can={unfinished ?? can.putInForce} onClick={() => setAsking('put')}>
          {t('put_in_force')}
        </ActButton>
      )}
      {approves && state === 'submitted' && (
        <>
          <ActButton can={can.approve} onClick={() => setAsking('return')}>
            {t('return')}
          </ActButton>
          <ActButton type="primary" can={can.approve} onClick={() => setAsking('approve')}>
            {t('approve')}
          </ActButton>
        </>
      )}
      {asking === 'submit' && (
        <ReasonDialog
          title={t('submit_title', { name })}
          hint={t('submit_hint')}
          label={t('submit_note')}
          act={t('submit')}
          optional
          busy={submit.busy}
          onAct={note => submit.go({ id, version, ...(note && { note }) })}
          onClose={close}
        />
      )}
      {asking === 'approve' && (
        <ReasonDialog
          title={t('approve_title', { name, number })}
          hint={t('approve_hint')}
          label={t('approve_note')}
          act={t('approve')}
          optional
          busy={approve.busy}
          onAct={note => approve.go({ id, version, hash, ...(note && { note }) })}
          onClose={close}
        />
      )}
      {asking === 'return' && (
        <ReasonDialog
          title={t('return_title', { name })}
          hint={t('return_hint')}
          label={t('return_label')}
          act={t('return')}
          danger
          busy={giveBack.busy}
          onAct={reason => giveBack.go({ id, version, reason })}
          onClose={close}
        />
      )}
      {asking === 'put' && <PutInForce scheme={scheme} onClose={close} />}
    </>
  );
}
