import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { FeeList } from '@xinxuan/contract';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { day, period as periodWords } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { FeeActs } from './FeeActs.tsx';
import { FeeLines } from './FeeLines.tsx';
import { FeeState } from './FeeState.tsx';
import styles from './fees.module.css';
import { LinesSearch } from './listState.ts';
import { PayeeDialog, type PayeeOf } from './PayeeDialog.tsx';
import { Shares } from './Shares.tsx';
import { feeWords } from './words.ts';

export default function FeeListPage() {
  const { id } = useParams({ strict: false });
  const query = useQuery(api.fees.get.queryOptions({ input: { id: id ?? '' } }));
  return <Loaded query={query}>{list => <List list={list} />}</Loaded>;
}

function List({ list }: { list: FeeList }) {
  const t = useWords(feeWords);
  const language = useLanguage();
  const [state, setState] = useSearchState(LinesSearch);
  const [payee, setPayee] = useState<PayeeOf | null>(null);
  const owner = list.shares.find(share => share.owner.id === state.ownerId);
  const lines = (
    <Panel
      title={owner ? t('lines_of', { name: owner.owner.name }) : t('lines')}
      extra={owner && <Go to={paths.fee(list.id)}>{t('all_lines')}</Go>}
    >
      <FeeLines listId={list.id} state={state} setState={setState} />
    </Panel>
  );
  return (
    <Page
      title={t('list_of', { period: periodWords(list.period, language) })}
      back={paths.fees()}
      beside={
        <>
          <span>{list.number}</span>
          <FeeState state={list.state} />
        </>
      }
      acts={<FeeActs list={list} />}
    >
      <Facts list={list} />
      <p className={styles.capitals} lang="zh">
        {t('capitals', { words: list.capitals })}
      </p>
      {/* An amount that was asked for shows its lines before everybody's amounts. */}
      {owner && lines}
      <Panel title={t('shares')}>
        <Shares list={list} onPayee={setPayee} />
      </Panel>
      {!owner && lines}
      {payee && <PayeeDialog of={payee} onClose={() => setPayee(null)} />}
    </Page>
  );
}

function Facts({ list }: { list: FeeList }) {
  const t = useWords(feeWords);
  const language = useLanguage();
  const { scheme, checked, paid, discarded } = list;
  return (
    <div className={styles.facts}>
      <Go to={paths.scheme(scheme.id)}>{t('by_scheme', { name: scheme.name })}</Go>
      <span>{t('rounding', { rounding: list.rounding[language] })}</span>
      <span>{t('prepared_by', { name: list.preparedBy.name })}</span>
      {checked && <span>{t('checked_by', { name: checked.by.name })}</span>}
      {paid && <span>{t('paid_said', { day: day(paid.on, language), voucher: paid.voucher })}</span>}
      {discarded && <span>{t('discarded_said', { name: discarded.by.name, reason: discarded.reason })}</span>}
      {list.withoutPayee > 0 && (
        <span className={styles.missing}>{t('without', { count: list.withoutPayee })}</span>
      )}
    </div>
  );
}
