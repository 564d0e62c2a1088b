import { useLocation } from '@tanstack/react-router';
import { Button } from 'antd';
import { refusal } from '../api/refusal.ts';
import { distance } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { isBlank } from './draft.ts';
import styles from './manuscripts.module.css';
import type { DraftHandle } from './useDraft.ts';
import { manuscriptWords } from './words.ts';

/** Whether what is on the page is also stored, in a short sentence that is spoken when it changes. */
export function SaveState({ handle }: { handle: DraftHandle }) {
  const t = useWords(manuscriptWords);
  const language = useLanguage();
  const now = useNow();
  const { saving, draft, stored } = handle;
  const refused = saving.status === 'refused' ? refusal(saving.error, language) : null;
  const sentence = () => {
    switch (saving.status) {
      case 'saving':
        return t('save.saving');
      case 'unsaved':
        return t('save.unsaved');
      case 'conflict':
        return t('save.conflict');
      case 'refused':
        return t('save.failed', { reason: refused?.text ?? '' });
      case 'saved': {
        const at = saving.savedAt ? new Date(saving.savedAt).toISOString() : stored?.updatedAt;
        if (!stored || !at) return isBlank(draft) ? t('save.new') : t('save.unsaved');
        const seen = new Date(Math.max(now.getTime(), saving.savedAt ?? 0));
        return t('save.saved', { ago: distance(at, seen) });
      }
    }
  };
  const bad = saving.status === 'refused' || saving.status === 'conflict';
  return (
    <span role="status" className={bad ? styles.problem : styles.saveState}>
      {sentence()}
      {refused?.code === 'unauthenticated' && <SignInAgain />}
      {refused && refused.code !== 'unauthenticated' && (
        <Button size="small" type="link" onClick={() => void handle.flush().catch(() => undefined)}>
          {t('save.now')}
        </Button>
      )}
    </span>
  );
}

/** The text waits in the browser meanwhile; signing in leads back to it. */
function SignInAgain() {
  const t = useWords(manuscriptWords);
  const here = useLocation({ select: ({ href }) => href });
  return <Go to={paths.signIn({ to: here })}>{t('save.sign_in')}</Go>;
}
