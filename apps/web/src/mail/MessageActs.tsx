import { CHANNELS, type Channel, type MailMessage, type Named } from '@xinxuan/contract';
import { Button, Checkbox, Modal, Radio } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { fileUrl } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Field } from '../ui/Field.tsx';
import { PeoplePick } from '../ui/PersonPick.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import UnitPick from '../ui/UnitPick.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './mail.module.css';
import { mailWords } from './words.ts';

/** What the desk can do with a message: take it in, refuse it, put it aside, take any of these back. */
export function MessageActs({ message }: { message: MailMessage }) {
  const t = useWords(mailWords);
  const [asking, setAsking] = useState<'take' | 'refuse' | null>(null);
  const [answers, setAnswers] = useState(true);
  const which = { id: message.id, version: message.version };
  const onDone = () => setAsking(null);
  const reopen = useAct(api.mail.reopen.call, { done: () => t('reopen_done') });
  const aside = useAct(api.mail.aside.call, {
    done: after => ({
      text: t('aside_done'),
      undo: () => reopen.go({ id: after.id, version: after.version }),
    }),
  });
  const refuse = useAct(api.mail.refuse.call, {
    done: after => ({
      text: t('refuse_done'),
      undo: () => reopen.go({ id: after.id, version: after.version }),
    }),
    onDone,
  });
  const original = useAct(api.mail.original.call, {
    onDone: file => window.location.assign(fileUrl(file.fileId, file.name)),
    refresh: false,
  });
  return (
    <>
      {message.hasOriginal && (
        <Button loading={original.busy} onClick={() => original.go({ id: message.id })}>
          {t('original')}
        </Button>
      )}
      {message.state === 'waiting' ? (
        <>
          <ActButton can={message.can.aside} loading={aside.busy} onClick={() => aside.go(which)}>
            {t('aside')}
          </ActButton>
          <ActButton can={message.can.refuse} onClick={() => setAsking('refuse')}>
            {t('refuse')}
          </ActButton>
          <ActButton can={message.can.take} type="primary" onClick={() => setAsking('take')}>
            {t('take')}
          </ActButton>
        </>
      ) : (
        message.state !== 'taken' && (
          <ActButton can={message.can.reopen} loading={reopen.busy} onClick={() => reopen.go(which)}>
            {t('reopen')}
          </ActButton>
        )
      )}
      {asking === 'take' && <TakeDialog message={message} onClose={onDone} />}
      {asking === 'refuse' && (
        <ReasonDialog
          danger
          title={t('refuse')}
          hint={t('refuse_hint')}
          label={t('refuse_label')}
          act={t('refuse')}
          usual={[t('refuse_usual_1'), t('refuse_usual_2')]}
          busy={refuse.busy}
          onAct={reason => refuse.go({ ...which, reason, answer: answers })}
          onClose={onDone}
        >
          <Checkbox checked={answers} onChange={event => setAnswers(event.target.checked)}>
            {t('answer_sender')}
          </Checkbox>
        </ReasonDialog>
      )}
    </>
  );
}

function TakeDialog({ message, onClose }: { message: MailMessage; onClose: () => void }) {
  const t = useWords(mailWords);
  const c = useWords(commonWords);
  const [unitId, setUnitId] = useState<string | null>(message.unit?.id ?? null);
  const [people, setPeople] = useState<Named[]>(message.person ? [message.person] : []);
  const [channel, setChannel] = useState<Channel>(message.channel);
  const take = useAct(api.mail.take.call, {
    done: after => t('take_done', { titles: after.manuscripts.map(each => each.name).join('、') }),
    onDone: onClose,
    onRefused: () => true,
  });
  return (
    <Modal
      open
      title={t('take')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={unitId === null}
            loading={take.busy}
            onClick={() =>
              unitId !== null &&
              take.go({
                id: message.id,
                version: message.version,
                unitId,
                personId: people[0]?.id ?? null,
                channel,
              })
            }
          >
            {t('take_go')}
          </Button>
        </>
      }
    >
      <p className={styles.intro}>{t('take_hint')}</p>
      <Field label={t('unit')} id="take-unit" required>
        <UnitPick id="take-unit" value={unitId} onChange={setUnitId} label={t('unit')} />
      </Field>
      <Field label={t('author')} id="take-author" hint={t('author_hint')}>
        <PeoplePick
          id="take-author"
          value={people}
          onChange={setPeople}
          max={1}
          unitId={unitId}
          label={t('author')}
        />
      </Field>
      <Radio.Group
        aria-label={t('channel')}
        value={channel}
        onChange={event => setChannel(event.target.value as Channel)}
        options={CHANNELS.map(value => ({ value, label: t(`channel.${value}`) }))}
      />
      {take.refused && (
        <p className={styles.finding} role="alert">
          {take.refused.text}
        </p>
      )}
    </Modal>
  );
}
