import { useQuery } from '@tanstack/react-query';
import type { Duty, DutyLife, DutyState } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { placeAt } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DueWithSteps } from '../ui/DueTime.tsx';
import { Field } from '../ui/Field.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { MomentPick, useMomentProblem } from '../ui/MomentPick.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { When } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { DutyState as StateMark } from './DutyState.tsx';
import styles from './duties.module.css';
import { What } from './What.tsx';
import { Who } from './Who.tsx';
import { dutyWords } from './words.ts';

const A_DAY = 24 * 3_600_000;
/** What was missed may still be waived; everything else that has ended is only looked at. */
const ANSWERABLE: readonly DutyState[] = ['open', 'closed'];

/** One duty: the three dates (截止, 关闭, 豁免), how the due time was counted, who is told when, and what happened. */
export function DutyView({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords(dutyWords);
  const c = useWords(commonWords);
  const query = useQuery(api.duties.get.queryOptions({ input: { id } }));
  const duty = query.data;
  return (
    <Modal
      open
      width={680}
      title={duty ? <What duty={duty} /> : t('title')}
      onCancel={onClose}
      footer={
        duty && ANSWERABLE.includes(duty.state) ? (
          <Acts duty={duty} />
        ) : (
          <Button onClick={onClose}>{c('act.close')}</Button>
        )
      }
    >
      <Loaded query={query}>{found => <Life duty={found} />}</Loaded>
    </Modal>
  );
}

function Life({ duty }: { duty: DutyLife }) {
  const t = useWords(dutyWords);
  const language = useLanguage();
  const names = (people: readonly { name: string }[]) => people.map(person => person.name).join('、');
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t('state')}</dt>
        <dd>
          <StateMark duty={duty} />
        </dd>
        <dt>{t('who')}</dt>
        <dd>
          <Who duty={duty} /> {duty.person === null && duty.state === 'open' && names(duty.holders)}
        </dd>
        <dt>{t('due')}</dt>
        <dd>
          {duty.state === 'open' ? <DueWithSteps due={duty.due} /> : <When at={duty.due.at} />}
          <ol className={styles.how}>
            {duty.due.steps.map(step => (
              <li key={step.zh}>{step[language]}</li>
            ))}
          </ol>
        </dd>
        <dt>{t('closing')}</dt>
        <dd>{duty.closeAt ? <When at={duty.closeAt} /> : t('no_closing')}</dd>
        <dt>{t('waiver')}</dt>
        <dd>
          {duty.state === 'waived' && duty.ended ? (
            <>
              <When at={duty.ended.at} /> {duty.ended.by?.name}　{duty.ended.reason}
            </>
          ) : (
            t('no_waiver')
          )}
        </dd>
      </dl>
      <h3 className={styles.part}>{t('reminders')}</h3>
      <ul className={styles.lines}>
        {duty.steps.map(step => (
          <li key={`${step.at}${step.doneAt}`}>
            <When at={step.at} />　{step.to.map(to => t(`to.${to}`)).join('、')}
            {step.last && <strong>　{t('last')}</strong>}
            <span className={styles.quiet}>
              　{step.doneAt ? t('told', { names: names(step.told) || t('nobody') }) : t('to_come')}
            </span>
          </li>
        ))}
        {duty.steps.length === 0 && <li className={styles.quiet}>{t('no_reminders')}</li>}
      </ul>
      <h3 className={styles.part}>{t('life')}</h3>
      <ul className={styles.lines}>
        {duty.events.map(event => (
          <li key={`${event.at}${event.kind}`}>
            <When at={event.at} />　{t(`event.${event.kind}`)}　{event.by?.name ?? t('system')}
            {event.from && event.to && (
              <span className={styles.moved}>
                <When at={event.from} /> → <When at={event.to} />
              </span>
            )}
            {event.reason && <span className={styles.quiet}>　{event.reason}</span>}
          </li>
        ))}
      </ul>
      {duty.state === 'open' && <Go to={placeAt(duty.link)}>{t('go')}</Go>}
    </>
  );
}

function Acts({ duty }: { duty: Duty }) {
  const t = useWords(dutyWords);
  const [asking, setAsking] = useState<'waive' | 'move' | null>(null);
  const [due, setDue] = useState<string | null>(() =>
    new Date(Date.parse(duty.due.at) + A_DAY).toISOString(),
  );
  const dueWrong = useMomentProblem(due, { future: false });
  const close = (): void => setAsking(null);
  const nil = useAct(api.duties.nil.call, { done: () => t('nil_done') });
  const waive = useAct(api.duties.waive.call, { done: () => t('waive_done'), onDone: close });
  const move = useAct(api.duties.move.call, { done: () => t('move_done'), onDone: close });
  const named = { id: duty.id, version: duty.version };
  return (
    <div className={styles.acts}>
      <ActButton can={duty.can.waive} onClick={() => setAsking('waive')}>
        {t('waive')}
      </ActButton>
      <ActButton can={duty.can.move} onClick={() => setAsking('move')}>
        {t('move')}
      </ActButton>
      <ActButton type="primary" can={duty.can.nil} loading={nil.busy} onClick={() => nil.go(named)}>
        {t('nil')}
      </ActButton>
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
