import type { Can, DutyLife } from '@xinxuan/contract';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Field } from '../ui/Field.tsx';
import { MomentPick, useMomentProblem } from '../ui/MomentPick.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import styles from './duties.module.css';
import { HandDialog } from './HandDialog.tsx';
import { useHolder } from './Who.tsx';
import { dutyWords } from './words.ts';

const A_DAY = 24 * 3_600_000;
type Asking = 'waive' | 'move' | 'hand' | 'back';

/** Not a matter of the moment: these acts never apply to such a duty, or never to such a post. */
const NEVER: ReadonlySet<string> = new Set(['no_nil_return', 'no_right', 'only_top', 'out_of_reach']);
const applies = (can: Can): boolean => can === null || !NEVER.has(can.reason);

/** What may be done with a duty; what may not now says why, what never applies is not offered. */
export function DutyActs({ duty }: { duty: DutyLife }) {
  const t = useWords(dutyWords);
  const holder = useHolder();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [due, setDue] = useState<string | null>(() =>
    new Date(Date.parse(duty.due.at) + A_DAY).toISOString(),
  );
  const dueWrong = useMomentProblem(due, { future: false });
  const close = (): void => setAsking(null);
  const nil = useAct(api.duties.nil.call, { done: () => t('nil_done') });
  const waive = useAct(api.duties.waive.call, { done: () => t('waive_done'), onDone: close });
  const move = useAct(api.duties.move.call, { done: () => t('move_done'), onDone: close });
  const back = useAct(api.duties.handBack.call, { done: () => t('back_done'), onDone: close });
  const named = { id: duty.id, version: duty.version };
  const to = duty.back?.to;
  const former = to ? `${to.person ? '' : `${duty.unit.name} `}${holder(to)}` : '';
  return (
    <div className={styles.acts}>
      {applies(duty.can.waive) && (
        <ActButton can={duty.can.waive} onClick={() => setAsking('waive')}>
          {t('waive')}
        </ActButton>
      )}
      {applies(duty.can.move) && (
        <ActButton can={duty.can.move} onClick={() => setAsking('move')}>
          {t('move')}
        </ActButton>
      )}
      {duty.back && (
        <ActButton can={duty.back.can} onClick={() => setAsking('back')}>
          {t('back', { name: former })}
        </ActButton>
      )}
      <ActButton can={duty.can.hand} onClick={() => setAsking('hand')}>
        {t('hand')}
      </ActButton>
      {applies(duty.can.nil) && (
        <ActButton type="primary" can={duty.can.nil} loading={nil.busy} onClick={() => nil.go(named)}>
          {t('nil')}
        </ActButton>
      )}
      {asking === 'hand' && <HandDialog duty={duty} onClose={close} />}
      {asking === 'back' && (
        <ReasonDialog
          title={t('back', { name: former })}
          hint={t('back_hint')}
          label={t('reason')}
          act={t('back', { name: former })}
          busy={back.busy}
          onAct={reason => back.go({ ...named, reason })}
          onClose={close}
        />
      )}
      {asking === 'waive' && (
        <ReasonDialog
          title={t('waive')}
          hint={t('waive_hint')}
          label={t('reason')}
          act={t('waive')}
          busy={waive.busy}
          onAct={reason => waive.go({ ...named, reason })}
          onClose={close}
        />
      )}
      {asking === 'move' && (
        <ReasonDialog
          title={t('move')}
          hint={t('move_hint')}
          label={t('reason')}
          act={t('move')}
          ready={due !== null && !dueWrong}
          need={t('move_need')}
          busy={move.busy}
          onAct={reason => due && move.go({ ...named, reason, dueAt: due })}
          onClose={close}
        >
          <Field id="duty-due" label={t('new_due')} problem={dueWrong}>
            <MomentPick id="duty-due" value={due} onChange={setDue} />
          </Field>
        </ReasonDialog>
      )}
    </div>
  );
}
