import { useQueryClient } from '@tanstack/react-query';
import { paths } from '../paths.ts';
import { useGo } from '../ui/Go.tsx';
import { useWords } from '../words/i18n.ts';
import { Bare } from './Bare.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { sessionWords } from './words.ts';

export default function FirstPasswordPage() {
  const t = useWords(sessionWords);
  const queries = useQueryClient();
  const go = useGo();
  return (
    <Bare title={t('first_title')} subtitle={t('first_hint')}>
      <PasswordForm
        first
        onChanged={() => {
          queries.clear();
          go(paths.today());
        }}
      />
    </Bare>
  );
}
