import { useQuery } from '@tanstack/react-query';
import type { SavedSearch } from '@xinxuan/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { SaveDialog } from './SaveDialog.tsx';
import styles from './search.module.css';
import { stateOf } from './searchState.ts';
import { searchWords } from './words.ts';

/** What a person asks again and again, with how it speaks up. */
export function SavedSearches() {
  const t = useWords(searchWords);
  const query = useQuery(api.search.saved.queryOptions());
  const [changing, setChanging] = useState<SavedSearch | null>(null);
  return (
    <Panel title={t('saved')}>
      <Loaded query={query}>
        {rows =>
          rows.length === 0 ? (
            <p className={styles.small}>{t('saved_none')}</p>
          ) : (
            <ul className={styles.list}>
              {rows.map(row => (
                <li key={row.id}>
                  <Saved row={row} onChange={() => setChanging(row)} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {changing && <SaveDialog saved={changing} onClose={() => setChanging(null)} />}
    </Panel>
  );
}

function Saved({ row, onChange }: { row: SavedSearch; onChange: () => void }) {
  const t = useWords(searchWords);
  const remove = useAct(api.search.remove.call, { done: () => t('removed_done', { name: row.name }) });
  return (
    <>
      <div className={styles.line}>
        <Go to={paths.search(stateOf(row.question))}>{row.name}</Go>
        <span>
          <Button type="link" size="small" aria-label={t('change', { name: row.name })} onClick={onChange}>
            {t('change_do')}
          </Button>
          <ConfirmAct
            type="link"
            size="small"
            can={null}
            question={t('remove_question', { name: row.name })}
            consequence={t('remove_consequence')}
            act={t('remove')}
            loading={remove.busy}
            onAct={() => remove.go({ id: row.id })}
          >
            {t('remove')}
          </ConfirmAct>
        </span>
      </div>
      <div className={styles.small}>
        {row.held ? t(`notify.${row.notify}`) : t('not_held', { post: row.post.name })}
        {row.finds > 0 && ` · ${t('finds', { count: row.finds })}`}
      </div>
    </>
  );
}
