import { useQuery } from '@tanstack/react-query';
import type { ManuscriptRow, Signed } from '@xinxuan/contract';
import { Button, Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import { api, client } from '../api/api.ts';
import { reasonOf } from '../api/refusal.ts';
import { PhoneManuscript } from '../manuscripts/PhoneManuscript.tsx';
import { paths } from '../paths.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { language, useWords } from '../words/i18n.ts';
import styles from './batch.module.css';
import { reviewWords } from './words.ts';

/** As many as one act signs. */
const MOST = 100;

/** A morning's list: everything is ticked, exceptions are taken out first, the rest is signed in one act. */
export default function BatchPage() {
  const t = useWords(reviewWords);
  const waiting = useQuery(
    api.reviews.waiting.queryOptions({ input: { page: 1, pageSize: MOST }, refetchOnWindowFocus: false }),
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

type ListProps = {
  rows: readonly ManuscriptRow[];
  total: number;
  onSigned: (results: Signed[]) => void;
};

function List({ rows, total, onSigned }: ListProps) {
  const t = useWords(reviewWords);
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  const noteId = useId();
  const chosen = rows.filter(row => !out.has(row.id));
  const sign = useAct(
    () => client.reviews.approveMany({ items: chosen.map(({ id, version }) => ({ id, version })), note }),
    { onDone: ({ results }) => onSigned(results) },
  );
  const put = (id: string, inside: boolean) => {
    const next = new Set(out);
    if (inside) next.delete(id);
    else next.add(id);
    setOut(next);
  };
  return (
    <>
      <p>{t('batch.hint')}</p>
      {total > rows.length && <p>{t('batch.first', { count: rows.length, total })}</p>}
      <ul className={styles.list}>
        {rows.map(row => (
          <li key={row.id} className={styles.item}>
            <Checkbox
              className={styles.box}
              checked={!out.has(row.id)}
              onChange={event => put(row.id, event.target.checked)}
            >
              <PhoneManuscript row={row} />
            </Checkbox>
            <Go to={paths.manuscript(row.id)} className={styles.read}>
              {t('batch.read')}
            </Go>
          </li>
        ))}
      </ul>
      <label htmlFor={noteId}>{t('batch.note')}</label>
      <Input id={noteId} value={note} maxLength={500} onChange={event => setNote(event.target.value)} />
      <div className={styles.bar}>
        <span role="status">{t('batch.chosen', { count: chosen.length, out: out.size })}</span>
        <ConfirmAct
          can={chosen.length === 0 ? NONE : null}
          type="primary"
          question={t('batch.question', { count: chosen.length })}
          consequence={t('batch.consequence')}
          loading={sign.busy}
          act={t('batch.sign', { count: chosen.length })}
          onAct={() => sign.go(undefined)}
        >
          {t('batch.sign', { count: chosen.length })}
        </ConfirmAct>
      </div>
    </>
  );
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
