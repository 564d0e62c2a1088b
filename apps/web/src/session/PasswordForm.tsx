import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { client } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { LineInput } from '../ui/LineInput.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import styles from './session.module.css';
import { sessionWords } from './words.ts';

/** Changes the password; asked for twice, because nobody can read what was typed. */
export function PasswordForm({ first = false, onChanged }: { first?: boolean; onChanged: () => void }) {
  const t = useWords(sessionWords);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const change = useAct((input: { current: string; next: string }) => client.session.changePassword(input), {
    done: () => t('changed'),
    onDone: () => {
      setCurrent('');
      setNext('');
      setAgain('');
      setTried(false);
      onChanged();
    },
    onRefused: () => true,
  });
  const short = tried && next.length < 8;
  const differs = tried && !short && next !== again;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (current && next.length >= 8 && next === again) change.go({ current, next });
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      {change.refused && (
        <p className={styles.problem} role="alert">
          {change.refused.text}
        </p>
      )}
      <Field label={first ? t('first_current') : t('current')} id="current">
        <LineInput
          id="current"
          type="password"
          autoComplete="current-password"
          maxLength={128}
          value={current}
          onChange={e => setCurrent(e.target.value)}
        />
      </Field>
      <Field
        label={t('next')}
        id="next"
        hint={t('next_hint')}
        problem={short ? t('short') : change.refused?.fields.next}
      >
        <LineInput
          id="next"
          type="password"
          autoComplete="new-password"
          maxLength={128}
          aria-invalid={short}
          value={next}
          onChange={e => setNext(e.target.value)}
        />
      </Field>
      <Field label={t('again')} id="again" problem={differs ? t('differs') : null}>
        <LineInput
          id="again"
          type="password"
          autoComplete="new-password"
          maxLength={128}
          aria-invalid={differs}
          value={again}
          onChange={e => setAgain(e.target.value)}
        />
      </Field>
      <Button type="primary" htmlType="submit" loading={change.busy}>
        {t('change')}
      </Button>
    </form>
  );
}
