import { useLocation } from '@tanstack/react-router';
import { Button } from 'antd';
import { useConnection } from '../api/connection.ts';
import { refusal } from '../api/refusal.ts';
import { distance } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { isBlank } from './draft.ts';
import styles from './manuscripts.module.css';
import { type DraftHandle, isUnanswered } from './useDraft.ts';
import { manuscriptWords } from './words.ts';

/** What may not enter the system is kept nowhere, so there is nothing to try again. */
const BARRED = 'secrecy_mark';

/** Where the words on the page are, in a short sentence that is spoken when it changes. */
export function SaveState({ handle }: { handle: DraftHandle }) {
  const t = useWords(manuscriptWords);
  const language = useLanguage();
  const place = usePlace(handle);
  const { saving } = handle;
  const refused = saving.status === 'refused' ? refusal(saving.error, language) : null;
  const signedOut = refused?.code === 'unauthenticated';
  const bad = refused !== null && !isUnanswered(saving.error);
  const lost = saving.status !== 'saved' && (handle.here === 'nowhere' || handle.here === 'full');
  return (
    <span role="status" className={bad || lost ? styles.problem : styles.saveState}>
      {place}
      {lost && t(`save.here_${handle.here === 'full' ? 'full' : 'nowhere'}`)}
      {signedOut && <SignInAgain />}
      {refused && !signedOut && refused.reason !== BARRED && (
        <Button size="small" type="link" onClick={() => void handle.flush().catch(() => undefined)}>
          {t('save.now')}
        </Button>
      )}
    </span>
  );
}

/** 已存到服务器, 只在本机, or 等待网络, with what else there is to know. */
function usePlace({ saving, draft, stored, following, here }: DraftHandle): string {
  const t = useWords(manuscriptWords);
  const language = useLanguage();
  const now = useNow();
  const connection = useConnection();
  if (following) return t('save.following');
  const onDevice = here === 'kept' || here === 'keeping';
  const waiting = onDevice ? t('save.waiting') : t('save.offline');
  switch (saving.status) {
    case 'saving':
      return connection === 'online' ? t('save.saving') : waiting;
    case 'unsaved':
      if (connection !== 'online') return waiting;
      return onDevice ? t('save.unsaved') : t('save.unsaved_only');
    case 'conflict':
      return t('save.conflict');
    case 'refused': {
      if (isUnanswered(saving.error)) return waiting;
      const { reason: code, text: reason } = refusal(saving.error, language);
      return t(failedWord(code, onDevice), { reason });
    }
    case 'saved':
      if (!stored) return isBlank(draft) ? t('save.new') : t('save.unsaved');
      return t('save.saved', { ago: agoOf(saving.savedAt, stored.updatedAt, now) });
  }
}

function failedWord(code: string | undefined, onDevice: boolean) {
  if (code === BARRED) return 'save.barred';
  return onDevice ? 'save.failed' : 'save.failed_only';
}

/** Never a time to come: the page's clock ticks more slowly than it saves. */
function agoOf(savedAt: number | null, updatedAt: string, now: Date): string {
  const at = savedAt ? new Date(savedAt).toISOString() : updatedAt;
  return distance(at, new Date(Math.max(now.getTime(), savedAt ?? 0)));
}

/** The text waits in the browser meanwhile; signing in leads back to it. */
function SignInAgain() {
  const t = useWords(manuscriptWords);
  const here = useLocation({ select: ({ href }) => href });
  return <Go to={paths.signIn({ to: here })}>{t('save.sign_in')}</Go>;
}
