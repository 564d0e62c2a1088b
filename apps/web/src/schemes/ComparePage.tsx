import SwapOutlined from '@ant-design/icons/SwapOutlined';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { SchemeComparison, SchemeRow } from '@xinxuan/contract';
import { Button, Select, Switch } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Field } from '../ui/Field.tsx';
import { useGo } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import styles from './Compare.module.css';
import { ArticlesBeside, ChangeSummary } from './CompareChanges.tsx';
import { shownArticles } from './comparing.ts';
import { comparingWords } from './comparingWords.ts';
import { schemeWords } from './words.ts';

type Row = z.infer<typeof SchemeRow>;

const SEARCH = z.object({
  /** The earlier version; the one before it when not said. */
  before: z.string().optional().catch(undefined),
  all: z.stringbool().optional().catch(undefined),
});

/** Two versions of the scheme: what changed, then article beside article. */
export default function ComparePage() {
  const t = useWords(comparingWords);
  const { id = '' } = useParams({ strict: false });
  const [search, setSearch] = useSearchState(SEARCH);
  const go = useGo();
  const versions = useQuery(api.schemes.list.queryOptions());
  const alone = versions.data?.length === 1;
  const comparison = useQuery(
    api.schemes.compare.queryOptions({
      input: { after: { id }, ...(search.before && { before: { id: search.before } }) },
      placeholderData: keepPreviousData,
      enabled: !alone,
    }),
  );
  const name = versions.data?.find(row => row.id === id)?.name;
  const before = search.before ?? comparison.data?.before.scheme?.id;
  const choose = (next: { before: string | undefined; after: string }) =>
    go(
      paths.schemeCompare(next.after, { ...search, before: next.before, all: search.all ? '1' : undefined }),
    );
  return (
    <Page title={name ? t('title_of', { name }) : t('title')} back={paths.scheme(id)}>
      <Loaded query={versions}>
        {rows => <Versions rows={rows} before={before} after={id} onChoose={choose} />}
      </Loaded>
      {alone ? (
        <Empty title={t('only_one')} hint={t('only_one_hint')} />
      ) : (
        <Loaded query={comparison}>
          {data => (
            <Comparison
              data={data}
              all={search.all ?? false}
              onAll={all => setSearch({ all: all || undefined })}
            />
          )}
        </Loaded>
      )}
    </Page>
  );
}

type VersionsProps = {
  rows: readonly Row[];
  before: string | undefined;
  after: string;
  onChoose: (next: { before: string | undefined; after: string }) => void;
};

function Versions({ rows, before, after, onChoose }: VersionsProps) {
  const t = useWords(comparingWords);
  const word = useWords(schemeWords);
  const options = rows.map(row => ({
    value: row.id,
    label: t('version', { name: row.name, number: row.number, state: word(`state.${row.state}`) }),
  }));
  return (
    <div className={styles.versions}>
      <Field label={t('before')} id="compare-before">
        <Select
          id="compare-before"
          className={styles.choice}
          value={before}
          options={options.filter(({ value }) => value !== after)}
          onChange={value => onChoose({ before: value, after })}
        />
      </Field>
      <Button
        className={styles.swap}
        icon={<SwapOutlined />}
        aria-label={t('swap')}
        title={t('swap')}
        disabled={!before}
        onClick={() => before && onChoose({ before: after, after: before })}
      />
      <Field label={t('after')} id="compare-after">
        <Select
          id="compare-after"
          className={styles.choice}
          value={after}
          options={options.filter(({ value }) => value !== before)}
          onChange={value => onChoose({ before, after: value })}
        />
      </Field>
    </div>
  );
}

type ComparisonProps = { data: SchemeComparison; all: boolean; onAll: (all: boolean) => void };

function Comparison({ data, all, onAll }: ComparisonProps) {
  const t = useWords(comparingWords);
  if (data.changes.length === 0)
    return (
      <Panel>
        <p className={styles.same}>{t('same')}</p>
        <p className={styles.hint}>{t('same_hint')}</p>
      </Panel>
    );
  const words = data.changes.filter(({ kind }) => kind === 'text').length;
  return (
    <>
      <Panel
        title={t('changes')}
        extra={
          <span>
            {t('summary', { count: data.changes.length })}
            {words > 0 && <>，{t('text_only', { count: words })}</>}
          </span>
        }
      >
        <ChangeSummary changes={data.changes} />
      </Panel>
      <Panel
        title={t('beside')}
        extra={
          <label className={styles.only} htmlFor="only-changed">
            <Switch
              id="only-changed"
              size="small"
              checked={!all}
              onChange={only => onAll(!only)}
              aria-label={t('only_changed')}
            />{' '}
            {t('only_changed')}
          </label>
        }
      >
        <ArticlesBeside
          articles={shownArticles(data.articles, !all)}
          before={data.before}
          after={data.after}
        />
      </Panel>
    </>
  );
}
