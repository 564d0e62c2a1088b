import { useQuery } from '@tanstack/react-query';
import { RELEASE_STAGES, type ReleaseStage } from '@xinxuan/contract';
import { Button, Input } from 'antd';
import { useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Field } from '../ui/Field.tsx';
import { useGo } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { idField } from '../ui/searchFields.ts';
import { useAct } from '../ui/useAct.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './releases.module.css';
import { SignerPick } from './SignerPick.tsx';
import { releaseWords } from './words.ts';

type Proposal = {
  title: string;
  duties: Partial<Record<ReleaseStage, string>>;
  people: { id: string; name: string; post: string }[];
};
const State = z.object({ manuscriptId: idField() });

/** Names seven signers for one manuscript and sends its text round. */
export default function StartPage() {
  const [{ manuscriptId }] = useSearchState(State);
  const query = useQuery(api.releases.propose.queryOptions({ input: { manuscriptId: manuscriptId ?? '' } }));
  return (
    <Loaded query={query}>
      {proposal => <Start key={manuscriptId} manuscriptId={manuscriptId ?? ''} proposal={proposal} />}
    </Loaded>
  );
}

function Start({ manuscriptId, proposal }: { manuscriptId: string; proposal: Proposal }) {
  const t = useWords(releaseWords);
  const c = useWords(commonWords);
  const go = useGo();
  const [destination, setDestination] = useState('');
  const [duties, setDuties] = useState(proposal.duties);
  const start = useAct(api.releases.start.call, {
    done: made => {
      const first = made.duties.filter(duty => duty.open).map(duty => duty.person.name);
      return t('start_done', { names: first.join('、') });
    },
    onDone: made => go(paths.release(made.id)),
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const problems = start.refused?.fields ?? {};
  const taken = new Set(Object.values(duties));
  const all = RELEASE_STAGES.every(stage => duties[stage]);
  const ready = destination.trim().length >= 2 && all;
  const send = () =>
    ready &&
    start.go({
      manuscriptId,
      destination: destination.trim(),
      duties: duties as Record<ReleaseStage, string>,
    });
  return (
    <Page
      title={t('start_title', { title: proposal.title })}
      back={paths.manuscript(manuscriptId)}
      width="form"
    >
      <Panel>
        <p className={styles.faint}>{t('start_hint')}</p>
        <Field
          label={t('destination')}
          id="release-destination"
          required
          hint={t('destination_hint')}
          problem={problems.destination}
        >
          <Input
            id="release-destination"
            value={destination}
            maxLength={100}
            autoFocus
            onChange={event => setDestination(event.target.value)}
          />
        </Field>
        {RELEASE_STAGES.map(stage => (
          <Field
            key={stage}
            label={t(`stage.${stage}`)}
            id={`release-${stage}`}
            required
            problem={problems[`duties.${stage}`]}
          >
            <SignerPick
              id={`release-${stage}`}
              people={proposal.people}
              taken={taken}
              value={duties[stage] ?? null}
              onChange={personId => setDuties(before => ({ ...before, [stage]: personId }))}
            />
          </Field>
        ))}
        <p className={styles.acts}>
          <Button type="primary" disabled={!ready} loading={start.busy} onClick={send}>
            {t('start_go')}
          </Button>
          <Button onClick={() => go(paths.manuscript(manuscriptId))}>{c('act.cancel')}</Button>
        </p>
      </Panel>
    </Page>
  );
}
