import { useQuery } from '@tanstack/react-query';
import type { Named } from '@xinxuan/contract';
import { useState } from 'react';
import { api, client } from '../api/api.ts';
import { day, dayOf } from '../formats.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { DayPick } from '../ui/DayPick.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Field } from '../ui/Field.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { PeoplePick } from '../ui/PersonPick.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './desk.module.css';
import { reviewWords } from './words.ts';

export default function DelegationsPage() {
  const t = useWords(reviewWords);
  const language = useLanguage();
  const list = useQuery(api.reviews.delegations.list.queryOptions());
  const end = useAct(({ id }: { id: string; to: Named }) => client.reviews.delegations.end({ id }), {
    done: (_, { to }) => t('delegation.ended', { name: to.name }),
  });
  return (
    <Page title={t('delegation.title')} back={paths.settings()} width="form">
      <p className={styles.intro}>{t('delegation.hint')}</p>
      <Panel title={t('delegation.new')}>
        <NewDelegation />
      </Panel>
      <Panel title={t('delegation.mine')}>
        <Loaded query={list}>
          {rows =>
            rows.length === 0 ? (
              <Empty title={t('delegation.none')} hint={t('delegation.none_hint')} />
            ) : (
              <ul className={styles.delegations}>
                {rows.map(({ id, to, fromOn, toOn, ended, stays }) => (
                  <li key={id}>
                    <strong>{to.name}</strong>
                    <span>
                      {t('delegation.running', { from: day(fromOn, language), to: day(toOn, language) })}
                    </span>
                    {ended ? (
                      <span className={styles.status}>{t('delegation.over')}</span>
                    ) : (
                      <ConfirmAct
                        can={null}
                        size="small"
                        question={t('delegation.end_question', { name: to.name })}
                        consequence={t('delegation.end_consequence', { name: to.name })}
                        act={t('delegation.end')}
                        onAct={() => end.go({ id, to })}
                      >
                        {t('delegation.end')}
                      </ConfirmAct>
                    )}
                    {stays.length > 0 && <Stays name={to.name} stays={stays} />}
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

function Stays({ name, stays }: { name: string; stays: Named[] }) {
  const t = useWords(reviewWords);
  return (
    <div className={styles.stays}>
      <p>{t('delegation.stays', { name, count: stays.length })}</p>
      <ul>
        {stays.map(manuscript => (
          <li key={manuscript.id}>
            <Go to={paths.manuscript(manuscript.id)}>{manuscript.name}</Go>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Term = { to: Named; fromOn: string; toOn: string };

function NewDelegation() {
  const t = useWords(reviewWords);
  const language = useLanguage();
  const today = dayOf(useNow());
  const [to, setTo] = useState<Named[]>([]);
  const [fromOn, setFromOn] = useState<string | null>(today);
  const [toOn, setToOn] = useState<string | null>(null);
  const create = useAct(
    (term: Term) =>
      client.reviews.delegations.create({ toPersonId: term.to.id, fromOn: term.fromOn, toOn: term.toOn }),
    {
      done: (_, term) =>
        t('delegation.created', {
          name: term.to.name,
          from: day(term.fromOn, language),
          to: day(term.toOn, language),
        }),
      onDone: () => {
        setTo([]);
        setToOn(null);
      },
      onRefused: refused => Object.keys(refused.fields).length > 0,
    },
  );
  const problems = create.refused?.fields ?? {};
  const [person] = to;
  const term = person && fromOn && toOn ? { to: person, fromOn, toOn } : null;
  const need = {
    reason: 'incomplete',
    zh: reviewWords.zh['delegation.need'],
    en: reviewWords.en['delegation.need'],
  };
  return (
    <>
      <div className={styles.terms}>
        <Field label={t('delegation.to')} id="delegate" problem={problems.toPersonId}>
          <PeoplePick id="delegate" max={1} value={to} onChange={setTo} />
        </Field>
        <Field label={t('delegation.from')} id="delegate-from" problem={problems.fromOn}>
          <DayPick id="delegate-from" value={fromOn} from={today} onChange={setFromOn} />
        </Field>
        <Field label={t('delegation.until')} id="delegate-to" problem={problems.toOn}>
          <DayPick
            id="delegate-to"
            value={toOn}
            from={fromOn && fromOn > today ? fromOn : today}
            onChange={setToOn}
          />
        </Field>
      </div>
      <ActButton
        can={term ? null : need}
        type="primary"
        loading={create.busy}
        onClick={() => term && create.go(term)}
      >
        {t('delegation.create')}
      </ActButton>
    </>
  );
}
