import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Instruction } from '@xinxuan/contract';
import { Button, Timeline } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { day } from '../formats.ts';
import { fileUrl, paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { When } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { InstructionMark } from './InstructionMarks.tsx';
import styles from './instructions.module.css';
import { ReceiverRow } from './ReceiverRow.tsx';
import { instructionWords } from './words.ts';

export default function InstructionPage() {
  const { id } = useParams({ strict: false });
  const query = useQuery(api.instructions.get.queryOptions({ input: { id: id ?? '' } }));
  return (
    <Loaded query={query}>
      {instruction => (
        <OneInstruction key={`${instruction.id}-${instruction.version}`} instruction={instruction} />
      )}
    </Loaded>
  );
}

function OneInstruction({ instruction }: { instruction: Instruction }) {
  const t = useWords(instructionWords);
  return (
    <Page
      title={t('one', { giver: instruction.giver, title: instruction.manuscript.title })}
      back={paths.instructions()}
      beside={<InstructionMark state={instruction.state} />}
      acts={<Acts instruction={instruction} />}
    >
      <div className={styles.columns}>
        <div>
          <Panel title={t('text')}>
            <blockquote className={styles.words}>{instruction.text}</blockquote>
            <Facts instruction={instruction} />
          </Panel>
          <Panel title={t('handling')}>
            {instruction.receivers.length === 0 && <p className={styles.faint}>{t('no_units')}</p>}
            <ul className={styles.receivers}>
              {instruction.receivers.map(receiver => (
                <ReceiverRow key={receiver.id} instruction={instruction} receiver={receiver} />
              ))}
            </ul>
          </Panel>
          {instruction.outcome && (
            <Panel title={t('outcome')}>
              <p className={styles.answer}>{instruction.outcome}</p>
            </Panel>
          )}
        </div>
        <Panel title={t('life')}>
          <Life instruction={instruction} />
        </Panel>
      </div>
    </Page>
  );
}

function Facts({ instruction }: { instruction: Instruction }) {
  const t = useWords(instructionWords);
  const language = useLanguage();
  const { manuscript, giver, level, givenOn, file, recordedBy, recordedAt } = instruction;
  const facts: [string, React.ReactNode][] = [
    [t('giver'), `${giver}（${t(`level.${level}`)}）`],
    [t('given_on'), day(givenOn, language)],
    [
      t('manuscript'),
      <span key="m">
        <Go to={paths.manuscript(manuscript.id)}>{manuscript.title}</Go>　{manuscript.unit.name}
      </span>,
    ],
    [
      t('scan'),
      file && (
        <a key="f" href={fileUrl(file.id, file.name)}>
          {file.name}
        </a>
      ),
    ],
    [
      t('recorded_by', { name: recordedBy.name }),
      <span key="r">
        <When at={recordedAt} />
      </span>,
    ],
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Acts({ instruction }: { instruction: Instruction }) {
  const t = useWords(instructionWords);
  const [asking, setAsking] = useState<'close' | 'cancel' | null>(null);
  const which = { id: instruction.id, version: instruction.version };
  const onDone = () => setAsking(null);
  const close = useAct(api.instructions.close.call, { done: () => t('close_done'), onDone });
  const cancel = useAct(api.instructions.cancel.call, { done: () => t('cancel_done'), onDone });
  const ended = instruction.state === 'closed' || instruction.state === 'cancelled';
  if (ended || (instruction.can.cancel && instruction.can.close?.reason === instruction.can.cancel.reason))
    return null;
  return (
    <>
      <Button onClick={() => setAsking('cancel')}>{t('cancel')}</Button>
      <ActButton can={instruction.can.close} type="primary" onClick={() => setAsking('close')}>
        {t('close')}
      </ActButton>
      {asking === 'close' && (
        <ReasonDialog
          title={t('close')}
          hint={t('close_hint')}
          label={t('close_label')}
          act={t('close_go')}
          start={instruction.receivers.map(each => each.answer ?? '').join('\n')}
          max={2000}
          busy={close.busy}
          onAct={outcome => close.go({ ...which, outcome })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'cancel' && (
        <ReasonDialog
          danger
          title={t('cancel')}
          hint={t('cancel_hint')}
          label={t('cancel_label')}
          act={t('cancel')}
          busy={cancel.busy}
          onAct={reason => cancel.go({ ...which, reason })}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

const RED = new Set(['sent_back', 'cancelled']);

function Life({ instruction }: { instruction: Instruction }) {
  const t = useWords(instructionWords);
  return (
    <Timeline
      items={instruction.events.map((event, index) => ({
        key: index,
        color: RED.has(event.kind) ? 'red' : 'blue',
        content: (
          <div>
            <p>
              <strong>{t(`event.${event.kind}`)}</strong>　{event.unit && `${event.unit}　`}
              {event.by.name}
            </p>
            {event.text && event.kind !== 'recorded' && <p className={styles.said}>{event.text}</p>}
            <p className={styles.faint}>
              <When at={event.at} />
            </p>
          </div>
        ),
      }))}
    />
  );
}
