import DownloadOutlined from '@ant-design/icons/DownloadOutlined';
import type { Release } from '@xinxuan/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { fileUrl } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { releaseWords } from './words.ts';

/** What is done with the whole: let it out, send a changed text round, call it off, print the sheet. */
export function ReleaseActs({ release }: { release: Release }) {
  const t = useWords(releaseWords);
  const [asking, setAsking] = useState<'urgent' | 'cancel' | null>(null);
  const which = { id: release.id, version: release.version };
  const onDone = () => setAsking(null);
  const letOut = useAct(api.releases.release.call, { done: () => t('release_done') });
  const revise = useAct(api.releases.revise.call, { done: () => t('revise_done') });
  const urgent = useAct(api.releases.releaseUrgent.call, { done: () => t('urgent_done'), onDone });
  const cancel = useAct(api.releases.cancel.call, { done: () => t('cancel_done'), onDone });
  const sheet = useAct(api.releases.sheet.call, {
    refresh: false,
    onDone: ({ fileId, name }) => globalThis.location.assign(fileUrl(fileId, name)),
  });
  const { can } = release;
  const mend = release.state === 'released' ? 'correct' : 'revise';
  const runs = release.state === 'checking' || release.state === 'returned';
  return (
    <>
      {(['docx', 'pdf'] as const).map(as => (
        <Button
          key={as}
          icon={<DownloadOutlined aria-hidden />}
          loading={sheet.busy}
          onClick={() => sheet.go({ id: release.id, as })}
        >
          {t(`sheet_${as}`)}
        </Button>
      ))}
      {!can.cancel && <Button onClick={() => setAsking('cancel')}>{t('cancel')}</Button>}
      {!can.revise && (
        <ConfirmAct
          can={can.revise}
          loading={revise.busy}
          question={t(`${mend}_question`)}
          consequence={t(`${mend}_consequence`)}
          act={t(mend)}
          onAct={() => revise.go(which)}
        >
          {t(mend)}
        </ConfirmAct>
      )}
      {(!can.releaseUrgent || can.releaseUrgent.reason === 'secrecy_first') && (
        <ActButton can={can.releaseUrgent} danger onClick={() => setAsking('urgent')}>
          {t('release_urgent')}
        </ActButton>
      )}
      {runs && !can.cancel && (
        <ConfirmAct
          can={can.release}
          type="primary"
          loading={letOut.busy}
          question={t('release_question', { destination: release.destination })}
          consequence={t('release_consequence')}
          act={t('release')}
          onAct={() => letOut.go(which)}
        >
          {t('release')}
        </ConfirmAct>
      )}
      {asking === 'urgent' && (
        <ReasonDialog
          danger
          title={t('release_urgent')}
          hint={t('urgent_hint')}
          label={t('urgent_label')}
          act={t('release_urgent')}
          busy={urgent.busy}
          onAct={reason => urgent.go({ ...which, reason })}
          onClose={onDone}
        />
      )}
      {asking === 'cancel' && (
        <ReasonDialog
          title={t('cancel')}
          hint={t('cancel_hint')}
          label={t('cancel_label')}
          act={t('cancel')}
          busy={cancel.busy}
          onAct={reason => cancel.go({ ...which, reason })}
          onClose={onDone}
        />
      )}
    </>
  );
}
