import type { Manuscript } from '@xinxuan/contract';
import { client } from '../api/api.ts';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { manuscriptWords } from './words.ts';

export type ReviewStarted = 'approve' | 'return';

type ReviewDialogsProps = {
  manuscript: Manuscript;
  started: ReviewStarted;
  onClose: () => void;
  onDecided?: () => void;
};

/** Signing at my step: with a remark, or back to the writer with a reason. */
export function ReviewDialogs({ manuscript, started, onClose, onDecided }: ReviewDialogsProps) {
  const t = useWords(manuscriptWords);
  const { id, version, title } = manuscript;
  const over = () => {
    onClose();
    onDecided?.();
  };
  const approve = useAct((note: string) => client.reviews.approve({ id, version, note }), {
    done: () => t('act.approved', { title }),
    onDone: over,
  });
  const giveBack = useAct((reason: string) => client.reviews.return({ id, version, reason }), {
    done: () => t('act.returned', { title }),
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
  return (
    <ReasonDialog
      title={t('act.return_title', { title })}
      hint={t('act.return_hint')}
      label={t('act.return_label')}
      act={t('act.return')}
      usual={USUAL.map(key => t(key))}
      busy={giveBack.busy}
      onAct={giveBack.go}
      onClose={onClose}
    />
  );
}

const USUAL = ['usual.1', 'usual.2', 'usual.3', 'usual.4'] as const;
