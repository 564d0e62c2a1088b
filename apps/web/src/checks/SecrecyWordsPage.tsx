import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SecrecyRefusal, SecrecyWord } from '@xinxuan/contract';
import { Button, Input, Table } from 'antd';
import { useState } from 'react';
import { api, client } from '../api/api.ts';
import { actName } from '../audit/acts.ts';
import { day, dayOf } from '../formats.ts';
import { Empty } from '../ui/Empty.tsx';
import { Field } from '../ui/Field.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { Ago } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './checks.module.css';
import { checkWords } from './words.ts';

/** The words that hint at secrets, and who tried to store what may not be here. For the security role alone. */
export default function SecrecyWordsPage() {
  const t = useWords(checkWords);
  const query = useQuery(api.checks.words.queryOptions({ input: {} }));
  return (
    <Page title={t('words.title')}>
      <p className={styles.intro}>{t('words.intro')}</p>
      <Panel>
        <AddWord />
        <Loaded query={query}>{words => <Words words={words} />}</Loaded>
      </Panel>
      <Refusals />
    </Page>
  );
}

function AddWord() {
  const t = useWords(checkWords);
  const [word, setWord] = useState('');
  const [reason, setReason] = useState('');
  const add = useAct(client.checks.addWord, {
    done: () => t('words.added'),
    onDone: () => {
      setWord('');
      setReason('');
    },
    onRefused: refused => 'word' in refused.fields,
  });
  return (
    <form
      className={styles.choose}
      onSubmit={e => {
        e.preventDefault();
        add.go({ word: word.trim(), reason: reason.trim() });
      }}
    >
      <Field label={t('words.word')} id="secrecy-word" problem={add.refused?.fields['word']}>
        <Input id="secrecy-word" value={word} maxLength={40} onChange={e => setWord(e.target.value)} />
      </Field>
      <Field label={t('words.reason')} id="secrecy-reason">
        <Input id="secrecy-reason" value={reason} maxLength={200} onChange={e => setReason(e.target.value)} />
      </Field>
      <Button
        className={styles.only}
        type="primary"
        htmlType="submit"
        loading={add.busy}
        disabled={word.trim().length < 2 || reason.trim().length < 2}
      >
        {t('words.add')}
      </Button>
    </form>
  );
}

function Words({ words }: { words: readonly SecrecyWord[] }) {
  const t = useWords(checkWords);
  const inForce = words.filter(each => each.removedAt === null);
  const gone = words.filter(each => each.removedAt !== null);
  const back = useAct(client.checks.removeWord);
  const remove = useAct(client.checks.removeWord, {
    done: (_list, { id }) => ({ text: t('words.removed'), undo: () => back.go({ id, undo: true }) }),
  });
  const [shown, setShown] = useState(false);
  return (
    <>
      {inForce.length === 0 && <Empty title={t('words.none')} hint={t('words.none_hint')} />}
      <ul className={styles.rules}>
        {inForce.map(word => (
          <WordRow
            key={word.id}
            word={word}
            act={t('words.remove')}
            onAct={() => remove.go({ id: word.id })}
          />
        ))}
      </ul>
      {gone.length > 0 && (
        <Button type="link" size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t('words.gone', { count: gone.length })}
        </Button>
      )}
      {shown && (
        <ul className={styles.rules}>
          {gone.map(word => (
            <WordRow
              key={word.id}
              word={word}
              act={t('words.restore')}
              onAct={() => back.go({ id: word.id, undo: true })}
            />
          ))}
        </ul>
      )}
    </>
  );
}

type WordRowProps = { word: SecrecyWord; act: string; onAct: () => void };

function WordRow({ word, act, onAct }: WordRowProps) {
  const t = useWords(checkWords);
  const language = useLanguage();
  return (
    <li className={styles.rule}>
      <div className={styles.said}>
        <p>
          <strong>{word.word}</strong>　{word.reason}
        </p>
        <p className={styles.quiet}>
          {t('words.by', { name: word.addedBy.name, at: day(dayOf(new Date(word.addedAt)), language) })}
        </p>
      </div>
      <Button size="small" aria-label={`${act} ${word.word}`} onClick={onAct}>
        {act}
      </Button>
    </li>
  );
}

function Refusals() {
  const t = useWords(checkWords);
  const [page, setPage] = useState(1);
  const query = useQuery(
    api.checks.refusals.queryOptions({ input: { page, pageSize: 20 }, placeholderData: keepPreviousData }),
  );
  return (
    <Panel title={t('refusals.title')}>
      <p className={styles.intro}>{t('refusals.intro')}</p>
      <Loaded query={query}>
        {({ rows, total }) =>
          total === 0 ? (
            <Empty title={t('refusals.none')} hint={t('refusals.none_hint')} />
          ) : (
            <Table<SecrecyRefusal>
              size="small"
              rowKey="id"
              dataSource={rows}
              scroll={{ x: 'max-content' }}
              pagination={{ current: page, pageSize: 20, total, onChange: setPage, hideOnSinglePage: true }}
              columns={[
                {
                  key: 'who',
                  title: t('refusals.who'),
                  render: (_, row) => `${row.person.name}${row.unit ? `（${row.unit}）` : ''}`,
                },
                { key: 'where', title: t('refusals.where'), render: (_, row) => actName(row.endpoint) },
                { key: 'when', title: t('refusals.when'), render: (_, row) => <Ago at={row.lastAt} /> },
                { key: 'times', title: t('refusals.times'), dataIndex: 'times', align: 'right' },
                {
                  key: 'hash',
                  title: t('refusals.hash'),
                  render: (_, row) => <code>{row.hash.slice(0, 12)}</code>,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
