import type { Import, TakeAs } from '@xinxuan/contract';
import { Space } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { download } from '../api/download.ts';
import { count } from '../formats.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { RecheckDialog } from './RecheckDialog.tsx';
import { importWords } from './words.ts';

/** What can be done with an import as it stands. */
export function ImportActs({ of }: { of: Import }) {
  const t = useWords(importWords);
  const { id, kind, state, counts } = of;
  const [undoing, setUndoing] = useState(false);
  const [rechecking, setRechecking] = useState(false);
  const take = useAct(api.imports.take.call, { done: () => t('started') });
  const undo = useAct(api.imports.undo.call, { done: () => t('started'), onDone: () => setUndoing(false) });
  const cancel = useAct(api.imports.cancel.call, { done: () => t('cancel_done') });
  const marked = useAct(api.imports.marked.call, { onDone: download, refresh: false });
  const remap = useAct(api.imports.map.call);
  const ready = count(counts.ready ?? 0);
  const open = state === 'ready' || of.interrupted;
  const toTake = (as: TakeAs) => {
    const key = kind === 'history' ? 'history' : as === 'draft' ? 'draft' : 'as_history';
    return (
      <ConfirmAct
        key={as}
        type={as === 'history' && kind === 'folder' ? 'default' : 'primary'}
        can={of.can.take}
        loading={take.busy}
        question={t('take_question', { count: ready })}
        consequence={t(`take_${key}_consequence`)}
        act={t('take_act')}
        onAct={() => take.go({ id, as })}
      >
        {t(`take_${key}`, { count: ready })}
      </ConfirmAct>
    );
  };
  return (
    <Space wrap>
      {open && kind === 'folder' && [toTake('history'), toTake('draft')]}
      {kind === 'history' && state !== 'mapping' && (counts.wrong ?? 0) > 0 && (
        <ActButton can={null} loading={marked.busy} onClick={() => marked.go({ id })}>
          {t('marked')}
        </ActButton>
      )}
      {kind === 'history' && state === 'ready' && (
        <ActButton
          can={of.can.change}
          type={(counts.wrong ?? 0) > 0 && (counts.ready ?? 0) === 0 ? 'primary' : 'default'}
          onClick={() => setRechecking(true)}
        >
          {t('recheck')}
        </ActButton>
      )}
      {kind === 'history' && state === 'ready' && (
        <ActButton can={of.can.change} loading={remap.busy} onClick={() => remap.go({ id })}>
          {t('remap')}
        </ActButton>
      )}
      {(state === 'ready' || state === 'mapping') && (
        <ActButton can={of.can.cancel} loading={cancel.busy} onClick={() => cancel.go({ id })}>
          {t('cancel')}
        </ActButton>
      )}
      {open && kind === 'history' && toTake('history')}
      {(state === 'done' || state === 'cancelled') && (counts.taken ?? 0) > 0 && (
        <ActButton danger can={of.can.undo} onClick={() => setUndoing(true)}>
          {t('undo')}
        </ActButton>
      )}
      {rechecking && <RecheckDialog of={of} onClose={() => setRechecking(false)} />}
      {undoing && (
        <ReasonDialog
          title={t('undo')}
          hint={t('undo_hint')}
          label={t('undo_reason')}
          act={t('undo')}
          usual={[t('undo_usual_file'), t('undo_usual_columns')]}
          danger
          busy={undo.busy}
          onAct={reason => undo.go({ id, reason })}
          onClose={() => setUndoing(false)}
        />
      )}
    </Space>
  );
}
