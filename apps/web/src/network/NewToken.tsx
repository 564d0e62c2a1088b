import { useQuery } from '@tanstack/react-query';
import type { Named } from '@xinxuan/contract';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { dayOf } from '../formats.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import { PeoplePick } from '../ui/PersonPick.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { usePostWords } from './postWords.ts';
import { networkWords } from './words.ts';

type NewTokenProps = { onClose: () => void; onMade: (token: { name: string; token: string }) => void };

export function NewToken({ onClose, onMade }: NewTokenProps) {
  const t = useWords(networkWords);
  const c = useWords(commonWords);
  const { said } = usePostWords();
  const today = dayOf(useNow());
  const [name, setName] = useState('');
  const [person, setPerson] = useState<Named | null>(null);
  const [appointmentId, setAppointmentId] = useState<string | null>(null);
  const [expiresOn, setExpiresOn] = useState<string | null>(null);
  const posts = usePosts(person);
  const make = useAct(api.network.tokens.create.call, {
    onDone: ({ token }) => onMade({ name: name.trim(), token }),
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const problems = make.refused?.fields ?? {};
  const ready = name.trim().length >= 2 && appointmentId && expiresOn;
  return (
    <Modal
      open
      title={t('add_token')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={!ready}
            loading={make.busy}
            onClick={() => ready && make.go({ name: name.trim(), appointmentId, expiresOn })}
          >
            {t('add_token_go')}
          </Button>
        </>
      }
    >
      <Field
        label={t('token_name')}
        id="token-name"
        required
        hint={t('token_name_hint')}
        problem={problems.name}
      >
        <Input id="token-name" value={name} maxLength={60} onChange={event => setName(event.target.value)} />
      </Field>
      <Field label={t('token_person')} id="token-person" required>
        <PeoplePick
          id="token-person"
          max={1}
          value={person ? [person] : []}
          onChange={([chosen]) => {
            setPerson(chosen ?? null);
            setAppointmentId(null);
          }}
        />
      </Field>
      <Field label={t('token_post')} id="token-post" required problem={problems.appointmentId}>
        <Select<string>
          id="token-post"
          value={appointmentId ?? undefined}
          disabled={!person}
          options={posts.map(post => ({ value: post.id, label: said(post) }))}
          onChange={setAppointmentId}
        />
      </Field>
      <Field label={t('token_expires')} id="token-expires" required problem={problems.expiresOn}>
        <DayPick id="token-expires" value={expiresOn} from={today} onChange={setExpiresOn} />
      </Field>
    </Modal>
  );
}

/** The posts of a person; asked by name, since people are listed, not got. */
function usePosts(person: Named | null) {
  const query = useQuery(
    api.network.people.list.queryOptions({
      input: { page: 1, pageSize: 50, q: person?.name },
      enabled: person !== null,
    }),
  );
  return query.data?.rows.find(row => row.id === person?.id)?.appointments ?? [];
}
