import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Person, ROLES } from '@xinxuan/contract';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { moment } from '../formats.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { idField, listFields, oneOf, text } from '../ui/searchFields.ts';
import { useNow } from '../ui/useNow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { FirstPassword, type Secret } from './FirstPassword.tsx';
import { NewPerson } from './NewPerson.tsx';
import { PersonDrawer } from './PersonDrawer.tsx';
import { usePostWords } from './postWords.ts';
import { networkWords } from './words.ts';

const ACTIVE = ['yes', 'no', 'all'] as const;
const SORTS = ['name', 'unit', 'user_name'] as const;
const State = z.object({
  ...listFields,
  q: text(),
  unitId: idField(),
  role: oneOf(ROLES),
  active: oneOf(ACTIVE),
  sort: oneOf(SORTS),
});

export default function PeoplePage() {
  const t = useWords(networkWords);
  const c = useWords(commonWords);
  const mayAdd = useRight('network.manage');
  const [state, setState] = useSearchState(State);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<Secret | null>(null);
  const { cols: _, open, ...filters } = state;
  const query = useQuery(
    api.network.people.list.queryOptions({
      input: { ...filters, pageSize: 20 },
      placeholderData: keepPreviousData,
    }),
  );
  const opened = query.data?.rows.find(person => person.id === open);
  const add = mayAdd && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('add_person')}
    </Button>
  );
  return (
    <>
      <ListPage<Person>
        title={t('people')}
        noun={t('person_noun')}
        acts={add}
        query={query}
        state={state}
        onState={setState}
        filters={[
          { kind: 'text', key: 'q', label: t('find_person') },
          { kind: 'unit', key: 'unitId', label: t('unit'), pinned: true },
          {
            kind: 'one',
            key: 'role',
            label: t('role'),
            pinned: true,
            options: ROLES.map(value => ({ value, label: c(`role.${value}`) })),
          },
          {
            kind: 'one',
            key: 'active',
            label: t('active'),
            options: ACTIVE.map(value => ({ value, label: t(`active.${value}`) })),
          },
        ]}
        sorts={SORTS.map(value => ({ value, label: t(`sort_${value}`) }))}
        columns={useColumns()}
        rowKey={person => person.id}
        rowPlace={person => paths.people({ ...filters, open: person.id })}
        onOpen={person => setState({ open: person.id }, { keepPage: true })}
        empty={{ title: t('people_none'), hint: t('people_none_hint'), act: add }}
      />
      {opened && (
        <PersonDrawer
          key={`${opened.id}-${opened.version}`}
          person={opened}
          onSecret={setSecret}
          onClose={() => setState({ open: undefined }, { keepPage: true })}
        />
      )}
      {adding && (
        <NewPerson
          onClose={() => setAdding(false)}
          onAdded={made => {
            setAdding(false);
            setSecret(made);
          }}
        />
      )}
      {secret && <FirstPassword secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function useColumns(): Column<Person>[] {
  const t = useWords(networkWords);
  const { said } = usePostWords();
  return [
    { key: 'name', title: t('person_name'), opens: true, render: person => person.name },
    { key: 'user', title: t('user_name'), render: person => person.userName },
    { key: 'title', title: t('title'), render: person => person.title },
    {
      key: 'posts',
      title: t('posts'),
      render: person => (
        <ul>
          {person.appointments.map(post => (
            <li key={post.id}>{said(post)}</li>
          ))}
        </ul>
      ),
    },
    { key: 'phone', title: t('phone'), render: person => person.phone },
    { key: 'email', title: t('email'), hidden: true, render: person => person.email },
    { key: 'account', title: t('active'), render: person => <Account person={person} /> },
  ];
}

function Account({ person }: { person: Person }) {
  const t = useWords(networkWords);
  const language = useLanguage();
  const now = useNow();
  const locked = person.lockedUntil !== null && new Date(person.lockedUntil) > now;
  return (
    <>
      <Tag>{t(person.active ? 'active.yes' : 'active.no')}</Tag>
      {locked && person.lockedUntil && (
        <Tag color="error">{t('locked', { at: moment(person.lockedUntil, now, language) })}</Tag>
      )}
    </>
  );
}
