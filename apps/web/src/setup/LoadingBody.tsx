import { useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { api } from '../api/api.ts';
import { reasonOf } from '../api/refusal.ts';
import { SignInList } from '../session/SignInList.tsx';
import { useSignIn } from '../session/useSignIn.ts';
import { sessionWords } from '../session/words.ts';
import { Loaded } from '../ui/Loaded.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './setup.module.css';
import { setupWords } from './words.ts';

const ASK_EVERY_MS = 700;

/** How far the demonstration body is; afterwards, whom one can be in it. */
export function LoadingBody({ onAgain }: { onAgain: () => void }) {
  const t = useWords(setupWords);
  const s = useWords(sessionWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const signIn = useSignIn(undefined);
  const progress = useQuery(
    api.setup.progress.queryOptions({
      staleTime: 0,
      refetchInterval: query => (query.state.data && !query.state.data.running ? false : ASK_EVERY_MS),
    }),
  );
  return (
    <Loaded query={progress}>
      {({ running, done, total, signIns, failed }) => {
        if (failed)
          return (
            <div role="alert" className={styles.failed}>
              <h2 className={styles.choiceTitle}>{t('failed')}</h2>
              <p className={styles.what}>{reasonOf(failed, language)}</p>
              <Button onClick={onAgain}>{c('act.retry')}</Button>
            </div>
          );
        const percent = Math.min(99, Math.floor((done / Math.max(total, 1)) * 100));
        return (
          <>
            {running && (
              <>
                <Progress percent={percent} showInfo={false} aria-label={t('loading')} />
                <p role="status" className={styles.what}>
                  {t('progress', { percent })}
                </p>
              </>
            )}
            {!running && (
              <>
                {signIn.refused && <p role="alert">{signIn.refused.text}</p>}
                <SignInList
                  signIns={signIns}
                  says={name => s('demo_sign_in', { name })}
                  onPick={({ userName, password }) => signIn.go({ userName, password })}
                />
              </>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
