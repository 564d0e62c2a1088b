import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import EditOutlined from '@ant-design/icons/EditOutlined';
import RollbackOutlined from '@ant-design/icons/RollbackOutlined';
import type { Release } from '@xinxuan/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { Mark } from '../ui/Mark.tsx';
import { DueTime, When } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import { AssignDialog } from './AssignDialog.tsx';
import { PostOf } from './PostOf.tsx';
import styles from './releases.module.css';
import { SignDialog } from './SignDialog.tsx';
import { releaseWords } from './words.ts';

type Duty = Release['duties'][number];

/** One of the seven: whose it is, whether it is signed, and the way to sign it. */
export function DutyRow({ release, duty }: { release: Release; duty: Duty }) {
  const t = useWords(releaseWords);
  const [started, setStarted] = useState<'sign' | 'return' | 'assign' | null>(null);
  const { signed, can } = duty;
  return (
    <li className={styles.duty}>
      <div className={styles.dutyHead}>
        <strong>{t(`stage.${duty.stage}`)}</strong>
        <span>
          {signed?.by.name ?? duty.person.name}
          <PostOf post={signed?.post ?? duty.post} />
        </span>
        <DutyMark duty={duty} />
        {duty.open && duty.dueAt && <DueTime at={duty.dueAt} />}
        {!can.assign && (
          <Button className={styles.assign} size="small" type="text" onClick={() => setStarted('assign')}>
            {t('assign')}
          </Button>
        )}
      </div>
      {signed && (
        <p className={styles.faint}>
          <When at={signed.at} />
          {signed.for && ` · ${t('for', { name: signed.for.name })}`}
          {signed.errors.length > 0 && ` · ${t('errors_found', { count: signed.errors.length })}`}
          {signed.opinion && ` · ${signed.opinion}`}
        </p>
      )}
      {duty.returned && (
        <p className={styles.faint}>
          {duty.returned.by.name} <When at={duty.returned.at} /> · {duty.returned.opinion}
        </p>
      )}
      <div className={styles.acts}>
        {!can.sign && (
          <>
            <Button type="primary" onClick={() => setStarted('sign')}>
              {t('sign')}
            </Button>
            <Button onClick={() => setStarted('return')}>{t('return')}</Button>
          </>
        )}
      </div>
      {(started === 'sign' || started === 'return') && (
        <SignDialog
          release={release}
          stage={duty.stage}
          passes={started === 'sign'}
          onClose={() => setStarted(null)}
        />
      )}
      {started === 'assign' && (
        <AssignDialog release={release} stage={duty.stage} onClose={() => setStarted(null)} />
      )}
    </li>
  );
}

function DutyMark({ duty }: { duty: Duty }) {
  const t = useWords(releaseWords);
  if (duty.signed)
    return (
      <Mark tone="good" icon={<CheckCircleOutlined />}>
        {t('passed')}
      </Mark>
    );
  if (duty.returned)
    return (
      <Mark tone="bad" icon={<RollbackOutlined />}>
        {t('returned')}
      </Mark>
    );
  return duty.open ? (
    <Mark tone="active" icon={<EditOutlined />}>
      {t('open')}
    </Mark>
  ) : (
    <Mark tone="plain" icon={<ClockCircleOutlined />}>
      {t('waiting')}
    </Mark>
  );
}
