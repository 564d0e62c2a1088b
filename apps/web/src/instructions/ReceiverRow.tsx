import type { Instruction } from '@xinxuan/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { DueTime, When } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { AnsweredLate, ReceiverMark } from './InstructionMarks.tsx';
import styles from './instructions.module.css';
import { instructionWords } from './words.ts';

type Receiver = Instruction['receivers'][number];
type RowProps = { instruction: Instruction; receiver: Receiver };

/** What one unit has to do about it, what it answered, and what can be done with that. */
export function ReceiverRow({ instruction, receiver }: RowProps) {
  const t = useWords(instructionWords);
  const owed = ['told', 'taken', 'returned'].includes(receiver.state);
  return (
    <li className={styles.receiver}>
      <p className={styles.receiverHead}>
        <strong>{receiver.unit.name}</strong>
        <ReceiverMark state={receiver.state} />
        {receiver.answeredLate && <AnsweredLate dueAt={receiver.dueAt} answeredAt={receiver.answeredAt} />}
        {owed && receiver.dueAt && <DueTime at={receiver.dueAt} />}
        {owed && !receiver.dueAt && <span className={styles.faint}>{t('no_due')}</span>}
      </p>
      {receiver.takenBy && receiver.takenAt && (
        <p className={styles.faint}>
          {t('taken_by', { name: receiver.takenBy.name })} <When at={receiver.takenAt} />
        </p>
      )}
      {receiver.answer && (
        <div className={styles.answer}>
          <p>{receiver.answer}</p>
          {receiver.answeredBy && receiver.answeredAt && (
            <p className={styles.faint}>
              {t('answered_by', { name: receiver.answeredBy.name })} <When at={receiver.answeredAt} />
            </p>
          )}
        </div>
      )}
      <ReceiverActs instruction={instruction} receiver={receiver} />
    </li>
  );
}

function ReceiverActs({ instruction, receiver }: RowProps) {
  const t = useWords(instructionWords);
  const [asking, setAsking] = useState<'answer' | 'sendBack' | null>(null);
  const which = { id: instruction.id, version: instruction.version, receiverId: receiver.id };
  const unit = receiver.unit.name;
  const onDone = () => setAsking(null);
  const take = useAct(api.instructions.take.call, { done: () => t('take_done') });
  const answer = useAct(api.instructions.answer.call, { done: () => t('answer_done'), onDone });
  const accept = useAct(api.instructions.accept.call, { done: () => t('accept_done', { unit }) });
  const sendBack = useAct(api.instructions.sendBack.call, {
    done: () => t('send_back_done', { unit }),
    onDone,
  });
  const { can } = receiver;
  return (
    <div className={styles.acts}>
      {!can.take && (
        <Button loading={take.busy} onClick={() => take.go(which)}>
          {t('take')}
        </Button>
      )}
      {!can.answer && (
        <Button type={receiver.answer ? 'default' : 'primary'} onClick={() => setAsking('answer')}>
          {t(receiver.answer ? 'answer_again' : 'answer')}
        </Button>
      )}
      {!can.accept && (
        <Button type="primary" loading={accept.busy} onClick={() => accept.go(which)}>
          {t('accept')}
        </Button>
      )}
      {!can.sendBack && <Button onClick={() => setAsking('sendBack')}>{t('send_back')}</Button>}
      {asking === 'answer' && (
        <ReasonDialog
          title={t('answer')}
          hint={t('answer_hint')}
          label={t('answer_label')}
          act={t('answer_go')}
          start={receiver.answer ?? ''}
          max={2000}
          busy={answer.busy}
          onAct={text => answer.go({ ...which, text })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'sendBack' && (
        <ReasonDialog
          title={t('send_back')}
          hint={t('send_back_hint')}
          label={t('send_back_label')}
          act={t('send_back')}
          busy={sendBack.busy}
          onAct={reason => sendBack.go({ ...which, reason })}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
