import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../api/api.ts';
import { download } from '../api/download.ts';
import { Loaded } from '../ui/Loaded.tsx';
import { useAct } from '../ui/useAct.ts';
import { useSettled } from '../ui/useSettled.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { SchemePrinted } from './SchemePrinted.tsx';
import styles from './schemes.module.css';
import { schemeWords } from './words.ts';

type PrintedViewProps = {
  id: string;
  yaml: string;
  /** The text on the page is not the one that is kept, which the Word file is made of. */
  changed: boolean;
};

/** The text as it stands now, as the body would print it; the Word file is that of the kept version. */
export default function PrintedView({ id, yaml, changed }: PrintedViewProps) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const settled = useSettled(yaml, 400);
  const printed = useQuery(
    api.schemes.printed.queryOptions({
      // The kept version says the days that it is in force; a text being written, those that it hopes for.
      input: changed ? { yaml: settled } : { id },
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  const word = useAct(api.schemes.download.call, { onDone: download, refresh: false });
  return (
    <section aria-label={t('view_printed')}>
      <p className={styles.tools}>
        <Button disabled={changed} loading={word.busy} onClick={() => word.go({ id, language })}>
          {t('word')}
        </Button>
        {changed && <span className={styles.hint}>{t('word_unsaved')}</span>}
      </p>
      <Loaded query={printed}>
        {answer =>
          answer.printed ? (
            <SchemePrinted printed={answer.printed} />
          ) : (
            <p className={styles.behind}>{t('printed_unfit', { count: answer.problems.length })}</p>
          )
        }
      </Loaded>
    </section>
  );
}
