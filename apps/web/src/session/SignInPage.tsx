import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { type FormEvent, useEffect, useState } from 'react';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Field } from '../ui/Field.tsx';
import { useGo } from '../ui/Go.tsx';
import { LineInput } from '../ui/LineInput.tsx';
import { useWords } from '../words/i18n.ts';
import { Bare } from './Bare.tsx';
import { SignInList } from './SignInList.tsx';
import styles from './session.module.css';
import { useSignIn } from './useSignIn.ts';
import { sessionWords } from './words.ts';

export default function SignInPage() {
  const t = useWords(sessionWords);
  const { to } = useSearch({ strict: false }) as { to?: string };
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const signIn = useSignIn(to);
  const state = useQuery(api.session.state.queryOptions());
  const demo = useQuery(
    api.setup.progress.queryOptions({ enabled: state.data?.demonstration === true, staleTime: 600_000 }),
  );
  const go = useGo();
  const empty = state.data?.setUp === false;
  useEffect(() => {
    if (empty) go(paths.firstRun(), { replace: true });
  }, [empty, go]);
  const problem = missing ? t('missing') : signIn.refused?.text;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const incomplete = userName.trim() === '' || password === '';
    setMissing(incomplete);
    if (!incomplete) signIn.go({ userName: userName.trim(), password });
  };
  return (
    <Bare title={state.data?.bodyName ?? t('title')} subtitle={t('subtitle')}>
      <form onSubmit={onSubmit} noValidate>
        {problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <Field label={t('user_name')} id="user-name">
          <LineInput
            id="user-name"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
            autoFocus
            value={userName}
            onChange={e => setUserName(e.target.value)}
          />
        </Field>
        <Field label={t('password')} id="password">
          <LineInput
            id="password"
            type="password"
            autoComplete="current-password"
            maxLength={128}
            value={password}
            onChange={e => setPassword(e.target.value)}
          />
        </Field>
        <Button type="primary" htmlType="submit" block loading={signIn.busy}>
          {t('sign_in')}
        </Button>
      </form>
      <p className={styles.foot}>{t('trouble')}</p>
      {demo.data && demo.data.signIns.length > 0 && (
        <section className={styles.demo} aria-label={t('demo_title')}>
          <h2 className={styles.demoTitle}>{t('demo_title')}</h2>
          <p className={styles.demoHint}>{t('demo_hint')}</p>
          <SignInList
            signIns={demo.data.signIns}
            says={name => t('demo_fill', { name })}
            onPick={one => {
              setUserName(one.userName);
              setPassword(one.password);
              setMissing(false);
            }}
          />
        </section>
      )}
    </Bare>
  );
}
