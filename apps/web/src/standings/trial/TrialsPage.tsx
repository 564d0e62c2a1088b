import { useQuery } from '@tanstack/react-query';
import type { TrialRow } from '@xinxuan/contract';
import { Button, Pagination } from 'antd';
import * as z from 'zod';
import { api } from '../../api/api.ts';
import { period as periodWords } from '../../formats.ts';
import { paths } from '../../paths.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Go } from '../../ui/Go.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Page, Panel } from '../../ui/Page.tsx';
import { idField } from '../../ui/searchFields.ts';
import { Ago } from '../../ui/Times.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useSearchState } from '../../ui/useSearchState.ts';
import { useLanguage, useWords } from '../../words/i18n.ts';
import { periodField } from '../searchFields.ts';
import { TrialForm } from './TrialForm.tsx';
import { TrialState } from './TrialState.tsx';
import styles from './trial.module.css';
import { trialWords } from './words.ts';

const PAGE_SIZE = 20;
const State = z.object({
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
  scheme: idField(),
  period: periodField(),
});

export default function TrialsPage() {
  const t = useWords(trialWords);
  const [state, setState] = useSearchState(State);
  const choices = useQuery(api.trials.choices.queryOptions());
  const kept = useQuery(
    api.trials.list.queryOptions({
      input: { page: state.page, pageSize: PAGE_SIZE },
      refetchInterval: query => (query.state.data?.rows.some(row => row.state === 'running') ? 1500 : false),
    }),
  );
  return (
    <Page title={t('title')} back={paths.standings()}>
      <p className={styles.hint}>{t('intro')}</p>
      <Loaded query={choices}>
        {offered => (
          <TrialForm choices={offered} scheme={state.scheme ?? null} period={state.period ?? null} />
        )}
      </Loaded>
      <Panel title={t('kept')}>
        <Loaded query={kept}>
          {({ rows, total }) =>
            total === 0 ? (
              <Empty title={t('kept_none')} hint={t('kept_none_hint')} />
            ) : (
              <>
                <ul className={styles.cards}>
                  {rows.map(row => (
                    <Kept key={row.id} row={row} />
                  ))}
                </ul>
                {total > PAGE_SIZE && (
                  <Pagination
                    className={styles.pages}
                    current={state.page}
                    pageSize={PAGE_SIZE}
                    total={total}
                    showSizeChanger={false}
                    onChange={page => setState({ page })}
                  />
                )}
              </>
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

function Kept({ row }: { row: TrialRow }) {
  const t = useWords(trialWords);
  const language = useLanguage();
  const { name, number } = row.proposed;
  const restore = useAct(api.trials.discard.call, {
    done: () => t('restore_done', { name }),
  });
  const discard = useAct(api.trials.discard.call, {
    done: () => ({ text: t('discard_done', { name }), undo: () => restore.go({ id: row.id, undo: true }) }),
  });
  return (
    <li className={styles.card}>
      <p className={styles.cardHead}>
        <span>
          <Go to={paths.trial(row.id)}>
            {name}
            {number !== null && ` ${t('scheme_number', { number })}`}
          </Go>{' '}
          <TrialState row={row} />
        </span>
        {row.state !== 'running' && (
          <Button
            size="small"
            type="text"
            loading={discard.busy}
            aria-label={`${t('discard')} ${name}`}
            onClick={() => discard.go({ id: row.id })}
          >
            {t('discard')}
          </Button>
        )}
      </p>
      {row.headline && <p>{row.headline[language]}</p>}
      <p className={styles.why}>
        {row.periods.map(each => periodWords(each, language)).join(language === 'zh' ? '、' : ', ')} ·{' '}
        {row.startedBy.name} <Ago at={row.startedAt} />
      </p>
    </li>
  );
}
