import { useWords } from '../words/i18n.ts';
import { OnceDialog } from './OnceDialog.tsx';
import { networkWords } from './words.ts';

export type Secret = { name: string; userName: string; password: string };

export function FirstPassword({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  const t = useWords(networkWords);
  const lines = [
    { label: t('once_user'), value: secret.userName },
    { label: t('once_password'), value: secret.password },
  ];
  return (
    <OnceDialog
      title={t('once_title', { name: secret.name })}
      hint={t('once_hint')}
      copy={t('once_copy')}
      lines={lines}
      onClose={onClose}
    />
  );
}
