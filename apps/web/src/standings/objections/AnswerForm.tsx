import { type Objection, OUTCOMES, type Outcome, type Remedy } from '@xinxuan/contract';
import { Input, Radio } from 'antd';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { Field } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Page.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useWords } from '../../words/i18n.ts';
import styles from './objections.module.css';
import { objectionWords } from './words.ts';

const DECIMAL = /^-?\d{1,5}(\.\d{1,4})?$/;
const amountOf = (text: string): string | null => {
  const tidy = text.trim().replace('－', '-').replace(/^\+/, '');
  return DECIMAL.test(tidy) && Number(tidy) !== 0 ? tidy : null;
};

type AnswerFormProps = { objection: Objection; final: boolean };

/** The assessor's answer or the principal leader's final word: outcome, reason, and how the figures are put right. */
export function AnswerForm({ objection, final }: AnswerFormProps) {
  const t = useWords(objectionWords);
  const [outcome, setOutcome] = useState<Outcome>('upheld');
  const [reason, setReason] = useState('');
  const [by, setBy] = useState<Remedy['by']>(objection.factsSince.length > 0 ? 'facts' : 'entry');
  const [amount, setAmount] = useState('');
  const unit = objection.unit.name;
  const answer = useAct(final ? api.objections.decide.call : api.objections.answer.call, {
    done: () => t(final ? 'decide_done' : 'answer_done', { unit }),
  });
  const corrects = outcome !== 'rejected';
  const points = amountOf(amount);
  const remedy: Remedy | null = !corrects
    ? null
    : by === 'facts'
      ? { by }
      : points
        ? { by: 'entry', points }
        : null;
  const ready = reason.trim().length >= 2 && (!corrects || remedy !== null);
  const { id, version } = objection;
  return (
    <Panel title={t(final ? 'decide_title' : 'answer_title')}>
      <Field label={t('answer_outcome')} id="answer-outcome" required>
        <Radio.Group
          id="answer-outcome"
          value={outcome}
          options={OUTCOMES.map(value => ({ value, label: t(`outcome.${value}`) }))}
          onChange={event => setOutcome(event.target.value as Outcome)}
        />
      </Field>
      {corrects && (
        <Field label={t('remedy')} id="answer-remedy" required>
          <Radio.Group
            id="answer-remedy"
            className={styles.stacked}
            value={by}
            options={(['facts', 'entry'] as const).map(value => ({ value, label: t(`remedy.${value}`) }))}
            onChange={event => setBy(event.target.value as Remedy['by'])}
          />
        </Field>
      )}
      {corrects && by === 'entry' && (
        <Field
          label={t('remedy_points')}
          id="answer-points"
          required
          hint={t('remedy_points_hint', { name: objection.owner.name })}
          problem={amount.trim() !== '' && !points ? t('remedy_points_bad') : null}
        >
          <Input
            id="answer-points"
            inputMode="decimal"
            value={amount}
            maxLength={12}
            className={styles.amount}
            onChange={event => setAmount(event.target.value)}
          />
        </Field>
      )}
      <Field label={t('answer_reason')} id="answer-reason" required hint={t('answer_reason_hint')}>
        <Input.TextArea
          id="answer-reason"
          value={reason}
          maxLength={500}
          autoSize={{ minRows: 3, maxRows: 8 }}
          onChange={event => setReason(event.target.value.replace(/\n/g, ' '))}
        />
      </Field>
      <ActButton
        type="primary"
        can={final ? objection.can.decide : objection.can.answer}
        loading={answer.busy}
        {...(!ready && { 'aria-disabled': true })}
        onClick={() => ready && answer.go({ id, version, outcome, reason: reason.trim(), remedy })}
      >
        {t(final ? 'decide_go' : 'answer_go')}
      </ActButton>
    </Panel>
  );
}
