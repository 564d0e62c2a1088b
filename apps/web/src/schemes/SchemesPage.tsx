import { useQuery } from '@tanstack/react-query';
import { SCHEME_STATES, type SchemeRow } from '@xinxuan/contract';
import { Button, Segmented, Space, Table } from 'antd';
import { useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { day } from '../formats.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { Empty } from '../ui/Empty.tsx';
import { Go, useGo } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page } from '../ui/Page.tsx';
import { Ago } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { comparingWords } from './comparingWords.ts';
import { DiscardDraft } from './DiscardDraft.tsx';
import { draftWords } from './draftWords.ts';
import newStyles from './NewScheme.module.css';
import { NewScheme } from './NewScheme.tsx';
import { SchemeState } from './SchemeState.tsx';
import styles from './schemes.module.css';
import { schemeWords } from './words.ts';

type Row = z.infer<typeof SchemeRow>;

export default function SchemesPage() {
  const t = useWords(schemeWords);
  const drafts = useWords(draftWords);
  const mayDraft = useRight('scheme.manage');
  const [asking, setAsking] = useState(false);
  const query = useQuery(api.schemes.list.queryOptions());
  return (
    <Page
      title={t('title')}
      beside={query.data && t('count', { count: query.data.length })}
      acts={
        mayDraft && (
          <Button type="primary" onClick={() => setAsking(true)}>
            {drafts('new')}
          </Button>
        )
      }
    >
      <Loaded query={query}>{rows => <Schemes rows={rows} />}</Loaded>
      {asking && <NewScheme onClose={() => setAsking(false)} />}
    </Page>
  );
}

const Filter = z.object({ state: z.enum(SCHEME_STATES).optional().catch(undefined) });

/** All versions, or those of one state; the state stands in the address, so that a figure can open its list. */
function Schemes({ rows }: { rows: Row[] }) {
  const t = useWords(schemeWords);
  const [{ state }, set] = useSearchState(Filter);
  const shown = state ? rows.filter(row => row.state === state) : rows;
  const choices = SCHEME_STATES.filter(each => each === state || rows.some(row => row.state === each));
  return (
    <>
      <div className={styles.filter}>
        <Segmented
          aria-label={t('state')}
          value={state ?? 'all'}
          options={[
            { value: 'all', label: t('state_all', { count: rows.length }) },
            ...choices.map(each => ({
              value: each,
              label: `${t(`state.${each}`)} ${rows.filter(row => row.state === each).length}`,
            })),
          ]}
          onChange={next => set({ state: next === 'all' ? undefined : (next as typeof state) })}
        />
      </div>
      {shown.length === 0 && rows.length > 0 ? (
        <Empty title={t('none_of_state')} hint={t('none_of_state_hint')} />
      ) : (
        <SchemeTable rows={shown} />
      )}
    </>
  );
}

function SchemeTable({ rows }: { rows: Row[] }) {
  const t = useWords(schemeWords);
  const narrow = useNarrow();
  const mayDraft = useRight('scheme.manage');
  if (rows.length === 0) return <Empty title={t('none')} hint={t('none_hint')} />;
  if (narrow) return <SchemeCards rows={rows} />;
  return (
    <Table<Row>
      size="small"
      rowKey="id"
      dataSource={rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        { key: 'name', title: t('name'), render: (_, row) => <Name row={row} /> },
        { key: 'state', title: t('state'), render: (_, row) => <SchemeState scheme={row} /> },
        { key: 'term', title: t('term'), render: (_, row) => <Term row={row} /> },
        { key: 'saved', title: t('saved'), render: (_, row) => <Saved row={row} /> },
        ...(mayDraft || rows.some(hasEarlier)
          ? [{ key: 'acts', title: t('acts'), render: (_: unknown, row: Row) => <Acts row={row} /> }]
          : []),
      ]}
    />
  );
}

/** On a phone, one card below the other: nothing of a version has to be looked for sideways. */
function SchemeCards({ rows }: { rows: Row[] }) {
  return (
    <ul className={newStyles.cards}>
      {rows.map(row => (
        <li key={row.id} className={newStyles.card}>
          <p className={newStyles.cardHead}>
            <Name row={row} />
          </p>
          <p className={newStyles.facts}>
            <SchemeState scheme={row} />
            <span>
              <Term row={row} />
            </span>
            <span>
              <Saved row={row} />
            </span>
          </p>
          <Acts row={row} />
        </li>
      ))}
    </ul>
  );
}

function Name({ row }: { row: Row }) {
  const t = useWords(schemeWords);
  return (
    <>
      <Go to={paths.scheme(row.id)}>{row.name}</Go> {t('number', { number: row.number })}
    </>
  );
}

function Saved({ row }: { row: Row }) {
  const t = useWords(schemeWords);
  return (
    <>
      <Ago at={row.savedAt} />
      {row.savedBy && <> {t('saved_by', { name: row.savedBy.name })}</>}
    </>
  );
}

/** The first version has none before it to be compared with. */
const hasEarlier = (row: Row): boolean => row.number > 1;

function Acts({ row }: { row: Row }) {
  const comparing = useWords(comparingWords);
  const mayDraft = useRight('scheme.manage');
  return (
    <Space wrap>
      {hasEarlier(row) && <Go to={paths.schemeCompare(row.id)}>{comparing('compare')}</Go>}
      {mayDraft && <Copy row={row} />}
      {mayDraft && row.state === 'draft' && <DiscardDraft row={row} small />}
    </Space>
  );
}

function Term({ row }: { row: Row }) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  if (!row.fromOn) return row.state === 'ended' ? t('state.ended') : t('term_none');
  const from = day(row.fromOn, language);
  return row.toOn ? t('term_closed', { from, to: day(row.toOn, language) }) : t('term_open', { from });
}

/** A new draft begins from a scheme that is known to be sound. */
function Copy({ row }: { row: Row }) {
  const t = useWords(schemeWords);
  const go = useGo();
  const copy = useAct(
    async (id: string) => {
      const { yaml } = await api.schemes.get.call({ id });
      return api.schemes.save.call({ yaml });
    },
    { done: () => t('copied', { name: row.name }), onDone: draft => go(paths.scheme(draft.id)) },
  );
  return (
    <Button size="small" loading={copy.busy} onClick={() => copy.go(row.id)}>
      {t('copy')}
    </Button>
  );
}
