import type { PeriodState } from '@xinxuan/contract';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { day, dayOf, period as periodWords } from '../../formats.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { DayPick } from '../../ui/DayPick.tsx';
import { Field } from '../../ui/Field.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useNow } from '../../ui/useNow.ts';
import { useLanguage, useWords } from '../../words/i18n.ts';
import { commonWords } from '../../words/shared.ts';
import styles from './objections.module.css';
import { objectionWords } from './words.ts';

type DialogProps = { state: PeriodState; onClose: () => void };

/** What an assessor does with a period: publish, move or withdraw the publication, close. */
export function PeriodActs({ state }: { state: PeriodState }) {
  const t = useWords(objectionWords);
  const [asking, setAsking] = useState<'publish' | 'unpublish' | 'close' | null>(null);
  const done = () => setAsking(null);
  if (state.state === 'closed') return null;
  const published = state.state === 'published';
  return (
    <>
      <ActButton can={state.can.publish} onClick={() => setAsking('publish')}>
        {t(published ? 'publish_move' : 'publish')}
      </ActButton>
      {published && state.objections.all === 0 && (
        <Button onClick={() => setAsking('unpublish')}>{t('unpublish')}</Button>
      )}
      <ActButton can={state.can.close} onClick={() => setAsking('close')}>
        {t('close')}
      </ActButton>
      {asking === 'publish' && <PublishDialog state={state} onClose={done} />}
      {asking === 'unpublish' && <UnpublishDialog state={state} onClose={done} />}
      {asking === 'close' && <CloseDialog state={state} onClose={done} />}
    </>
  );
}

/** Five working days are usual; a week holds them. */
const USUAL_DAYS = 7;

function PublishDialog({ state, onClose }: DialogProps) {
  const t = useWords(objectionWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const now = useNow();
  const published = state.state === 'published';
  const usual = dayOf(new Date(now.getTime() + USUAL_DAYS * 86_400_000));
  const [lastDay, setLastDay] = useState<string | null>(state.lastDay ?? usual);
  const said = { period: periodWords(state.period, language) };
  const publish = useAct(api.standings.publishPeriod.call, {
    done: after => t('publish_done', { ...said, day: after.lastDay ? day(after.lastDay, language) : '' }),
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t(published ? 'publish_move_title' : 'publish_title', said)}
      styles={{ header: { paddingInlineEnd: 24 } }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={!lastDay}
            loading={publish.busy}
            onClick={() => lastDay && publish.go({ period: state.period, lastDay, version: state.version })}
          >
            {t(published ? 'publish_move_go' : 'publish_go')}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t(published ? 'publish_move_hint' : 'publish_hint')}</p>
      <Field label={t('publish_last')} id="publish-last" required>
        <DayPick id="publish-last" value={lastDay} onChange={setLastDay} />
      </Field>
    </Modal>
  );
}

function UnpublishDialog({ state, onClose }: DialogProps) {
  const t = useWords(objectionWords);
  const language = useLanguage();
  const said = { period: periodWords(state.period, language) };
  const withdraw = useAct(api.standings.withdrawPublication.call, {
    done: () => t('unpublish_done', said),
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={t('unpublish_title', said)}
      hint={t('unpublish_hint')}
      label={t('unpublish_label')}
      act={t('unpublish')}
      busy={withdraw.busy}
      onAct={reason => withdraw.go({ period: state.period, reason, version: state.version })}
      onClose={onClose}
    />
  );
}

function CloseDialog({ state, onClose }: DialogProps) {
  const t = useWords(objectionWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const [reason, setReason] = useState('');
  const said = { period: periodWords(state.period, language) };
  const close = useAct(api.standings.closePeriod.call, {
    done: () => t('close_done', said),
    onDone: onClose,
  });
  const early = state.beforeClosing.length > 0;
  const given = reason.trim();
  const ready = !early || given.length >= 2;
  const { period, version } = state;
  return (
    <Modal
      open
      title={t('close_title', said)}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            danger
            disabled={!ready}
            loading={close.busy}
            onClick={() => close.go({ period, version, ...(early && { reason: given }) })}
          >
            {t('close_go')}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t('close_consequence')}</p>
      {early && (
        <>
          <p>{t('close_before')}</p>
          <ul className={styles.before}>
            {state.beforeClosing.map(each => (
              <li key={each.code}>{each[language]}</li>
            ))}
          </ul>
          <Field label={t('close_reason_label')} id="close-reason" required hint={t('close_reason_hint')}>
            <Input.TextArea
              id="close-reason"
              value={reason}
              maxLength={500}
              autoSize={{ minRows: 2, maxRows: 6 }}
              onChange={event => setReason(event.target.value.replace(/\n/g, ' '))}
            />
          </Field>
        </>
      )}
    </Modal>
  );
}
