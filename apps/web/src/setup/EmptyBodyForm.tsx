import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { client } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { LineInput } from '../ui/LineInput.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import styles from './setup.module.css';
import { setupWords } from './words.ts';

const BLANK = { bodyName: '', adminName: '', adminUserName: '', adminPassword: '' };
type Fields = typeof BLANK;
type Key = keyof Fields;

export function EmptyBodyForm({ onBack, onCreated }: { onBack: () => void; onCreated: () => void }) {
  const t = useWords(setupWords);
  const [fields, setFields] = useState<Fields>(BLANK);
  const [tried, setTried] = useState(false);
  const create = useAct((input: Fields) => client.setup.begin({ with: 'empty', ...input }), {
    onDone: onCreated,
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const local: Record<Key, string | null> = {
    bodyName: fields.bodyName.trim().length < 2 ? t('need_body') : null,
    adminName: fields.adminName.trim() === '' ? t('need_name') : null,
    adminUserName: /^[a-z][a-z0-9._-]{2,31}$/.test(fields.adminUserName) ? null : t('need_user'),
    adminPassword: fields.adminPassword.length < 8 ? t('need_password') : null,
  };
  const problem = (key: Key) => (tried ? (local[key] ?? create.refused?.fields[key] ?? null) : null);
  const input = (key: Key, extra: { type?: string; maxLength: number; autoComplete: string }) => (
    <LineInput
      id={key}
      value={fields[key]}
      aria-invalid={problem(key) !== null}
      onChange={e => setFields({ ...fields, [key]: e.target.value })}
      {...extra}
    />
  );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(local).every(p => p === null)) create.go(fields);
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Field label={t('body_name')} id="bodyName" hint={t('body_hint')} problem={problem('bodyName')}>
        {input('bodyName', { maxLength: 60, autoComplete: 'organization' })}
      </Field>
      <Field label={t('admin_name')} id="adminName" problem={problem('adminName')}>
        {input('adminName', { maxLength: 30, autoComplete: 'name' })}
      </Field>
      <Field
        label={t('admin_user')}
        id="adminUserName"
        hint={t('admin_user_hint')}
        problem={problem('adminUserName')}
      >
        {input('adminUserName', { maxLength: 32, autoComplete: 'username' })}
      </Field>
      <Field
        label={t('admin_password')}
        id="adminPassword"
        hint={t('password_hint')}
        problem={problem('adminPassword')}
      >
        {input('adminPassword', { type: 'password', maxLength: 128, autoComplete: 'new-password' })}
      </Field>
      <div className={styles.acts}>
        <Button type="primary" htmlType="submit" loading={create.busy}>
          {t('create')}
        </Button>
        <Button onClick={onBack}>{t('back')}</Button>
      </div>
    </form>
  );
}
