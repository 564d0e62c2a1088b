import { useQuery } from '@tanstack/react-query';
import type { CalendarFeed } from '@xinxuan/contract';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { OnceDialog } from '../network/OnceDialog.tsx';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Panel } from '../ui/Page.tsx';
import { When } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import styles from './channels.module.css';
import { channelWords } from './words.ts';

/** Calendar subscriptions of a person: each has an address of its own, shown once. */
export function Calendars() {
  const t = useWords(channelWords);
  const [name, setName] = useState('');
  const [address, setAddress] = useState<string | null>(null);
  const query = useQuery(api.notices.feeds.queryOptions());
  const make = useAct(api.notices.makeFeed.call, {
    onDone: ({ path }) => {
      setAddress(`${window.location.origin}${path}`);
      setName('');
    },
  });
  return (
    <Panel title={t('calendars')}>
      <p className={styles.hint}>{t('calendars_hint')}</p>
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('calendars_none')} hint={t('calendars_none_hint')} />
          ) : (
            <ul>
              {rows.map(feed => (
                <Feed key={feed.id} feed={feed} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <div className={styles.quiet}>
        <Input
          aria-label={t('calendar_name')}
          placeholder={t('calendar_name')}
          value={name}
          maxLength={40}
          style={{ width: 220 }}
          onChange={event => setName(event.target.value)}
        />
        <Button loading={make.busy} disabled={name.trim() === ''} onClick={() => make.go({ name })}>
          {t('calendar_make')}
        </Button>
      </div>
      {address && (
        <OnceDialog
          title={t('calendar_made')}
          hint={t('calendar_made_hint')}
          copy={t('calendar_copy')}
          lines={[{ label: t('calendar_address'), value: address }]}
          onClose={() => setAddress(null)}
        />
      )}
    </Panel>
  );
}

function Feed({ feed }: { feed: CalendarFeed }) {
  const t = useWords(channelWords);
  const end = useAct(api.notices.revokeFeed.call, { done: () => t('calendar_end_done') });
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <span className={styles.name}>{feed.name}</span>
        <div className={styles.hint}>
          {t(feed.revokedAt ? 'calendar_ended' : 'calendar_since')}{' '}
          <When at={feed.revokedAt ?? feed.madeAt} />
        </div>
      </div>
      {!feed.revokedAt && (
        <ConfirmAct
          can={null}
          danger
          size="small"
          question={t('calendar_end_question', { name: feed.name })}
          consequence={t('calendar_end_consequence')}
          act={t('calendar_end_act')}
          onAct={() => end.go({ id: feed.id })}
        >
          {t('calendar_end')}
        </ConfirmAct>
      )}
    </li>
  );
}
