import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ExclamationCircleFilled from '@ant-design/icons/ExclamationCircleFilled';
import { useQuery } from '@tanstack/react-query';
import {
  NOTICE_GROUPS,
  type NoticeWishes,
  PERSON_WAYS,
  type PersonWay,
  type WayReach,
} from '@xinxuan/contract';
import { Button, Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { type Place, paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Mark } from '../ui/Mark.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { Calendars } from './Calendars.tsx';
import styles from './channels.module.css';
import { clockOf, QuietPick } from './QuietPick.tsx';
import { channelWords } from './words.ts';

type Shown = Awaited<ReturnType<typeof api.notices.wishes.call>>;

/** How a person wants to be told, and where the due times are read from. */
export default function WishesPage() {
  const query = useQuery(api.notices.wishes.queryOptions());
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
              reach={shown.reach[way]}
              chosen={wishes.ways[way]}
              onChange={groups => setWishes({ ...wishes, ways: { ...wishes.ways, [way]: groups } })}
            />
          ))}
          <Robots robots={shown.robots} />
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
type WayProps = { way: PersonWay; reach: WayReach; chosen: Groups; onChange: (groups: Groups) => void };

function Way({ way, reach, chosen, onChange }: WayProps) {
  const t = useWords(channelWords);
  return (
    <section>
      <h3>
        {t(`way.${way}`)} <Arrives why={reach.why} wanted={chosen.length > 0} />
      </h3>
      {reach.why ? (
        <Missing why={reach.why} mend={reach.mend} wanted={chosen.length > 0} />
      ) : (
        <p className={styles.hint}>{t(`reach.${way}`, { to: reach.to ?? '' })}</p>
      )}
      {reach.why && chosen.length > 0 && (
        <p className={styles.hint}>{t('kept_choice', { count: chosen.length })}</p>
      )}
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

/** The groups that are told by robots: set up for all by the administrators, so there is nothing to choose here. */
function Robots({ robots }: { robots: Shown['robots'] }) {
  const t = useWords(channelWords);
  return (
    <section>
      <h3>
        {t('robots')} {robots.why && <Arrives why={robots.why} wanted={false} />}
      </h3>
      {robots.why ? (
        <Missing why={robots.why} mend={robots.mend} wanted={false} />
      ) : (
        <p className={styles.hint}>{t('robots_hint')}</p>
      )}
      {robots.rows.map(({ id, kind, name, groups, why }) => (
        <div key={id}>
          <p>
            {name}（{t(`kind.${kind}`)}） <Arrives why={why} wanted />
          </p>
          {why && <Missing why={why} mend={null} wanted />}
          <p className={styles.hint}>
            {groups.map(group => t(`group.${group}`)).join('、') || t('robot_silent')}
          </p>
        </div>
      ))}
    </section>
  );
}

type Why = WayReach['why'];

/** Red only where something was to arrive; what nobody chose is merely not there. */
function Arrives({ why, wanted }: { why: Why; wanted: boolean }) {
  const t = useWords(channelWords);
  return why ? (
    <Mark tone={wanted ? 'bad' : 'plain'} icon={<ExclamationCircleFilled aria-hidden />}>
      {t(wanted ? 'not_arriving' : 'not_ready')}
    </Mark>
  ) : (
    <Mark tone="good" icon={<CheckCircleOutlined aria-hidden />}>
      {t('arriving')}
    </Mark>
  );
}

type MissingProps = { why: NonNullable<Why>; mend: string | null; wanted: boolean };

/** What is missing and where it is entered, with the way there for whoever may enter it. */
function Missing({ why, mend, wanted }: MissingProps) {
  const t = useWords(channelWords);
  const language = useLanguage();
  return (
    <p className={wanted ? styles.missing : styles.hint}>
      {why[language]}{' '}
      {mend && (
        <Go to={placeOf(mend)} className={styles.mend}>
          {t('mend')}
        </Go>
      )}
    </p>
  );
}

const PLACES: Record<string, Place> = {
  '/network/people': paths.people(),
  '/network/mail': paths.mailSettings(),
  '/network/channels': paths.channels(),
};
const placeOf = (path: string): Place => PLACES[path] ?? paths.settings();
