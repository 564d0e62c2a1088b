import { type FairnessFinding, VERDICTS, type Verdict } from '@xinxuan/contract';
import { Button, Input, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { api } from '../api/api.ts';
import { moment, period as periodWords } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './fairness.module.css';
import { VerdictMark } from './VerdictMark.tsx';
import { fairnessWords } from './words.ts';

type FindingViewProps = { finding: FairnessFinding; mayAnswer: boolean; onClose: () => void };

/** One finding with every item it rests on, and the verdict of a person. */
export function FindingView({ finding, mayAnswer, onClose }: FindingViewProps) {
  const t = useWords(fairnessWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const { answer, units, manuscripts } = finding;
  const [answering, setAnswering] = useState(false);
  return (
    <Modal
      open
      width={640}
      title={`${t(`kind.${finding.kind}`)}　${periodWords(finding.period, language)}`}
      onCancel={onClose}
      footer={
        answering ? null : (
          <>
            {mayAnswer && (
              <Button type={answer ? 'default' : 'primary'} onClick={() => setAnswering(true)}>
                {t(answer ? 'answer_again' : 'answer')}
              </Button>
            )}
            <Button onClick={onClose}>{c('act.close')}</Button>
          </>
        )
      }
    >
      <p className={styles.sentence}>{finding[language]}</p>
      <h3 className={styles.part}>{t('units')}</h3>
      <ul className={styles.names}>
        {units.map(unit => (
          <li key={unit.id}>
            <Go to={paths.ledger({ owner: 'unit', ownerId: unit.id, period: finding.period })}>
              {unit.name}
            </Go>
          </li>
        ))}
      </ul>
      <h3 className={styles.part}>{t('items')}</h3>
      {manuscripts.length === 0 ? (
        <p className={styles.quiet}>{t('items_none')}</p>
      ) : (
        <ol className={styles.items}>
          {manuscripts.map(each => (
            <li key={each.id}>
              <Go to={paths.manuscript(each.id)}>{each.title}</Go>
            </li>
          ))}
        </ol>
      )}
      <h3 className={styles.part}>{t('verdict')}</h3>
      {answering ? (
        <AnswerForm finding={finding} onDone={() => setAnswering(false)} />
      ) : (
        <Said answer={answer} />
      )}
    </Modal>
  );
}

function Said({ answer }: Pick<FairnessFinding, 'answer'>) {
  const t = useWords(fairnessWords);
  const language = useLanguage();
  const now = useNow();
  return (
    <p>
      <VerdictMark answer={answer} />
      {answer && (
        <>
          {`　${answer.reason}`}
          <span className={styles.quiet}>
            {'　'}
            {t('by', { name: answer.by.name, at: moment(answer.at, now, language) })}
          </span>
        </>
      )}
    </p>
  );
}

function AnswerForm({ finding, onDone }: { finding: FairnessFinding; onDone: () => void }) {
  const t = useWords(fairnessWords);
  const c = useWords(commonWords);
  const id = useId();
  const [verdict, setVerdict] = useState<Verdict | null>(finding.answer?.verdict ?? null);
  const [reason, setReason] = useState(finding.answer?.reason ?? '');
  const act = useAct(api.fairness.answer.call, { done: () => t('answered_done'), onDone });
  const enough = verdict !== null && reason.trim().length >= 2;
  const save = (): void => {
    if (verdict) act.go({ id: finding.id, version: finding.version, verdict, reason: reason.trim() });
  };
  return (
    <div className={styles.answer}>
      <p className={styles.quiet}>{t('answer_hint')}</p>
      <Radio.Group
        aria-label={t('verdict')}
        value={verdict}
        onChange={event => setVerdict(event.target.value as Verdict)}
        options={VERDICTS.map(value => ({ value, label: t(`verdict.${value}`) }))}
      />
      <label htmlFor={id}>{t('reason')}</label>
      <Input.TextArea
        id={id}
        value={reason}
        maxLength={500}
        showCount
        autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={event => setReason(event.target.value)}
      />
      <div className={styles.acts}>
        <Button onClick={onDone}>{c('act.cancel')}</Button>
        <Button type="primary" disabled={!enough} loading={act.busy} onClick={save}>
          {t('save')}
        </Button>
      </div>
    </div>
  );
}
