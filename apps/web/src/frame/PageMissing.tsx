import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Go } from '../ui/Go.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';

export function PageMissing() {
  const t = useWords(commonWords);
  return (
    <Empty
      title={t('error.no_page')}
      hint={t('error.no_page_hint')}
      act={<Go to={paths.today()}>{t('act.to_today')}</Go>}
    />
  );
}
