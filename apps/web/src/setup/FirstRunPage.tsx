import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api, client } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Bare } from '../session/Bare.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Go } from '../ui/Go.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { EmptyBodyForm } from './EmptyBodyForm.tsx';
import { LoadingBody } from './LoadingBody.tsx';
import styles from './setup.module.css';
import { setupWords } from './words.ts';

type Step = 'choose' | 'empty' | 'loading' | 'created';

/** The first question a new installation asks. */
export default function FirstRunPage() {
  const t = useWords(setupWords);
  const [step, setStep] = useState<Step>('choose');
  const state = useQuery(api.session.state.queryOptions());
  const progress = useQuery(api.setup.progress.queryOptions({ staleTime: 0 }));
  const demonstrate = useAct(() => client.setup.begin({ with: 'demonstration' }), {
    onDone: () => setStep('loading'),
  });
  const loading = step === 'loading' || progress.data?.running === true;
  const ready = progress.data?.running === false && progress.data.signIns.length > 0;
  if (loading)
    return (
      <Bare
        wide
        title={ready ? t('ready') : t('loading')}
        subtitle={ready ? t('ready_hint') : t('loading_hint')}
      >
        <LoadingBody onAgain={() => setStep('choose')} />
      </Bare>
    );
  if (step === 'created' || state.data?.setUp)
    return (
      <Bare title={t('title')}>
        <Empty title={t('created')} act={<Go to={paths.signIn()}>{t('to_sign_in')}</Go>} />
      </Bare>
    );
  if (step === 'empty')
    return (
      <Bare title={t('empty')} subtitle={t('empty_what')}>
        <EmptyBodyForm onBack={() => setStep('choose')} onCreated={() => setStep('created')} />
      </Bare>
    );
  return (
    <Bare wide title={t('title')} subtitle={t('subtitle')}>
      <ul className={styles.choices}>
        <li className={styles.choice}>
          <h2 className={styles.choiceTitle}>{t('demo')}</h2>
          <p className={styles.what}>{t('demo_what')}</p>
          <Button type="primary" loading={demonstrate.busy} onClick={() => demonstrate.go(undefined)}>
            {t('demo')}
          </Button>
        </li>
        <li className={styles.choice}>
          <h2 className={styles.choiceTitle}>{t('empty')}</h2>
          <p className={styles.what}>{t('empty_what')}</p>
          <Button disabled={demonstrate.busy} onClick={() => setStep('empty')}>
            {t('empty')}
          </Button>
        </li>
      </ul>
    </Bare>
  );
}
