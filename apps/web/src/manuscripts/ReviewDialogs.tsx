import type { Manuscript, ReviewStep } from '@xinxuan/contract';
import { Radio } from 'antd';
import { useState } from 'react';
import { client } from '../api/api.ts';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { useTakeBack } from './useTakeBack.ts';
import styles from './view.module.css';
import { manuscriptWords } from './words.ts';

export type ReviewStarted = 'approve' | 'return';

type ReviewDialogsProps = {
  manuscript: Manuscript;
  started: ReviewStarted;
  onClose: () => void;
  onDecided?: () => void;
};

/** Signing at my step: with a remark, or back to an earlier hand with a reason. */
export function ReviewDialogs({ manuscript, started, onClose, onDecided }: ReviewDialogsProps) {
  const t = useWords(manuscriptWords);
  const takeBack = useTakeBack();
  const [to, setTo] = useState(0);
  const { id, version, title } = manuscript;
  const over = () => {
    onClose();
    onDecided?.();
  };
  const approve = useAct((note: string) => client.reviews.approve({ id, version, note }), {
    done: made => ({
      text: t('act.approved', { title }),
      undo: () => takeBack.go({ id, version: made.version }),
    }),
    onDone: over,
  });
  const giveBack = useAct((reason: string) => client.reviews.return({ id, version, reason, to }), {
    done: made => ({
      text: t(to === 0 ? 'act.returned' : 'act.returned_step', { title }),
      undo: () => takeBack.go({ id, version: made.version }),
    }),
    onDone: over,
  });
  if (started === 'approve')
    return (
      <ReasonDialog
        title={t('act.approve_title', { title })}
        hint={t('act.approve_hint')}
        label={t('act.approve_note')}
        act={t('act.approve')}
        optional
        busy={approve.busy}
        onAct={approve.go}
        onClose={onClose}
      />
    );
  const below = stepsBelow(manuscript.route);
  return (
    <ReasonDialog
      title={t('act.return_title', { title })}
      hint={t(to === 0 ? 'act.return_hint' : 'act.return_step_hint')}
      label={t('act.return_label')}
      act={t('act.return')}
      usual={USUAL.map(key => t(key))}
      busy={giveBack.busy}
      onAct={giveBack.go}
      onClose={onClose}
    >
      {below.length > 0 && <Target below={below} to={to} onTo={setTo} manuscript={manuscript} />}
    </ReasonDialog>
  );
}

const USUAL = ['usual.1', 'usual.2', 'usual.3', 'usual.4'] as const;

/** The steps of this round before the one that is asked now. */
function stepsBelow(route: readonly ReviewStep[]): ReviewStep[][] {
  const round = Math.max(...route.map(seat => seat.round));
  const now = route.find(seat => seat.round === round && seat.state === 'pending')?.step ?? 0;
  const seats = route.filter(seat => seat.round === round && seat.step < now && seat.state === 'approved');
  return [...Map.groupBy(seats, seat => seat.step).values()];
}

type TargetProps = {
  below: ReviewStep[][];
  to: number;
  onTo: (to: number) => void;
  manuscript: Manuscript;
};

/** To whom it goes back. */
function Target({ below, to, onTo, manuscript }: TargetProps) {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  const writers = manuscript.authors.map(author => author.name).join('、');
  const hands = below.map(seats => ({
    value: seats[0]?.step ?? 0,
    label: seats.map(seat => `${c(`role.${seat.role}`)} ${seat.reviewer?.name ?? ''}`).join('、'),
  }));
  return (
    <fieldset className={styles.target}>
      <legend>{t('act.return_to')}</legend>
      <Radio.Group
        vertical
        value={to}
        onChange={event => onTo(Number(event.target.value))}
        options={[{ value: 0, label: t('act.return_writer', { name: writers }) }, ...hands]}
      />
    </fieldset>
  );
}
