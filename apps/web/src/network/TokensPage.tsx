import { useQuery } from '@tanstack/react-query';
import { Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { day, dayOf } from '../formats.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page } from '../ui/Page.tsx';
import { Ago } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { NewToken } from './NewToken.tsx';
import styles from './network.module.css';
import { OnceDialog } from './OnceDialog.tsx';
import { usePostWords } from './postWords.ts';
import { networkWords } from './words.ts';

type Token = Awaited<ReturnType<typeof api.network.tokens.list.call>>[number];

export default function TokensPage() {
  const t = useWords(networkWords);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const query = useQuery(api.network.tokens.list.queryOptions());
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('add_token')}
    </Button>
  );
  return (
    <Page title={t('tokens')} acts={add}>
      <p className={styles.hint}>{t('tokens_hint')}</p>
      <Loaded query={query}>
        {tokens =>
          tokens.length === 0 ? (
            <Empty title={t('tokens_none')} hint={t('tokens_none_hint')} />
          ) : (
            <TokenTable tokens={tokens} />
          )
        }
      </Loaded>
      {adding && (
        <NewToken
          onClose={() => setAdding(false)}
          onMade={token => {
            setAdding(false);
            setMade(token);
          }}
        />
      )}
      {made && (
        <OnceDialog
          title={t('token_once_title', { name: made.name })}
          hint={t('token_once_hint')}
          copy={t('token_copy')}
          lines={[{ label: t('tokens'), value: made.token }]}
          onClose={() => setMade(null)}
        />
      )}
    </Page>
  );
}

function TokenTable({ tokens }: { tokens: Token[] }) {
  const t = useWords(networkWords);
  const language = useLanguage();
  const { said } = usePostWords();
  return (
    <Table<Token>
      size="small"
      rowKey="id"
      dataSource={tokens}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        { key: 'name', title: t('token_name'), render: (_, token) => token.name },
        { key: 'person', title: t('token_person'), render: (_, token) => token.person.name },
        { key: 'post', title: t('token_post'), render: (_, token) => said(token.post) },
        { key: 'created', title: t('token_created'), render: (_, token) => <Ago at={token.createdAt} /> },
        {
          key: 'used',
          title: t('token_used'),
          render: (_, token) => (token.lastUsedAt ? <Ago at={token.lastUsedAt} /> : t('token_never')),
        },
        { key: 'expires', title: t('token_expires'), render: (_, token) => day(token.expiresOn, language) },
        { key: 'state', title: t('token_state'), render: (_, token) => <TokenState token={token} /> },
        { key: 'acts', title: t('acts'), render: (_, token) => <Revoke token={token} /> },
      ]}
    />
  );
}

function TokenState({ token }: { token: Token }) {
  const t = useWords(networkWords);
  const today = dayOf(useNow());
  if (token.revoked) return <Tag>{t('token_revoked')}</Tag>;
  return token.expiresOn < today ? (
    <Tag>{t('token_expired')}</Tag>
  ) : (
    <Tag color="success">{t('token_good')}</Tag>
  );
}

function Revoke({ token }: { token: Token }) {
  const t = useWords(networkWords);
  const revoke = useAct(api.network.tokens.revoke.call, { done: () => t('revoked', { name: token.name }) });
  if (token.revoked) return null;
  return (
    <ConfirmAct
      size="small"
      danger
      can={null}
      loading={revoke.busy}
      question={t('revoke_question', { name: token.name })}
      consequence={t('revoke_consequence')}
      act={t('revoke_go')}
      onAct={() => revoke.go({ id: token.id })}
    >
      {t('revoke')}
    </ConfirmAct>
  );
}
