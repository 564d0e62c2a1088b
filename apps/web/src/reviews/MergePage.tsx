import ArrowUpOutlined from '@ant-design/icons/ArrowUpOutlined';
import CloseOutlined from '@ant-design/icons/CloseOutlined';
import { useQueries } from '@tanstack/react-query';
import type { Block, Manuscript } from '@xinxuan/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { api, client } from '../api/api.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Go, useGo } from '../ui/Go.tsx';
import { Grey } from '../ui/Grey.tsx';
import { Waiting } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { PaperEditor } from '../ui/paper/PaperEditor.tsx';
import { useAct } from '../ui/useAct.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import styles from './desk.module.css';
import { MergeState } from './deskState.ts';
import { reviewWords } from './words.ts';

export default function MergePage() {
  const t = useWords(reviewWords);
  const [{ ids = [] }] = useSearchState(MergeState);
  const found = useQueries({
    queries: ids.map(id => api.manuscripts.get.queryOptions({ input: { id } })),
  });
  const failed = found.find(one => one.error);
  const sources = found.flatMap(one => one.data ?? []);
  return (
    <Page title={t('merge.title')} back={paths.desk()}>
      {failed?.error ? (
        <Failure error={failed.error} onRetry={() => void failed.refetch()} />
      ) : ids.length < 2 ? (
        <Empty title={t('merge.few')} act={<Go to={paths.desk()}>{t('desk.title')}</Go>} />
      ) : sources.length < ids.length ? (
        <Waiting>
          <Grey lines={8} />
        </Waiting>
      ) : (
        <Merging key={ids.join()} first={sources} />
      )}
    </Page>
  );
}

/** The sources' texts one after the other, each under its own title as a heading of the first level. */
export function joined(sources: readonly Pick<Manuscript, 'title' | 'body' | 'deskText'>[]): Block[] {
  return sources.flatMap(source => {
    const { title, body } = source.deskText ?? source;
    return [{ kind: 'paragraph' as const, level: 1 as const, text: title }, ...body];
  });
}

function Merging({ first }: { first: Manuscript[] }) {
  const t = useWords(reviewWords);
  const go = useGo();
  const [sources, setSources] = useState(first);
  const [text, setText] = useState<{ title: string; body: Block[] }>(() => ({
    title: '',
    body: joined(first),
  }));
  const [puts, setPuts] = useState(0);
  const merge = useAct(
    () =>
      client.reviews.desk.merge({
        title: text.title.trim(),
        body: text.body,
        sources: sources.map(({ id, version }) => ({ id, version })),
      }),
    {
      done: made => t('merge.done', { title: made.title }),
      onDone: made => go(paths.manuscript(made.id)),
    },
  );
  const move = (at: number) => {
    const next = [...sources];
    const [taken] = next.splice(at, 1);
    if (taken) next.splice(at - 1, 0, taken);
    setSources(next);
  };
  const can =
    sources.length < 2
      ? lacking('merge.few')
      : text.title.trim().length < 2
        ? lacking('merge.need_title')
        : null;
  return (
    <div className={styles.merging}>
      <Panel title={t('merge.sources')}>
        <p className={styles.intro}>{t('merge.hint')}</p>
        <ol>
          {sources.map(({ id, title, unit }, at) => (
            <li key={id} className={styles.source}>
              <span className={styles.sourceTitle}>
                <Go to={paths.manuscript(id)}>{title}</Go>
                <br />
                <span className={styles.status}>{unit.name}</span>
              </span>
              {at > 0 && (
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowUpOutlined />}
                  aria-label={t('merge.up', { title })}
                  onClick={() => move(at)}
                />
              )}
              <Button
                size="small"
                type="text"
                icon={<CloseOutlined />}
                aria-label={t('merge.remove', { title })}
                onClick={() => setSources(sources.filter(one => one.id !== id))}
              />
            </li>
          ))}
        </ol>
        <div className={styles.formActs}>
          <Button
            onClick={() => {
              setText({ ...text, body: joined(sources) });
              setPuts(puts + 1);
            }}
          >
            {t('merge.build')}
          </Button>
          <ActButton can={can} type="primary" loading={merge.busy} onClick={() => merge.go(undefined)}>
            {t('merge.go')}
          </ActButton>
        </div>
      </Panel>
      <PaperEditor textKey={`merge ${puts}`} title={text.title} body={text.body} onChange={setText} />
    </div>
  );
}

/** A form that is not filled in yet says so as a refusal of the server would. */
function lacking(word: 'merge.few' | 'merge.need_title') {
  return { reason: word, zh: reviewWords.zh[word], en: reviewWords.en[word] };
}
