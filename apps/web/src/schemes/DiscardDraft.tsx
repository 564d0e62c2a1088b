import type { SchemeRow } from '@xinxuan/contract';
import type * as z from 'zod';
import { api } from '../api/api.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { draftWords } from './draftWords.ts';

type DiscardDraftProps = {
  row: Pick<z.infer<typeof SchemeRow>, 'id' | 'name' | 'number' | 'version'>;
  small?: boolean;
  onDone?: () => void;
};

/** Gives a draft up after a question, and offers to take that back. */
export function DiscardDraft({ row, small = false, onDone }: DiscardDraftProps) {
  const t = useWords(draftWords);
  const { id, name, number, version } = row;
  const restore = useAct(api.schemes.discard.call, { done: () => t('restore_done', { name, number }) });
  const discard = useAct(api.schemes.discard.call, {
    done: gone => ({
      text: t('discard_done', { name, number }),
      undo: () => restore.go({ id, version: gone.version, undo: true }),
    }),
    onDone: () => onDone?.(),
  });
  return (
    <ConfirmAct
      can={null}
      size={small ? 'small' : 'middle'}
      danger
      question={t('discard_question', { name, number })}
      consequence={t('discard_consequence')}
      act={t('discard_draft')}
      loading={discard.busy}
      onAct={() => discard.go({ id, version })}
    >
      {t('discard')}
    </ConfirmAct>
  );
}
