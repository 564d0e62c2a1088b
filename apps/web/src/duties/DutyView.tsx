import { useQuery } from '@tanstack/react-query';
import type { DutyLife, DutyState } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { api } from '../api/api.ts';
import { placeAt } from '../paths.ts';
import { DueWithSteps } from '../ui/DueTime.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { When } from '../ui/Times.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { DutyActs } from './DutyActs.tsx';
import { DutyState as StateMark } from './DutyState.tsx';
import styles from './duties.module.css';
import { Reminders } from './Reminders.tsx';
import { What } from './What.tsx';
import { useHolder, Who } from './Who.tsx';
import { dutyWords } from './words.ts';

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
          <DutyActs duty={duty} />
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
  const holder = useHolder();
  const names = duty.holders.map(person => person.name).join(t('and'));
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t('state')}</dt>
        <dd>
          <StateMark duty={duty} />
        </dd>
        <dt>{t('who')}</dt>
        <dd>
          <Who duty={duty} /> {duty.person === null && duty.state === 'open' && names}
        </dd>
        <dt>{t('due')}</dt>
        <dd>
          {duty.state === 'open' ? <DueWithSteps due={duty.due} bare /> : <When at={duty.due.at} />}
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
      <h2 className={styles.part}>{t('reminders')}</h2>
      <Reminders steps={duty.steps} />
      <h2 className={styles.part}>{t('life')}</h2>
      <ul className={styles.lines}>
        {duty.events.map(event => (
          <li key={`${event.at}${event.kind}`}>
            <When at={event.at} />　{t(`event.${event.kind}`)}　{event.by?.name ?? t('system')}
            {event.handed && (
              <span className={styles.moved}>
                {holder(event.handed.from)} → {holder(event.handed.to)}
              </span>
            )}
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
