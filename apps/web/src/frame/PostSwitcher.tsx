import DownOutlined from '@ant-design/icons/DownOutlined';
import { useQueryClient } from '@tanstack/react-query';
import type { Post } from '@xinxuan/contract';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { api, client } from '../api/api.ts';
import { actAs } from '../api/post.ts';
import { paths } from '../paths.ts';
import { useMe } from '../session/me.ts';
import { APPEARANCES, appear, useAppearance } from '../theme.ts';
import { Drop } from '../ui/Drop.tsx';
import { Go, useGo } from '../ui/Go.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { speak, useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './Frame.module.css';

/** Asks about what has not reached the server; fetched when somebody leaves. */
const LeaveDialog = lazy(() => import('../phone/LeaveDialog.tsx'));

export function PostSwitcher() {
  const t = useWords(commonWords);
  const me = useMe();
  const narrow = useNarrow();
  const [leaving, setLeaving] = useState(false);
  const signOut = useSignOut();
  const post = me.post ? `${me.post.unit.name} ${t(`role.${me.post.role}`)}` : t('frame.post_none');
  return (
    <>
      <Drop
        label={t('frame.post')}
        align="end"
        button={trigger => (
          <Button
            type="text"
            aria-label={t('frame.post_switch', { name: me.person.name, post })}
            {...trigger}
          >
            {narrow ? me.person.name : `${me.person.name}　${post}`}
            <DownOutlined aria-hidden style={{ fontSize: 10 }} />
          </Button>
        )}
      >
        {close => (
          <Choices
            onChosen={close}
            onLeave={() => {
              close();
              setLeaving(true);
            }}
          />
        )}
      </Drop>
      {leaving && (
        <Suspense>
          <LeaveDialog onStay={() => setLeaving(false)} onLeave={() => signOut.go(undefined)} />
        </Suspense>
      )}
    </>
  );
}

type ChoicesProps = { onChosen: () => void; onLeave: () => void };

function Choices({ onChosen, onLeave }: ChoicesProps) {
  const t = useWords(commonWords);
  const me = useMe();
  const language = useLanguage();
  const appearance = useAppearance();
  const takeUp = useTakeUp();
  return (
    <div className={styles.choices}>
      <p className={styles.who}>
        {me.person.name}
        {me.person.title && `　${me.person.title}`}
      </p>
      <p className={styles.group}>{t('frame.post')}</p>
      {me.posts.map(post => (
        <button
          key={post.id}
          type="button"
          className={styles.choice}
          aria-pressed={post.id === me.post?.id}
          onClick={() => {
            onChosen();
            if (post.id !== me.post?.id) void takeUp(post);
          }}
        >
          {post.unit.name}　{t(`role.${post.role}`)}
        </button>
      ))}
      <p className={styles.group}>{t('frame.theme')}</p>
      {APPEARANCES.map(one => (
        <button
          key={one}
          type="button"
          className={styles.choice}
          aria-pressed={one === appearance}
          onClick={() => appear(one)}
        >
          {t(`frame.theme_${one}`)}
        </button>
      ))}
      <p className={styles.who} />
      <button
        type="button"
        className={styles.choice}
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
      >
        {t('frame.language')}
      </button>
      <Go to={paths.account()} className={styles.choice} onClick={onChosen}>
        {t('noun.account')}
      </Go>
      <button type="button" className={styles.choice} onClick={onLeave}>
        {t('act.sign_out')}
      </button>
    </div>
  );
}

/** What another post sees is another matter: everything read so far is forgotten. */
function useTakeUp(): (post: Post) => Promise<void> {
  const queries = useQueryClient();
  const go = useGo();
  const ask = useAct((post: Post) => client.session.me(undefined, { context: { post: post.id } }), {
    free: true,
    refresh: false,
    onDone: (me, post) => {
      queries.clear();
      queries.setQueryData(api.session.me.queryKey(), me);
      actAs(post.id);
      go(paths.today());
    },
  });
  return async post => void (await ask.run(post));
}

function useSignOut() {
  const queries = useQueryClient();
  const go = useGo();
  return useAct(() => client.session.signOut(), {
    free: true,
    refresh: false,
    onDone: () => {
      actAs(null);
      queries.clear();
      go(paths.signIn());
    },
  });
}
