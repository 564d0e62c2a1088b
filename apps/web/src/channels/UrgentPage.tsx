import { useQuery } from '@tanstack/react-query';
import type { Named, UrgentMessage } from '@xinxuan/contract';
import { Input, Pagination, Select } from 'antd';
import { useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { useMe } from '../session/me.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ConfirmAct, MANY_RECEIVERS } from '../ui/ConfirmAct.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Field } from '../ui/Field.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { PeoplePick } from '../ui/PersonPick.tsx';
import { listFields } from '../ui/searchFields.ts';
import { When } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import styles from './channels.module.css';
import { channelWords } from './words.ts';

const State = z.object({ page: listFields.page });
const PAGE_SIZE = 10;

/** Urgent messages: sending one, and who has not yet confirmed those that were sent. */
export default function UrgentPage() {
  const t = useWords(channelWords);
  const [state, setState] = useSearchState(State);
  const query = useQuery(
    api.notices.urgent.queryOptions({ input: { page: state.page, pageSize: PAGE_SIZE } }),
  );
  // Who may not send one reads why, and no form that leads nowhere.
  const may = useMe().rights.includes('notice.urgent');
  return (
    <Page title={t('urgent')} width="form">
      {may && <SendUrgent />}
      <Panel title={may ? t('urgent_sent') : undefined}>
        <Loaded query={query}>
          {({ rows, total }) => (
            <>
              {rows.length === 0 && <Empty title={t('urgent_none')} hint={t('urgent_none_hint')} />}
              <ul>
                {rows.map(message => (
                  <Sent key={message.id} message={message} />
                ))}
              </ul>
              {total > PAGE_SIZE && (
                <Pagination
                  current={state.page}
                  pageSize={PAGE_SIZE}
                  total={total}
                  showSizeChanger={false}
                  align="end"
                  onChange={page => setState({ page })}
                />
              )}
            </>
          )}
        </Loaded>
      </Panel>
    </Page>
  );
}

const WITHIN = [10, 30, 60, 120];

function SendUrgent() {
  const t = useWords(channelWords);
  const [text, setText] = useState('');
  const [unitIds, setUnitIds] = useState<string[]>([]);
  const [people, setPeople] = useState<Named[]>([]);
  const [withinMinutes, setWithin] = useState(30);
  const units = useQuery(api.network.units.list.queryOptions({ input: {}, staleTime: 300_000 }));
  const send = useAct(api.notices.sendUrgent.call, {
    done: ({ receivers }) => t('urgent_done', { count: receivers.length }),
    onDone: () => {
      setText('');
      setUnitIds([]);
      setPeople([]);
    },
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const problems = send.refused?.fields ?? {};
  const receivers = unitIds.length + people.length;
  const chosen = { units: unitIds.length, people: people.length };
  const go = () => send.go({ text, unitIds, personIds: people.map(one => one.id), withinMinutes });
  const missing =
    text.trim().length < 2 ? needs('urgent_need_text') : receivers === 0 ? needs('urgent_need_whom') : null;
  const open = (units.data?.units ?? []).filter(unit => unit.closedOn === null);
  return (
    <Panel>
      <p className={styles.hint}>{t('urgent_hint')}</p>
      <Field label={t('urgent_text')} id="urgent-text" required problem={problems['text']}>
        <Input
          id="urgent-text"
          value={text}
          maxLength={300}
          onChange={event => setText(event.target.value)}
        />
      </Field>
      <Field label={t('urgent_units')} id="urgent-units" problem={problems['unitIds']}>
        <Select
          id="urgent-units"
          mode="multiple"
          style={{ width: '100%' }}
          loading={units.isPending}
          value={unitIds}
          showSearch={{ optionFilterProp: 'label' }}
          options={open.map(unit => ({ value: unit.id, label: unit.name }))}
          onChange={setUnitIds}
        />
      </Field>
      <Field label={t('urgent_people')} id="urgent-people" hint={t('urgent_people_hint')}>
        <PeoplePick id="urgent-people" value={people} max={50} onChange={setPeople} />
      </Field>
      <Field label={t('urgent_within')} id="urgent-within">
        <Select
          id="urgent-within"
          value={withinMinutes}
          options={WITHIN.map(value => ({ value, label: t('minutes', { count: value }) }))}
          onChange={setWithin}
        />
      </Field>
      <p role="status" className={styles.hint}>
        {receivers > 0 && t('urgent_chosen', chosen)}
      </p>
      {!missing && receivers > MANY_RECEIVERS ? (
        <ConfirmAct
          can={null}
          type="primary"
          loading={send.busy}
          question={t('urgent_question')}
          consequence={t('urgent_consequence', chosen)}
          act={t('urgent_send')}
          onAct={go}
        >
          {t('urgent_send')}
        </ConfirmAct>
      ) : (
        <ActButton can={missing} type="primary" loading={send.busy} onClick={go}>
          {t('urgent_send')}
        </ActButton>
      )}
    </Panel>
  );
}

/** Why it cannot be sent yet, said beside the button. */
const needs = (key: 'urgent_need_text' | 'urgent_need_whom') => ({
  reason: key,
  zh: channelWords.zh[key],
  en: channelWords.en[key],
});

function Sent({ message }: { message: UrgentMessage }) {
  const t = useWords(channelWords);
  const missing = message.receivers.filter(each => each.confirmedAt === null);
  const confirmed = message.receivers.length - missing.length;
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <span className={styles.name}>{message.text}</span>
        <div className={styles.hint}>
          <When at={message.at} />
          {'　'}
          {t('urgent_confirmed', { count: confirmed, of: message.receivers.length })}
        </div>
        {missing.length > 0 && (
          <p className={styles.failing}>
            {t('urgent_missing')}
            {missing.map(({ person, unit }) => `${person.name}（${unit.name}）`).join('、')}
          </p>
        )}
      </div>
    </li>
  );
}
