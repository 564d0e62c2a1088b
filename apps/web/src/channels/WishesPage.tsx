import { useQuery } from '@tanstack/react-query';
import { NOTICE_GROUPS, type NoticeWishes, PERSON_WAYS, type PersonWay } from '@xinxuan/contract';
import { Button, Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { Calendars } from './Calendars.tsx';
import styles from './channels.module.css';
import { clockOf, QuietPick } from './QuietPick.tsx';
import { channelWords } from './words.ts';

type Shown = Awaited<ReturnType<typeof api.notices.wishes.call>>;

/** How a person wants to be told, and where the due times are read from. */
export default function WishesPage() {
  const query = useQuery(api.notices.wishes.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  return <Loaded query={query}>{shown => <Wishes key={shown.version} shown={shown} />}</Loaded>;
}

function Wishes({ shown }: { shown: Shown }) {
  const t = useWords(channelWords);
  const { ways, quiet, digest, version } = shown;
  const [wishes, setWishes] = useState<NoticeWishes>({ ways, quiet, digest, version });
  const save = useAct(api.notices.saveWishes.call, { done: () => t('saved') });
  const { from, to } = shown.bodyQuiet;
  return (
    <Page
      title={t('wishes')}
      width="form"
      back={paths.settings()}
      acts={
        <Button type="primary" loading={save.busy} onClick={() => save.go(wishes)}>
          {t('save')}
        </Button>
      }
    >
      <Panel>
        <p className={styles.hint}>{t('wishes_hint')}</p>
        <div className={styles.ways}>
          {PERSON_WAYS.map(way => (
            <Way
              key={way}
              way={way}
              to={shown.reach[way]}
              chosen={wishes.ways[way]}
              onChange={groups => setWishes({ ...wishes, ways: { ...wishes.ways, [way]: groups } })}
            />
          ))}
        </div>
        <p className={styles.hint}>{t('urgent_always')}</p>
        <Checkbox
          checked={wishes.digest}
          onChange={event => setWishes({ ...wishes, digest: event.target.checked })}
        >
          {t('digest')}
        </Checkbox>
      </Panel>
      <Panel title={t('quiet')}>
        <Radio.Group
          value={wishes.quiet === null ? 'body' : 'own'}
          onChange={event =>
            setWishes({ ...wishes, quiet: event.target.value === 'body' ? null : shown.bodyQuiet })
          }
        >
          <Radio value="body">{t('quiet_body', { from: clockOf(from), to: clockOf(to) })}</Radio>
          <Radio value="own">{t('quiet_own')}</Radio>
        </Radio.Group>
        {wishes.quiet && (
          <QuietPick value={wishes.quiet} onChange={hours => setWishes({ ...wishes, quiet: hours })} />
        )}
        <p className={styles.hint}>{t('quiet_hint')}</p>
      </Panel>
      <Calendars />
    </Page>
  );
}

type Groups = NoticeWishes['ways'][PersonWay];
type WayProps = { way: PersonWay; to: string | null; chosen: Groups; onChange: (groups: Groups) => void };

function Way({ way, to, chosen, onChange }: WayProps) {
  const t = useWords(channelWords);
  return (
    <section>
      <h3>{t(`way.${way}`)}</h3>
      <p className={styles.hint}>{to === null ? t(`unreachable.${way}`) : t(`reach.${way}`, { to })}</p>
      <div className={styles.choices}>
        {NOTICE_GROUPS.map(group => (
          <Checkbox
            key={group}
            checked={chosen.includes(group)}
            onChange={event =>
              onChange(
                NOTICE_GROUPS.filter(each => (each === group ? event.target.checked : chosen.includes(each))),
              )
            }
          >
            {t(`group.${group}`)}
          </Checkbox>
        ))}
      </div>
    </section>
  );
}
