import { useQuery } from '@tanstack/react-query';
import type { Manuscript } from '@xinxuan/contract';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { api, client } from '../api/api.ts';
import { type Place, paths } from '../paths.ts';
import { useMe } from '../session/me.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Go } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { DueTime } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { type Answers, answerWords } from './answerWords.ts';
import styles from './view.module.css';

const AttachDialog = lazy(() => import('./AttachDialog.tsx'));

type AnsweredProps = {
  manuscript: Pick<Manuscript, 'id' | 'unit'>;
  /** While it is written it can be put to what was asked for; elsewhere it is only told. */
  attach?: boolean;
};

/** What was asked for that this item answers: a commission, a lead, a topic of the plan. */
export default function Answered({ manuscript, attach = false }: AnsweredProps) {
  const t = useWords(answerWords);
  const { rights } = useMe();
  const [attaching, setAttaching] = useState<Answers | null>(null);
  const found = useAnswered(manuscript.id);
  const open = (['commission', 'lead', 'plan'] as const).filter(
    kind =>
      found.loaded(kind) && !found.rows.some(row => row.kind === kind) && rights.includes(`${kind}.answer`),
  );
  if (found.rows.length === 0 && !(attach && open.length > 0)) return null;
  return (
    <Panel title={t('title')}>
      {found.rows.length === 0 && <p className={styles.quiet}>{t('none')}</p>}
      <ul>
        {found.rows.map(row => (
          <li key={row.kind} className={styles.answered}>
            <span className={styles.quiet}>{t(`kind.${row.kind}`)}</span>
            <span>
              <Go to={row.place}>{row.name}</Go> {row.dueAt && <DueTime at={row.dueAt} short />}
            </span>
            {attach && rights.includes(`${row.kind}.answer`) && <TakeOff row={row} />}
          </li>
        ))}
      </ul>
      {attach && open.length > 0 && (
        <p className={styles.attach}>
          {open.map(kind => (
            <Button key={kind} size="small" onClick={() => setAttaching(kind)}>
              {t(`attach.${kind}`)}
            </Button>
          ))}
        </p>
      )}
      {attaching && (
        <Suspense fallback={null}>
          <AttachDialog kind={attaching} manuscript={manuscript} onClose={() => setAttaching(null)} />
        </Suspense>
      )}
    </Panel>
  );
}

type Row = {
  kind: Answers;
  name: string;
  place: Place;
  dueAt: string | null;
  takeOff: () => Promise<unknown>;
};

/** Each asked only by who may read it. */
function useAnswered(manuscriptId: string): { rows: Row[]; loaded: (kind: Answers) => boolean } {
  const { rights } = useMe();
  const input = { manuscriptId };
  const commission = useQuery(
    api.commissions.ofItem.queryOptions({ input, enabled: rights.includes('commission.read') }),
  );
  const lead = useQuery(api.leads.ofItem.queryOptions({ input, enabled: rights.includes('lead.read') }));
  const topic = useQuery(api.plans.ofItem.queryOptions({ input, enabled: rights.includes('plan.read') }));
  const rows: Row[] = [];
  if (commission.data) {
    const { id, askingId, version, topic: name, dueAt } = commission.data;
    const takeOff = () => client.commissions.unlink({ id, askingId, version, manuscriptId });
    rows.push({ kind: 'commission', name, place: paths.commission(id), dueAt, takeOff });
  }
  if (lead.data) {
    const { id, version, what: name, dueAt } = lead.data;
    const takeOff = () => client.leads.unlink({ id, version, manuscriptId });
    rows.push({ kind: 'lead', name, place: paths.lead(id), dueAt, takeOff });
  }
  if (topic.data) {
    const { id, title: name } = topic.data;
    const takeOff = () => client.plans.take({ id, manuscriptId });
    rows.push({ kind: 'plan', name, place: paths.planTopic(id), dueAt: null, takeOff });
  }
  const queries = { commission, lead, plan: topic };
  return { rows, loaded: kind => queries[kind].isSuccess };
}

function TakeOff({ row }: { row: Row }) {
  const t = useWords(answerWords);
  const act = useAct((_: undefined) => row.takeOff(), { done: () => t('taken_off', { name: row.name }) });
  return (
    <ConfirmAct
      can={null}
      size="small"
      type="text"
      loading={act.busy}
      question={t('take_off_ask', { name: row.name })}
      consequence={t('take_off_told')}
      act={t('take_off')}
      onAct={() => act.go(undefined)}
    >
      {t('take_off')}
    </ConfirmAct>
  );
}
