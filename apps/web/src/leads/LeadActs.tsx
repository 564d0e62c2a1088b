import type { Lead } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { OwnItemPick } from '../commissions/OwnItemPick.tsx';
import { paths } from '../paths.ts';
import { useMe } from '../session/me.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Field } from '../ui/Field.tsx';
import { useGo } from '../ui/Go.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import UnitPick from '../ui/UnitPick.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { leadWords } from './words.ts';

type Started = 'passOn' | 'nothing' | 'refuse' | 'cancel' | 'link';
type ActsProps = { lead: Lead };

/** What can be done with a lead now: by its unit, by whoever steps in, by the desk, by whoever recorded it. */
export function LeadActs({ lead }: ActsProps) {
  const t = useWords(leadWords);
  const go = useGo();
  const { post } = useMe();
  const [started, setStarted] = useState<Started | null>(null);
  const which = { id: lead.id, version: lead.version };
  const accept = useAct(api.leads.accept.call, { done: () => t('accept_done') });
  const write = useAct(api.leads.write.call, { onDone: made => go(paths.rewrite(made.manuscriptId)) });
  const judge = useAct(api.leads.judge.call, { done: () => t('agree_done') });
  const restore = useAct(api.leads.restore.call, { done: () => t('restore_done') });
  const { can } = lead;
  // Saying yes or no for a unit is its own word; the desk above it may, but is not asked to.
  const own = post?.unit.id === lead.unit.id;
  return (
    <>
      {!can.cancel && <Button onClick={() => setStarted('cancel')}>{t('cancel')}</Button>}
      {!can.restore && (
        <Button loading={restore.busy} onClick={() => restore.go(which)}>
          {t('restore')}
        </Button>
      )}
      {own && !can.sayNothing && <Button onClick={() => setStarted('nothing')}>{t('nothing')}</Button>}
      {!can.passOn && <Button onClick={() => setStarted('passOn')}>{t('pass_on')}</Button>}
      {!can.write && <Button onClick={() => setStarted('link')}>{t('link')}</Button>}
      {own && !can.accept && (
        <Button loading={accept.busy} onClick={() => accept.go(which)}>
          {t('accept')}
        </Button>
      )}
      {!can.write && post && (
        <Button
          type="primary"
          loading={write.busy}
          onClick={() => write.go({ ...which, unitId: post.unit.id })}
        >
          {t('write')}
        </Button>
      )}
      {!can.judge && (
        <>
          <Button onClick={() => setStarted('refuse')}>{t('refuse')}</Button>
          <ConfirmAct
            can={can.judge}
            type="primary"
            loading={judge.busy}
            question={t('agree_title')}
            consequence={t('agree_said')}
            act={t('agree')}
            onAct={() => judge.go({ ...which, agreed: true })}
          >
            {t('agree')}
          </ConfirmAct>
        </>
      )}
      {started && started !== 'link' && (
        <Reasoned lead={lead} what={started} onClose={() => setStarted(null)} />
      )}
      {started === 'link' && post && (
        <LinkDialog lead={lead} unitId={post.unit.id} onClose={() => setStarted(null)} />
      )}
    </>
  );
}

type ReasonedProps = ActsProps & { what: Exclude<Started, 'link'>; onClose: () => void };

function Reasoned({ lead, what, onClose }: ReasonedProps) {
  const t = useWords(leadWords);
  const [unitId, setUnitId] = useState<string | null>(null);
  const which = { id: lead.id, version: lead.version };
  const passOn = useAct(api.leads.passOn.call, { done: () => t('pass_on_done'), onDone: onClose });
  const nothing = useAct(api.leads.sayNothing.call, { done: () => t('nothing_done'), onDone: onClose });
  const refuse = useAct(api.leads.judge.call, { done: () => t('refuse_done'), onDone: onClose });
  const cancel = useAct(api.leads.cancel.call, { done: () => t('cancel_done'), onDone: onClose });
  const busy = passOn.busy || nothing.busy || refuse.busy || cancel.busy;
  const act = (reason: string) => {
    if (what === 'passOn' && unitId) passOn.go({ ...which, unitId, reason });
    if (what === 'nothing') nothing.go({ ...which, reason });
    if (what === 'refuse') refuse.go({ ...which, agreed: false, reason });
    if (what === 'cancel') cancel.go({ ...which, reason });
  };
  const word = what === 'passOn' ? 'pass_on' : what;
  return (
    <ReasonDialog
      danger={what === 'cancel'}
      title={t(word)}
      hint={t(`${word}_hint`)}
      label={t(`${word}_label`)}
      act={t(word)}
      busy={busy}
      onAct={act}
      onClose={onClose}
    >
      {what === 'passOn' && (
        <Field label={t('unit')} id="lead-pass-on" required>
          <UnitPick id="lead-pass-on" value={unitId} onChange={setUnitId} />
        </Field>
      )}
    </ReasonDialog>
  );
}

/** An item that is there already answers the lead. */
function LinkDialog({ lead, unitId, onClose }: ActsProps & { unitId: string; onClose: () => void }) {
  const t = useWords(leadWords);
  const c = useWords(commonWords);
  const [manuscriptId, setManuscriptId] = useState<string | null>(null);
  const link = useAct(api.leads.link.call, { done: () => t('link_done'), onDone: onClose });
  const which = { id: lead.id, version: lead.version };
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
      <Field label={t('link_field')} id="lead-link" required hint={t('link_hint')}>
        <OwnItemPick id="lead-link" unitId={unitId} onChange={setManuscriptId} />
      </Field>
    </Modal>
  );
}
