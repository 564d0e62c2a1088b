import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { count, dayOf, period as periodWords } from '../formats.ts';
import { paths } from '../paths.ts';
import { PeriodBar } from '../standings/PeriodBar.tsx';
import { periodOf, shifted } from '../standings/period.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { useGo } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './fees.module.css';
import { money } from './money.ts';
import { feeWords } from './words.ts';

type Due = Awaited<ReturnType<typeof api.fees.due.call>>;

/** Which period is paid, and what that comes to, before anything is put on a list. */
export function PrepareDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(feeWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const go = useGo();
  const today = dayOf(useNow());
  const [chosen, setChosen] = useState(shifted(periodOf(today, 'quarter'), -1));
  const due = useQuery(api.fees.due.queryOptions({ input: { period: chosen } }));
  const prepare = useAct(api.fees.prepare.call, {
    done: list => t('prepare_done', { number: list.number, sum: money(list.sum) }),
    onDone: list => go(paths.fee(list.id)),
    onRefused: () => true,
  });
  return (
    <Modal
      open
      title={t('prepare_title')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <ActButton
            type="primary"
            can={due.data?.can.prepare}
            loading={prepare.busy || due.isPending}
            onClick={() => prepare.go({ period: chosen })}
          >
            {t('prepare_go', { period: periodWords(chosen, language) })}
          </ActButton>
        </>
      }
    >
      <PeriodBar period={chosen} onPeriod={setChosen} />
      <Loaded query={due}>{data => <DueFigures due={data} />}</Loaded>
      {prepare.refused && (
        <p className={styles.problem} role="alert">
          {prepare.refused.text}
        </p>
      )}
    </Modal>
  );
}

function DueFigures({ due }: { due: Due }) {
  const t = useWords(feeWords);
  const language = useLanguage();
  if (due.can.prepare) return <p className={styles.hint}>{due.can.prepare[language]}</p>;
  const figures = [
    [t('due_sum'), money(due.sum)],
    [t('due_persons'), count(due.persons)],
    [t('due_items'), count(due.items)],
    [t('due_differences'), count(due.differences)],
  ] as const;
  const notes = [
    due.withoutPayee > 0 && t('due_without', { count: due.withoutPayee }),
    due.waiting > 0 && t('due_waiting', { count: due.waiting }),
    !due.closed && t('due_open'),
    due.scheme && due.rounding && t('due_by', { name: due.scheme.name, rounding: due.rounding[language] }),
  ].filter(note => typeof note === 'string');
  return (
    <>
      <dl className={styles.due}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles.notes}>
        {notes.map(note => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}
