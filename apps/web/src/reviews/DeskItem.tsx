import ArrowLeftOutlined from '@ant-design/icons/ArrowLeftOutlined';
import { useQuery } from '@tanstack/react-query';
import type { Can, Manuscript } from '@xinxuan/contract';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { api } from '../api/api.ts';
import { reasonOf } from '../api/refusal.ts';
import { ManuscriptView } from '../manuscripts/ManuscriptView.tsx';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { useGo } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { toast } from '../ui/toast.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { useKey } from '../ui/useShortcuts.ts';
import { language, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { DeclineDialog } from './DeclineDialog.tsx';
import styles from './desk.module.css';
import type { Decision } from './useTriage.ts';
import { reviewWords } from './words.ts';

// Adoption stands to the right of review, so its dialog is fetched when asked for and never imported.
const AdoptDialog = lazy(() =>
  import('../adoptions/AdoptDialog.tsx').then(m => ({ default: m.AdoptDialog })),
);

type DeskItemProps = {
  id: string;
  onDecide: (on: Manuscript, decision: Decision) => void;
  onBack?: (() => void) | undefined;
};

export function DeskItem({ id, onDecide, onBack }: DeskItemProps) {
  const c = useWords(commonWords);
  const manuscript = useQuery(api.manuscripts.get.queryOptions({ input: { id } }));
  return (
    <>
      {onBack && (
        <Button type="text" icon={<ArrowLeftOutlined aria-hidden />} onClick={onBack}>
          {c('act.back')}
        </Button>
      )}
      <Loaded query={manuscript}>
        {found => (
          <>
            <h2 className={styles.title}>{found.title}</h2>
            <ManuscriptView
              manuscript={found}
              narrow
              acts={<DeskActs manuscript={found} onDecide={onDecide} />}
            />
          </>
        )}
      </Loaded>
    </>
  );
}

type Started = 'return' | 'decline' | 'adopt';
const USUAL = ['return.usual.1', 'return.usual.2', 'return.usual.3', 'return.usual.4'] as const;

function DeskActs({ manuscript, onDecide }: { manuscript: Manuscript } & Pick<DeskItemProps, 'onDecide'>) {
  const t = useWords(reviewWords);
  const go = useGo();
  const narrow = useNarrow();
  const [started, setStarted] = useState<Started | null>(null);
  const { can, title } = manuscript;
  const close = () => setStarted(null);
  const accept = () => onDecide(manuscript, { kind: 'accept' });
  const edit = () => go(paths.text(manuscript.id));
  const idle = started === null;
  useKey('a', allowed(can.accept, accept), idle);
  useKey(
    'r',
    allowed(can.deskReturn, () => setStarted('return')),
    idle,
  );
  useKey(
    'd',
    allowed(can.decline, () => setStarted('decline')),
    idle,
  );
  useKey('e', allowed(can.deskEdit, edit), idle);
  const key = (letter: string) => !narrow && <kbd className={styles.key}>{letter}</kbd>;
  return (
    <div className={styles.acts}>
      <ActButton can={can.accept} type="primary" onClick={accept}>
        {t('act.accept')} {key('A')}
      </ActButton>
      <ActButton can={can.deskReturn} onClick={() => setStarted('return')}>
        {t('act.return')} {key('R')}
      </ActButton>
      <ActButton can={can.decline} onClick={() => setStarted('decline')}>
        {t('act.decline')} {key('D')}
      </ActButton>
      <ActButton can={can.deskEdit} onClick={edit}>
        {t('act.edit')} {key('E')}
      </ActButton>
      {!can.adopt && (
        <Button type={can.accept ? 'primary' : 'default'} onClick={() => setStarted('adopt')}>
          {t('act.adopt')}
        </Button>
      )}
      {started === 'return' && (
        <ReasonDialog
          title={t('return.title', { title })}
          hint={t('return.hint')}
          label={t('return.label')}
          act={t('act.return')}
          usual={USUAL.map(word => t(word))}
          onAct={reason => onDecide(manuscript, { kind: 'return', reason })}
          onClose={close}
        />
      )}
      {started === 'decline' && (
        <DeclineDialog
          title={title}
          onAct={(reason, note) => onDecide(manuscript, { kind: 'decline', reason, note })}
          onClose={close}
        />
      )}
      {started === 'adopt' && (
        <Suspense>
          <AdoptDialog manuscript={manuscript} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}

/** A key does what its button does, and says the same reason when it may not. */
function allowed(can: Can, act: () => void): () => void {
  return can ? () => void toast.problem(reasonOf(can, language())) : act;
}
