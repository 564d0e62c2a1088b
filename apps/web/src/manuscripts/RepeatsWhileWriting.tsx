import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { useSettled } from '../ui/useSettled.ts';
import { useWords } from '../words/i18n.ts';
import type { Draft } from './draft.ts';
import styles from './repeats.module.css';
import { repeatWords } from './repeatWords.ts';
import { manuscriptWords } from './words.ts';

const RepeatsBeside = lazy(() => import('./RepeatsBeside.tsx'));

/** Longer than the pause of the check: the whole body of texts is looked through. */
const REST_MS = 1500;
const LEAST_CHARACTERS = 40;

type RepeatsWhileWritingProps = { draft: Draft; storedId: string | null };

/** Sent items that say the same as what is being written, at every longer pause; nothing is shown when there are none. */
export function RepeatsWhileWriting({ draft, storedId }: RepeatsWhileWritingProps) {
  const t = useWords(repeatWords);
  const m = useWords(manuscriptWords);
  const [beside, setBeside] = useState<string | null>(null);
  const body = useSettled(draft.body, REST_MS);
  const written = body.reduce((n, block) => n + (block.kind === 'paragraph' ? block.text.length : 0), 0);
  const look = useQuery(
    api.manuscripts.lookAlikes.queryOptions({
      input: { body, id: storedId },
      enabled: written >= LEAST_CHARACTERS,
      placeholderData: keepPreviousData,
      gcTime: 60_000,
    }),
  );
  const found = written >= LEAST_CHARACTERS ? look.data : undefined;
  if (!found || (found.items.length === 0 && !found.elsewhere)) return null;
  return (
    <Panel title={t('writing.title')}>
      {found.items.length > 0 && <p className={styles.hint}>{t('writing.hint')}</p>}
      <ul>
        {found.items.slice(0, 5).map(item => (
          <li key={item.id} className={styles.repeat}>
            <Go to={paths.manuscript(item.id)}>
              {t('writing.item', { unit: item.unit, title: item.title, percent: item.sharedPercent })}
            </Go>
            {item.declared && <span className={styles.decided}>{t(`answer.${item.declared}`)}</span>}
            {storedId && (
              <Button
                size="small"
                aria-label={m('page.repeat_beside_of', { title: item.title })}
                onClick={() => setBeside(item.id)}
              >
                {m('page.repeat_beside')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!storedId && found.items.length > 0 && <p className={styles.hint}>{t('writing.unsaved')}</p>}
      {found.elsewhere && <p className={styles.hint}>{t('writing.elsewhere')}</p>}
      {beside && storedId && (
        <Suspense fallback={null}>
          <RepeatsBeside id={storedId} otherId={beside} onClose={() => setBeside(null)} />
        </Suspense>
      )}
    </Panel>
  );
}
