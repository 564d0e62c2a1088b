import { useQuery } from '@tanstack/react-query';
import type { NoticeChannel, QuietHours } from '@xinxuan/contract';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { count } from '../formats.ts';
import { OnceDialog } from '../network/OnceDialog.tsx';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Field } from '../ui/Field.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { When } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { ChannelActs } from './ChannelActs.tsx';
import { ChannelForm } from './ChannelForm.tsx';
import styles from './channels.module.css';
import { QuietPick } from './QuietPick.tsx';
import { channelWords } from './words.ts';

type Shown = Awaited<ReturnType<typeof api.notices.channels.call>>;

/** The ways out of a body, how each does, and its quiet hours. */
export default function ChannelsPage() {
  const t = useWords(channelWords);
  const [editing, setEditing] = useState<NoticeChannel | 'new' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const query = useQuery(api.notices.channels.queryOptions());
  return (
    <Page
      title={t('channels')}
      width="form"
      acts={
        <Button type="primary" onClick={() => setEditing('new')}>
          {t('add')}
        </Button>
      }
    >
      <p className={styles.hint}>{t('channels_hint')}</p>
      <Loaded query={query}>
        {shown => (
          <>
            <Panel>
              {shown.rows.length === 0 && <Empty title={t('channels_none')} hint={t('channels_none_hint')} />}
              <ul>
                {shown.rows.map(channel => (
                  <li key={channel.id} className={styles.row}>
                    <div className={styles.what}>
                      <span className={styles.name}>{channel.name}</span>　{t(`kind.${channel.kind}`)}
                      {channel.active ? '' : `　${t('off')}`}
                      <Health health={channel.health} />
                    </div>
                    <ChannelActs channel={channel} onEdit={() => setEditing(channel)} onSecret={setSecret} />
                  </li>
                ))}
                <MailRow mail={shown.mail} />
              </ul>
            </Panel>
            <BodyQuiet key={shown.quietVersion} shown={shown} />
          </>
        )}
      </Loaded>
      {editing && (
        <ChannelForm
          channel={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSecret={setSecret}
        />
      )}
      {secret && (
        <OnceDialog
          title={t('once_title')}
          hint={t('once_hint')}
          copy={t('once_copy')}
          lines={[{ label: t('secret'), value: secret }]}
          onClose={() => setSecret(null)}
        />
      )}
    </Page>
  );
}

function Health({ health }: { health: NoticeChannel['health'] }) {
  const t = useWords(channelWords);
  return (
    <div>
      <span className={styles.hint}>
        {health.lastSentAt ? (
          <>
            {t('last_sent')} <When at={health.lastSentAt} />
          </>
        ) : (
          t('never_sent')
        )}
        {health.waiting > 0 && `　${t('waiting', { count: count(health.waiting) })}`}
      </span>
      {health.failingSince && (
        <p className={styles.failing} role="alert">
          {t('failing')} <When at={health.failingSince} />　{health.lastError}
        </p>
      )}
    </div>
  );
}

function MailRow({ mail }: { mail: Shown['mail'] }) {
  const t = useWords(channelWords);
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <span className={styles.name}>{t('mail_row')}</span>
        {mail.on ? <Health health={mail} /> : <div className={styles.hint}>{t('mail_off')}</div>}
      </div>
      <Go to={paths.mailSettings()}>{t('mail_settings')}</Go>
    </li>
  );
}

const PER_HOUR = [3, 5, 10, 20, 50];

function BodyQuiet({ shown }: { shown: Shown }) {
  const t = useWords(channelWords);
  const [quiet, setQuiet] = useState<QuietHours>(shown.quiet);
  const [urgentPerHour, setPerHour] = useState(shown.urgentPerHour);
  const save = useAct(api.notices.saveQuiet.call, { done: () => t('saved') });
  const changed =
    quiet.from !== shown.quiet.from || quiet.to !== shown.quiet.to || urgentPerHour !== shown.urgentPerHour;
  return (
    <Panel title={t('body_quiet')}>
      <QuietPick value={quiet} onChange={setQuiet} />
      <p className={styles.hint}>{t('quiet_hint')}</p>
      <Field label={t('urgent_per_hour')} id="urgent-per-hour" hint={t('urgent_per_hour_hint')}>
        <Select
          id="urgent-per-hour"
          value={urgentPerHour}
          options={[...new Set([...PER_HOUR, shown.urgentPerHour])]
            .sort((one, other) => one - other)
            .map(value => ({ value, label: t('urgent_per_hour_value', { count: value }) }))}
          onChange={setPerHour}
        />
      </Field>
      {changed && (
        <Button
          loading={save.busy}
          onClick={() => save.go({ quiet, urgentPerHour, version: shown.quietVersion })}
        >
          {t('save')}
        </Button>
      )}
    </Panel>
  );
}
