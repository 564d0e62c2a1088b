import { type Appointment, type Person, ROLES, type Role } from '@xinxuan/contract';
import { Button, Checkbox, Modal, Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { day, dayOf } from '../formats.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import UnitPick from '../ui/UnitPick.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './network.module.css';
import { usePostWords } from './postWords.ts';
import { networkWords } from './words.ts';

/** Posts with their terms; each can be ended on a day, and new ones given. */
export function PersonPosts({ person }: { person: Person }) {
  const t = useWords(networkWords);
  const { full } = usePostWords();
  const [ending, setEnding] = useState<Appointment | null>(null);
  const [appointing, setAppointing] = useState(false);
  return (
    <>
      {person.appointments.length === 0 && <p className={styles.hint}>{t('posts_none')}</p>}
      <ul className={styles.posts}>
        {person.appointments.map(post => (
          <li key={post.id}>
            <span>
              {full(post)}{' '}
              <span className={styles.faint}>{t(post.fullTime ? 'post_full_time' : 'post_part_time')}</span>
            </span>
            {post.toOn === null && (
              <ActButton size="small" can={person.can.appoint} onClick={() => setEnding(post)}>
                {t('end_post')}
              </ActButton>
            )}
          </li>
        ))}
      </ul>
      <ActButton can={person.can.appoint} onClick={() => setAppointing(true)}>
        {t('appoint')}
      </ActButton>
      {ending && <EndPost person={person} post={ending} onClose={() => setEnding(null)} />}
      {appointing && <Appoint person={person} onClose={() => setAppointing(false)} />}
    </>
  );
}

function EndPost({ person, post, onClose }: { person: Person; post: Appointment; onClose: () => void }) {
  const t = useWords(networkWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const { said } = usePostWords();
  const today = dayOf(useNow());
  const [toOn, setToOn] = useState<string | null>(today);
  const words = { name: person.name, post: said(post) };
  const end = useAct(api.network.appointments.end.call, {
    done: (_, input) => t('ended', { ...words, day: day(input.toOn, language) }),
    onDone: onClose,
    onRefused: () => true,
  });
  return (
    <Modal
      open
      title={t('end_post_title', words)}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            danger
            disabled={!toOn}
            loading={end.busy}
            onClick={() => toOn && end.go({ id: post.id, version: post.version, toOn })}
          >
            {t('end_post_go')}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t('end_post_hint')}</p>
      <Field label={t('end_post_on')} id="post-end" required problem={end.refused?.text}>
        <DayPick id="post-end" value={toOn} onChange={setToOn} />
      </Field>
    </Modal>
  );
}

function Appoint({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useWords(networkWords);
  const c = useWords(commonWords);
  const today = dayOf(useNow());
  const [unitId, setUnitId] = useState<string | null>(null);
  const [role, setRole] = useState<Role>('correspondent');
  const [fullTime, setFullTime] = useState(false);
  const [fromOn, setFromOn] = useState<string | null>(today);
  const [toOn, setToOn] = useState<string | null>(null);
  const appoint = useAct(api.network.appointments.create.call, {
    done: post => t('appointed', { name: person.name, unit: post.unit.name, role: c(`role.${post.role}`) }),
    onDone: onClose,
    onRefused: () => true,
  });
  const problems = appoint.refused?.fields ?? {};
  const general = appoint.refused && Object.keys(problems).length === 0 ? appoint.refused.text : null;
  return (
    <Modal
      open
      title={t('appoint')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={!unitId || !fromOn}
            loading={appoint.busy}
            onClick={() =>
              unitId && fromOn && appoint.go({ personId: person.id, unitId, role, fullTime, fromOn, toOn })
            }
          >
            {t('appoint_go')}
          </Button>
        </>
      }
    >
      <Field label={t('unit')} id="appoint-unit" required problem={problems.unitId ?? general}>
        <UnitPick id="appoint-unit" value={unitId} onChange={setUnitId} />
      </Field>
      <Field label={t('role')} id="appoint-role" required problem={problems.role}>
        <Select<Role>
          id="appoint-role"
          value={role}
          options={ROLES.map(value => ({ value, label: c(`role.${value}`) }))}
          onChange={setRole}
        />
      </Field>
      <Checkbox checked={fullTime} onChange={event => setFullTime(event.target.checked)}>
        {t('post_full_time')}
      </Checkbox>
      <Field label={t('from_on')} id="appoint-from" required problem={problems.fromOn}>
        <DayPick id="appoint-from" value={fromOn} onChange={setFromOn} />
      </Field>
      <Field label={t('to_on')} id="appoint-to" hint={t('to_on_hint')} problem={problems.toOn}>
        <DayPick id="appoint-to" value={toOn} from={fromOn ?? undefined} onChange={setToOn} />
      </Field>
    </Modal>
  );
}
