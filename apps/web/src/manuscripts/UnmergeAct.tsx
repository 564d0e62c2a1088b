import type { Manuscript } from '@xinxuan/contract';
import { client } from '../api/api.ts';
import { paths } from '../paths.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { useGo } from '../ui/Go.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { manuscriptWords } from './words.ts';

/** Whoever may not decide here, and items that were never merged, are not offered it. */
const NEVER: ReadonlySet<string> = new Set(['not_merged', 'no_right', 'out_of_reach', 'nothing_to_undo']);

/** Whether undoing the merge is offered: open, or greyed with what stands against it now. */
export const offersUnmerge = ({ can }: Pick<Manuscript, 'can'>): boolean =>
  !NEVER.has(can.unmerge?.reason ?? '');

/** Undoes the merge as a whole, from the merged item or from one of its sources. */
export function UnmergeAct({ manuscript }: { manuscript: Manuscript }) {
  const t = useWords(manuscriptWords);
  const go = useGo();
  const { id, version, mergedInto, can } = manuscript;
  const title = mergedInto?.name ?? manuscript.title;
  const undo = useAct(() => client.reviews.desk.undo({ id, version }), {
    done: () => t('act.unmerged', { title }),
    // The merged item is nothing any more; a source stands here as it was before.
    onDone: () => {
      if (!mergedInto) go(paths.desk());
    },
  });
  return (
    <ConfirmAct
      can={can.unmerge}
      loading={undo.busy}
      danger
      question={t('act.unmerge_question', { title })}
      consequence={t('act.unmerge_consequence', { title })}
      act={t('act.unmerge')}
      onAct={() => undo.go(undefined)}
    >
      {t('act.unmerge')}
    </ConfirmAct>
  );
}
