import { MAIL_TLS, type MailTls } from '@xinxuan/contract';
import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import { Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import type { Editing } from './editing.ts';
import styles from './mail.module.css';
import { mailWords } from './words.ts';

type Secret = { value: string; kept: boolean; onChange: (value: string) => void };
type PanelProps = { editing: Editing; secret: Secret };

/** The mailbox that is watched. */
export function IncomingPanel({ editing, secret }: PanelProps) {
  const t = useWords(mailWords);
  const { incoming } = editing.settings;
  return (
    <Panel title={t('incoming')}>
      <Checkbox
        className={styles.switch}
        checked={incoming.on}
        onChange={event => editing.change('incoming', { on: event.target.checked })}
      >
        {t('incoming_on')}
      </Checkbox>
      <Access editing={editing} part="incoming" secret={secret} />
      <div className={styles.pair}>
        <Line editing={editing} part="incoming" name="folder" label={t('folder')} hint={t('folder_hint')} />
        <Line editing={editing} part="incoming" name="doneFolder" label={t('done_folder')} />
        <Field label={t('from_day')} id="incoming-fromDay">
          <DayPick
            required
            id="incoming-fromDay"
            value={incoming.fromDay}
            onChange={fromDay => fromDay && editing.change('incoming', { fromDay })}
          />
        </Field>
      </div>
      <Try
        go={() => ({ which: 'incoming', incoming, secret: secret.value || null })}
        open={incoming.host !== ''}
      />
    </Panel>
  );
}

/** The way by which answers leave. */
export function OutgoingPanel({ editing, secret }: PanelProps) {
  const t = useWords(mailWords);
  const { outgoing } = editing.settings;
  return (
    <Panel title={t('outgoing')}>
      <Checkbox
        className={styles.switch}
        checked={outgoing.on}
        onChange={event => editing.change('outgoing', { on: event.target.checked })}
      >
        {t('outgoing_on')}
      </Checkbox>
      <Access editing={editing} part="outgoing" secret={secret} />
      <div className={styles.pair}>
        <Line editing={editing} part="outgoing" name="sender" label={t('sender')} />
        <Line editing={editing} part="outgoing" name="name" label={t('sender_name')} />
      </div>
      <Try
        go={() => ({ which: 'outgoing', outgoing, secret: secret.value || null })}
        open={outgoing.host !== ''}
      />
    </Panel>
  );
}

type AccessProps = { editing: Editing; part: 'incoming' | 'outgoing'; secret: Secret };

function Access({ editing, part, secret }: AccessProps) {
  const t = useWords(mailWords);
  const access = editing.settings[part];
  return (
    <div className={styles.pair}>
      <Line editing={editing} part={part} name="host" label={t('host')} />
      <Field label={t('port')} id={`${part}-port`}>
        <InputNumber
          id={`${part}-port`}
          value={access.port}
          min={1}
          max={65535}
          style={{ width: '100%' }}
          onChange={port => port !== null && editing.change(part, { port })}
        />
      </Field>
      <Field label={t('tls')} id={`${part}-tls`}>
        <Select<MailTls>
          id={`${part}-tls`}
          aria-label={t('tls')}
          value={access.tls}
          options={MAIL_TLS.map(value => ({ value, label: t(`tls.${value}`) }))}
          onChange={tls => editing.change(part, { tls })}
        />
      </Field>
      <Line editing={editing} part={part} name="user" label={t('user')} />
      <Field
        label={t('secret')}
        id={`${part}-secret`}
        hint={secret.kept ? t('secret_kept') : t('secret_new')}
      >
        <Input.Password
          id={`${part}-secret`}
          value={secret.value}
          autoComplete="new-password"
          visibilityToggle={false}
          onChange={event => secret.onChange(event.target.value)}
        />
      </Field>
    </div>
  );
}

type LineProps = {
  editing: Editing;
  part: 'incoming' | 'outgoing' | 'door';
  name: string;
  label: string;
  hint?: string;
};

/** One line of text in one part of the settings. */
export function Line({ editing, part, name, label, hint }: LineProps) {
  const id = `${part}-${name}`;
  const values = editing.settings[part] as Record<string, unknown>;
  return (
    <Field label={label} id={id} hint={hint} problem={editing.problems[`${part}.${name}`]}>
      <Input
        id={id}
        value={String(values[name] ?? '')}
        maxLength={253}
        autoComplete="off"
        onChange={event => editing.change(part, { [name]: event.target.value })}
      />
    </Field>
  );
}

type Asked = Parameters<typeof api.mail.tryConnection.call>[0];

/** Tries what stands in the form, and says in words what came of it. */
function Try({ go, open }: { go: () => Asked; open: boolean }) {
  const t = useWords(mailWords);
  const language = useLanguage();
  const [answer, setAnswer] = useState<{ ok: boolean; zh: string; en: string } | null>(null);
  const attempt = useAct(api.mail.tryConnection.call, { onDone: setAnswer, refresh: false });
  return (
    <div className={styles.tried}>
      <Button disabled={!open} loading={attempt.busy} onClick={() => attempt.go(go())}>
        {t('try')}
      </Button>
      <span role="status" className={answer?.ok ? styles.fine : styles.finding}>
        {answer?.[language]}
      </span>
    </div>
  );
}
