import DownloadOutlined from '@ant-design/icons/DownloadOutlined';
import type { Manuscript } from '@xinxuan/contract';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/api.ts';
import { fileUrl, paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { useGo } from '../ui/Go.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { ReviewDialogs, type ReviewStarted } from './ReviewDialogs.tsx';
import { offersUnmerge, UnmergeAct } from './UnmergeAct.tsx';
import { useTakeBack } from './useTakeBack.ts';
import styles from './view.module.css';
import { manuscriptWords } from './words.ts';

// Adoption stands to the right of manuscripts, so its dialog is fetched when asked for and never imported.
const AdoptDialog = lazy(() =>
  import('../adoptions/AdoptDialog.tsx').then(m => ({ default: m.AdoptDialog })),
);

const InstructionDialog = lazy(() =>
  import('../instructions/RecordDialog.tsx').then(m => ({ default: m.RecordDialog })),
);

type ActsProps = {
  manuscript: Manuscript;
  /** After a decision: on to the next one that waits. */
  onDecided?: () => void;
};

/**
 * What can be done with it. A group of acts is shown when one of them is open to the reader; the others of
 * that group are then greyed with the server's reason.
 */
export function ManuscriptActs({ manuscript, onDecided }: ActsProps) {
  const t = useWords(manuscriptWords);
  const go = useGo();
  const [started, setStarted] = useState<ReviewStarted | null>(null);
  const [adopting, setAdopting] = useState(false);
  const [instructing, setInstructing] = useState(false);
  const withdraw = useWithdraw();
  const takeBack = useTakeBack();
  const { id, version, can } = manuscript;
  const reviewing = !can.approve || !can.return;
  const writing = !can.edit || !can.withdraw;
  const desk = !can.accept || !can.deskReturn || !can.decline || !can.deskEdit;
  return (
    <div className={styles.acts} data-reviewing={reviewing || undefined}>
      {reviewing && (
        <>
          <ActButton can={can.approve} type="primary" onClick={() => setStarted('approve')}>
            {t('act.approve')}
          </ActButton>
          <ActButton can={can.return} onClick={() => setStarted('return')}>
            {t('act.return')}
          </ActButton>
        </>
      )}
      {!can.takeBack && (
        <ActButton can={null} loading={takeBack.busy} onClick={() => takeBack.go({ id, version })}>
          {t('act.take_back')}
        </ActButton>
      )}
      {writing && (
        <>
          <ActButton
            can={can.edit}
            type={reviewing ? 'default' : 'primary'}
            onClick={() => go(paths.rewrite(id))}
          >
            {t('act.edit')}
          </ActButton>
          <ActButton can={can.withdraw} loading={withdraw.busy} onClick={() => withdraw.go({ id, version })}>
            {t('act.withdraw')}
          </ActButton>
        </>
      )}
      {desk && (
        <Button
          type={reviewing || writing ? 'default' : 'primary'}
          onClick={() => go(paths.desk({ open: id, state: manuscript.state }))}
        >
          {t('act.desk')}
        </Button>
      )}
      {offersUnmerge(manuscript) && <UnmergeAct manuscript={manuscript} />}
      {!can.adopt && <Button onClick={() => setAdopting(true)}>{t('act.adopt')}</Button>}
      {!can.claim && <Button onClick={() => go(paths.claim({ manuscriptId: id }))}>{t('act.claim')}</Button>}
      {!can.release && (
        <Button onClick={() => go(paths.releaseNew({ manuscriptId: id }))}>{t('act.release')}</Button>
      )}
      {!can.instruct && <Button onClick={() => setInstructing(true)}>{t('act.instruct')}</Button>}
      <Button onClick={() => go(paths.text(id))}>{t('act.text')}</Button>
      <DownloadButton id={id} />
      {adopting && (
        <Suspense>
          <AdoptDialog manuscript={manuscript} onClose={() => setAdopting(false)} />
        </Suspense>
      )}
      {instructing && (
        <Suspense>
          <InstructionDialog manuscript={manuscript} onClose={() => setInstructing(false)} />
        </Suspense>
      )}
      {started && (
        <ReviewDialogs
          manuscript={manuscript}
          started={started}
          onClose={() => setStarted(null)}
          onDecided={onDecided}
        />
      )}
    </div>
  );
}

function useWithdraw() {
  const t = useWords(manuscriptWords);
  const go = useGo();
  return useAct((input: { id: string; version: number }) => client.manuscripts.withdraw(input), {
    done: back => t('act.withdrawn', { title: back.title }),
    onDone: back => go(paths.manuscript(back.id)),
  });
}

/** The official layout as a Word file, made when asked for. */
export function DownloadButton({ id }: { id: string }) {
  const t = useWords(manuscriptWords);
  const download = useAct(() => client.manuscripts.download({ id }), {
    refresh: false,
    onDone: ({ fileId, name }) => globalThis.location.assign(fileUrl(fileId, name)),
  });
  return (
    <Button
      icon={<DownloadOutlined aria-hidden />}
      loading={download.busy}
      onClick={() => download.go(undefined)}
    >
      {t('act.download')}
    </Button>
  );
}
