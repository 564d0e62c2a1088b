import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { count, dayOf } from '../formats.ts';
import { paths } from '../paths.ts';
import DaysPick from '../ui/DaysPick.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { dayField } from '../ui/searchFields.ts';
import { useNow } from '../ui/useNow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import styles from './releases.module.css';
import { releaseWords } from './words.ts';

const State = z.object({ from: dayField(), to: dayField() });

/** Where errors are found, and whose texts they are in (L12). */
export default function ErrorsPage() {
  const t = useWords(releaseWords);
  const today = dayOf(useNow());
  const [state, setState] = useSearchState(State);
  const from = state.from ?? `${today.slice(0, 4)}-01-01`;
  const to = state.to ?? today;
  const query = useQuery(
    api.releases.errors.queryOptions({ input: { from, to }, placeholderData: keepPreviousData }),
  );
  return (
    <Page title={t('error_stats')} back={paths.releases()}>
      <p className={styles.span}>
        <DaysPick
          from={from}
          to={to}
          label={t('stats_span')}
          onChange={(first, last) => setState({ from: first ?? undefined, to: last ?? undefined })}
        />
      </p>
      <p className={styles.intro}>{t('stats_hint')}</p>
      <Loaded query={query}>
        {({ stages, units }) => (
          <div className={styles.columns}>
            <Panel title={t('stats_stage')}>
              <Table
                size="small"
                pagination={false}
                rowKey="stage"
                dataSource={stages}
                columns={[
                  { title: t('stats_stage'), render: (_, row) => t(`stage.${row.stage}`) },
                  { title: t('stats_signed'), align: 'right', render: (_, row) => count(row.signed) },
                  { title: t('stats_found'), align: 'right', render: (_, row) => count(row.found) },
                  { title: t('stats_rate'), align: 'right', render: (_, row) => rate(row.found, row.signed) },
                ]}
              />
            </Panel>
            <Panel title={t('stats_unit')}>
              <Table
                size="small"
                pagination={false}
                rowKey={row => row.unit.id}
                dataSource={units}
                locale={{ emptyText: <span className={styles.none}>{t('stats_none')}</span> }}
                columns={[
                  { title: t('stats_unit'), render: (_, row) => row.unit.name },
                  { title: t('stats_texts'), align: 'right', render: (_, row) => count(row.texts) },
                  { title: t('stats_found'), align: 'right', render: (_, row) => count(row.found) },
                  {
                    title: t('stats_per_text'),
                    align: 'right',
                    render: (_, row) => rate(row.found, row.texts),
                  },
                ]}
              />
            </Panel>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

const rate = (found: number, of: number): string => (of === 0 ? '—' : (found / of).toFixed(1));
