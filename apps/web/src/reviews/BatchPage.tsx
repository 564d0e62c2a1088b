import { useQuery } from '@tanstack/react-query';
import { BATCH_MOST, type BatchRow, type Signed } from '@xinxuan/contract';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import * as z from 'zod';
import { api, client } from '../api/api.ts';
import { reasonOf } from '../api/refusal.ts';
import { paths } from '../paths.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { words } from '../ui/searchFields.ts';
import { useAct } from '../ui/useAct.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { language, type Say, useWords } from '../words/i18n.ts';
import { BatchItem } from './BatchItem.tsx';
import styles from './batch.module.css';
import { reviewWords } from './words.ts';

/** A morning's list: what was opened is ticked, exceptions are taken out first, the rest is signed in one act. */
export default function BatchPage() {
  const t = useWords(reviewWords);
  const waiting = useQuery(
    api.reviews.batch.queryOptions({ refetchOnWindowFocus: false, refetchOnMount: 'always' }),
  );
  const [results, setResults] = useState<readonly Signed[] | null>(null);
  return (
    <Page title={t('batch.title')} back={paths.reviews()} width="form">
      {results ? (
        <Results results={results} onMore={() => setResults(null)} />
      ) : (
        <Loaded query={waiting}>
          {({ rows, total }) =>
            rows.length === 0 ? (
              <Empty title={t('waiting.empty')} hint={t('waiting.empty_hint')} />
            ) : (
              <List rows={rows} total={total} onSigned={setResults} />
            )
          }
        </Loaded>
      )}
    </Page>
  );
}

/** What was ticked or taken out by hand stays in the address, so that it is still there after one has been read. */
const State = z.object({ in: words(), out: words() });

function useTicks(rows: readonly BatchRow[]) {
  const [state, set] = useSearchState(State);
  const [inside, outside] = [new Set(state.in), new Set(state.out)];
  const usual = (row: BatchRow): boolean => row.opened && !row.why;
  const isTicked = (row: BatchRow): boolean =>
    !row.why && (usual(row) ? !outside.has(row.id) : inside.has(row.id));
  const save = (next: { inside: Set<string>; outside: Set<string> }) =>
    set({ in: listOf(next.inside), out: listOf(next.outside) });
  return {
    chosen: rows.filter(isTicked),
    isTicked,
    put: (row: BatchRow, ticked: boolean) => {
      const [into, outOf] = ticked ? [inside, outside] : [outside, inside];
      outOf.delete(row.id);
      if (usual(row) !== ticked) into.add(row.id);
      save({ inside, outside });
    },
    reset: () => save({ inside: new Set(), outside: new Set() }),
    clear: () => save({ inside: new Set(), outside: new Set(rows.map(row => row.id)) }),
  };
}

const listOf = (ids: Set<string>): string[] | undefined => (ids.size > 0 ? [...ids] : undefined);

type ListProps = {
  rows: readonly BatchRow[];
  total: number;
  onSigned: (results: Signed[]) => void;
};

function List({ rows, total, onSigned }: ListProps) {
  const t = useWords(reviewWords);
  const { chosen, isTicked, put, reset, clear } = useTicks(rows);
  const [note, setNote] = useState('');
  const noteId = useId();
  const sign = useAct(
    () =>
      client.reviews.approveMany({
        items: chosen.map(({ id, version, opened }) => ({ id, version, unread: !opened })),
        note,
      }),
    {
      onDone: ({ results }) => {
        reset();
        onSigned(results);
      },
    },
  );
  return (
    <>
      <p>{t('batch.hint')}</p>
      {total > rows.length && <p>{t('batch.first', { count: rows.length, total, most: BATCH_MOST })}</p>}
      <p className={styles.ticks}>
        <Button size="small" onClick={reset}>
          {t('batch.opened_only')}
        </Button>
        <Button size="small" onClick={clear}>
          {t('batch.none_at_all')}
        </Button>
      </p>
      <ul className={styles.list}>
        {rows.map(row => (
          <BatchItem key={row.id} row={row} ticked={isTicked(row)} onTick={ticked => put(row, ticked)} />
        ))}
      </ul>
      <label htmlFor={noteId}>{t('batch.note')}</label>
      <Input id={noteId} value={note} maxLength={500} onChange={event => setNote(event.target.value)} />
      <div className={styles.bar}>
        <span role="status">
          {t('batch.chosen', { count: chosen.length, out: rows.length - chosen.length })}
        </span>
        <SignButton chosen={chosen} busy={sign.busy} onSign={() => sign.go(undefined)} />
      </div>
    </>
  );
}

type SignProps = { chosen: readonly BatchRow[]; busy: boolean; onSign: () => void };

/** Asks once; for what was never opened it names what that is, and says that it will be on record. */
function SignButton({ chosen, busy, onSign }: SignProps) {
  const t = useWords(reviewWords);
  const count = chosen.length;
  const unread = chosen.filter(row => !row.opened);
  const consequence = t('batch.consequence');
  return (
    <ConfirmAct
      can={count === 0 ? NONE : null}
      type="primary"
      question={
        unread.length > 0
          ? t('batch.question_unread', { unread: unread.length })
          : t('batch.question', { count })
      }
      consequence={
        unread.length > 0
          ? `${t('batch.unread', { titles: titlesOf(unread, t) })}${consequence}`
          : consequence
      }
      loading={busy}
      act={t(unread.length > 0 ? 'batch.sign_unread' : 'batch.sign', { count })}
      onAct={onSign}
    >
      {t('batch.sign', { count })}
    </ConfirmAct>
  );
}

const NAMED = 5;

function titlesOf(rows: readonly BatchRow[], t: Say<typeof reviewWords.zh>): string {
  const named = rows
    .slice(0, NAMED)
    .map(row => (language() === 'zh' ? `《${row.title}》` : `“${row.title}”`));
  const titles = named.join(language() === 'zh' ? '' : ', ');
  return rows.length > NAMED ? t('batch.unread_more', { titles, count: rows.length }) : titles;
}

const NONE = {
  reason: 'none_chosen',
  zh: reviewWords.zh['batch.none'],
  en: reviewWords.en['batch.none'],
};

/** What became of each: signed, or why not. */
function Results({ results, onMore }: { results: readonly Signed[]; onMore: () => void }) {
  const t = useWords(reviewWords);
  const signed = results.filter(each => each.done);
  const left = results.filter(each => !each.done);
  return (
    <>
      <p role="status">{t('batch.done', { count: signed.length, left: left.length })}</p>
      {left.length > 0 && (
        <Panel title={t('batch.left')}>
          <ul className={styles.list}>
            {left.map(each => (
              <li key={each.id} className={styles.result}>
                <Go to={paths.manuscript(each.id)}>{each.title || t('batch.out_of_sight')}</Go>
                <span>{each.why && reasonOf(each.why, language())}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {signed.length > 0 && (
        <Panel title={t('batch.signed')}>
          <p>{t('batch.take_back')}</p>
          <ul className={styles.list}>
            {signed.map(each => (
              <li key={each.id} className={styles.result}>
                <Go to={paths.manuscript(each.id)}>{each.title}</Go>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Button onClick={onMore}>{t('batch.more')}</Button>
    </>
  );
}
