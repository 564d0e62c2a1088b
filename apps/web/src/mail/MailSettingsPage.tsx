import { useQuery } from '@tanstack/react-query';
import type { MailSettings } from '@xinxuan/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { When } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { IncomingPanel, OutgoingPanel } from './AccessPanels.tsx';
import { DoorPanel } from './DoorPanel.tsx';
import type { Editing, Secrets } from './editing.ts';
import styles from './mail.module.css';
import { RulesPanel } from './RulesPanel.tsx';
import { mailWords } from './words.ts';

type Shown = Awaited<ReturnType<typeof api.mail.settings.call>>;
/** The mailbox of the body, for its system administrator. */
export default function MailSettingsPage() {
  const query = useQuery(api.mail.settings.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  return <Loaded query={query}>{shown => <Form key={shown.version} shown={shown} />}</Loaded>;
}

function Form({ shown }: { shown: Shown }) {
  const t = useWords(mailWords);
  const { incoming, door, outgoing, rules } = shown;
  const [settings, setSettings] = useState<MailSettings>({ incoming, door, outgoing, rules });
  const [secrets, setSecrets] = useState<Secrets>({ incoming: '', outgoing: '' });
  const save = useAct(api.mail.saveSettings.call, {
    done: () => t('saved'),
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const editing: Editing = {
    settings,
    change: (part, with_) => setSettings(before => ({ ...before, [part]: { ...before[part], ...with_ } })),
    problems: save.refused?.fields ?? {},
  };
  const secret = (which: keyof Secrets) => ({
    value: secrets[which],
    kept: which === 'incoming' ? shown.hasIncomingSecret : shown.hasOutgoingSecret,
    onChange: (value: string) => setSecrets(before => ({ ...before, [which]: value })),
  });
  return (
    <Page
      title={t('settings_title')}
      width="form"
      acts={
        <Button
          type="primary"
          loading={save.busy}
          onClick={() =>
            save.go({
              ...settings,
              incomingSecret: secrets.incoming || null,
              outgoingSecret: secrets.outgoing || null,
              version: shown.version,
            })
          }
        >
          {t('save')}
        </Button>
      }
    >
      <p className={styles.intro}>{t('settings_hint')}</p>
      {save.refused && (
        <p className={styles.finding} role="alert">
          {save.refused.text}
        </p>
      )}
      <Health shown={shown} />
      <IncomingPanel editing={editing} secret={secret('incoming')} />
      <OutgoingPanel editing={editing} secret={secret('outgoing')} />
      <RulesPanel editing={editing} />
      <DoorPanel editing={editing} />
    </Page>
  );
}

function Health({ shown: { health, saved } }: { shown: Shown }) {
  const t = useWords(mailWords);
  const language = useLanguage();
  return (
    <Panel title={t('health')}>
      {health.failingSince ? (
        <p className={styles.finding} role="alert">
          {t('health_bad')} <When at={health.failingSince} />　{health.failure?.[language]}
        </p>
      ) : (
        <p>
          {health.succeededAt ? (
            <>
              {t('health_good')} <When at={health.succeededAt} />
            </>
          ) : (
            t('health_unknown')
          )}
        </p>
      )}
      {saved && (
        <p className={styles.faint}>
          {t('saved_by', { name: saved.by.name })} <When at={saved.at} />
        </p>
      )}
    </Panel>
  );
}
