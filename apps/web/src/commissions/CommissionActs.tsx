import type { Commission } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { useMe } from '../session/me.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Field } from '../ui/Field.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { IssueButton } from './IssueButton.tsx';
import { UnitsPick } from './UnitsPick.tsx';
import { commissionWords } from './words.ts';

type Started = 'askMore' | 'cancel' | 'answerUp';
const OWED: readonly string[] = ['asked', 'accepted', 'writing'];

/** What the desk does with the whole; those who are only asked see nothing here. */
export function CommissionActs({ commission }: { commission: Commission }) {
  const t = useWords(commissionWords);
  const [started, setStarted] = useState<Started | null>(null);
  const which = { id: commission.id, version: commission.version };
  const onDone = () => setStarted(null);
  const remind = useAct(api.commissions.remind.call, {
    done: () => t('remind_done', { count: owing.length }),
  });
  const cancel = useAct(api.commissions.cancel.call, { done: () => t('cancel_done'), onDone });
  const answerUp = useAct(api.commissions.answerUp.call, { done: () => t('answer_up_done'), onDone });
  const owing = commission.askings.filter(asking => OWED.includes(asking.state));
  const { can } = commission;
  return (
    <>
      {!can.cancel && <Button onClick={() => setStarted('cancel')}>{t('cancel')}</Button>}
      {!can.askMore && <Button onClick={() => setStarted('askMore')}>{t('ask_more')}</Button>}
      {!can.answerUp && (
        <Button type="primary" onClick={() => setStarted('answerUp')}>
          {t('answer_up')}
        </Button>
      )}
      {!can.remind && (
        <ConfirmAct
          can={can.remind}
          type={can.answerUp ? 'primary' : 'default'}
          loading={remind.busy}
          question={t('remind_title')}
          consequence={t('remind_said', { units: owing.map(asking => asking.unit.name).join('、') })}
          act={t('remind')}
          onAct={() => remind.go(which)}
        >
          {t('remind')}
        </ConfirmAct>
      )}
      {started === 'askMore' && <AskMore commission={commission} onClose={onDone} />}
      {started === 'cancel' && (
        <ReasonDialog
          danger
          title={t('cancel')}
          hint={t('cancel_hint')}
          label={t('cancel_label')}
          act={t('cancel')}
          busy={cancel.busy}
          onAct={reason => cancel.go({ ...which, reason })}
          onClose={onDone}
        />
      )}
      {started === 'answerUp' && (
        <ReasonDialog
          title={t('answer_up')}
          hint={t('answer_up_hint')}
          label={t('answer_up_label')}
          act={t('answer_up')}
          max={1000}
          busy={answerUp.busy}
          onAct={note => answerUp.go({ ...which, note })}
          onClose={onDone}
        />
      )}
    </>
  );
}

const isUnits = (field: string): boolean => field.startsWith('unitIds');

function AskMore({ commission, onClose }: { commission: Commission; onClose: () => void }) {
  const t = useWords(commissionWords);
  const c = useWords(commonWords);
  const { post } = useMe();
  const [unitIds, setUnitIds] = useState<string[]>([]);
  const ask = useAct(api.commissions.askMore.call, {
    done: (_, input) => t('ask_more_done', { count: input.unitIds.length }),
    onDone: onClose,
    onRefused: refused => Object.keys(refused.fields).some(isUnits),
  });
  const wrong = Object.entries(ask.refused?.fields ?? {}).find(([field]) => isUnits(field))?.[1];
  const go = () => ask.go({ id: commission.id, version: commission.version, unitIds });
  return (
    <Modal
      open
      title={t('ask_more')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <IssueButton count={unitIds.length} ready={unitIds.length > 0} busy={ask.busy} onIssue={go} />
        </>
      }
    >
      <Field label={t('units')} id="commission-more" required hint={t('due_hint')} problem={wrong}>
        <UnitsPick
          id="commission-more"
          value={unitIds}
          below={post?.unit.id ?? ''}
          without={commission.askings.map(asking => asking.unit.id)}
          onChange={setUnitIds}
        />
      </Field>
    </Modal>
  );
}
