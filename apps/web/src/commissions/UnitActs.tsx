import type { Asking, Commission } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Field } from '../ui/Field.tsx';
import { useGo } from '../ui/Go.tsx';
import { MomentPick, useMomentProblem } from '../ui/MomentPick.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import UnitPick from '../ui/UnitPick.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { OwnItemPick } from './OwnItemPick.tsx';
import { commissionWords } from './words.ts';

type ActsProps = { commission: Commission; asking: Asking };
type Started = 'decline' | 'passOn' | 'extension' | 'link';

/** What the asked unit does: say yes, write, say no, pass on, ask for more time. */
export function UnitActs({ commission, asking }: ActsProps) {
  const t = useWords(commissionWords);
  const go = useGo();
  const [started, setStarted] = useState<Started | null>(null);
  const [unitId, setUnitId] = useState<string | null>(null);
  const [until, setUntil] = useState<string | null>(null);
  const untilWrong = useMomentProblem(until, { future: true });
  const which = { id: commission.id, version: commission.version, askingId: asking.id };
  const onDone = () => setStarted(null);
  const accept = useAct(api.commissions.accept.call, { done: () => t('accept_done') });
  const write = useAct(api.commissions.write.call, {
    onDone: made => go(paths.rewrite(made.manuscriptId)),
  });
  const decline = useAct(api.commissions.decline.call, { done: () => t('decline_done'), onDone });
  const passOn = useAct(api.commissions.passOn.call, { done: () => t('pass_on_done'), onDone });
  const extension = useAct(api.commissions.askExtension.call, { done: () => t('extension_done'), onDone });
  const { can } = asking;
  return (
    <>
      {!can.write && (
        <Button type="primary" loading={write.busy} onClick={() => write.go(which)}>
          {t('write')}
        </Button>
      )}
      {!can.accept && (
        <Button loading={accept.busy} onClick={() => accept.go(which)}>
          {t('accept')}
        </Button>
      )}
      {!can.write && <Button onClick={() => setStarted('link')}>{t('link')}</Button>}
      {!can.askExtension && <Button onClick={() => setStarted('extension')}>{t('ask_extension')}</Button>}
      {!can.passOn && <Button onClick={() => setStarted('passOn')}>{t('pass_on')}</Button>}
      {!can.decline && <Button onClick={() => setStarted('decline')}>{t('decline')}</Button>}
      {started === 'decline' && (
        <ReasonDialog
          title={t('decline')}
          hint={t('decline_hint')}
          label={t('decline_label')}
          act={t('decline')}
          busy={decline.busy}
          onAct={reason => decline.go({ ...which, reason })}
          onClose={onDone}
        />
      )}
      {started === 'passOn' && (
        <ReasonDialog
          title={t('pass_on_title')}
          hint={t('pass_on_hint')}
          label={t('pass_on_label')}
          act={t('pass_on')}
          ready={unitId !== null}
          busy={passOn.busy}
          onAct={reason => unitId && passOn.go({ ...which, unitId, reason })}
          onClose={onDone}
        >
          <Field label={t('pass_on_unit')} id="pass-on-unit" required>
            <UnitPick id="pass-on-unit" value={unitId} onChange={setUnitId} />
          </Field>
        </ReasonDialog>
      )}
      {started === 'extension' && (
        <ReasonDialog
          title={t('ask_extension')}
          hint=""
          label={t('extension_label')}
          act={t('ask_extension')}
          ready={until !== null && !untilWrong}
          busy={extension.busy}
          onAct={reason => until && extension.go({ ...which, until, reason })}
          onClose={onDone}
        >
          <Field label={t('extension_until')} id="extension-until" required problem={untilWrong}>
            <MomentPick id="extension-until" future value={until} onChange={setUntil} />
          </Field>
        </ReasonDialog>
      )}
      {started === 'link' && <LinkDialog commission={commission} asking={asking} onClose={onDone} />}
    </>
  );
}

/** An item that is there already becomes the answer. */
function LinkDialog({ commission, asking, onClose }: ActsProps & { onClose: () => void }) {
  const t = useWords(commissionWords);
  const c = useWords(commonWords);
  const [manuscriptId, setManuscriptId] = useState<string | null>(null);
  const link = useAct(api.commissions.link.call, { done: () => t('link_done'), onDone: onClose });
  const which = { id: commission.id, version: commission.version, askingId: asking.id };
  return (
    <Modal
      open
      title={t('link')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={!manuscriptId}
            loading={link.busy}
            onClick={() => manuscriptId && link.go({ ...which, manuscriptId })}
          >
            {t('link')}
          </Button>
        </>
      }
    >
      <Field label={t('link_field')} id="link-item" required hint={t('link_hint')}>
        <OwnItemPick id="link-item" unitId={asking.unit.id} onChange={setManuscriptId} />
      </Field>
    </Modal>
  );
}
