import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RevisionRow, SealedWord } from '@xinxuan/contract';
import { Alert, Select } from 'antd';
import { useState } from 'react';
import { api, client } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { keptWords } from './checkWords.ts';
import styles from './versions.module.css';
import { versionWords } from './versionWords.ts';

type SealDialogProps = { id: string; row: RevisionRow; onClose: () => void };

/** Seals an earlier version: names further words, and says beforehand how much is covered. */
export function SealDialog({ id, row, onClose }: SealDialogProps) {
  const t = useWords(versionWords);
  const k = useWords(keptWords);
  const [words, setWords] = useState<string[]>([]);
  const asked = { id, revisionId: row.id, words };
  const preview = useQuery(
    api.manuscripts.previewSeal.queryOptions({
      input: asked,
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  );
  const refused = preview.data?.asked.some(each => each.why !== null && words.includes(each.word ?? ''));
  const seal = useAct(client.manuscripts.seal, {
    done: ({ versions, places, entries }) =>
      t('seal.done', { versions: versionsSaid(t, versions), places, entries }),
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={t('seal.title', { number: row.number })}
      hint={k('seal.hint')}
      label={k('clear.reason')}
      act={k('seal.act')}
      usual={[k('seal.usual')]}
      busy={seal.busy}
      ready={preview.isSuccess && !preview.isPlaceholderData && !refused}
      onClose={onClose}
      onAct={reason => seal.go({ ...asked, reason, undo: false })}
    >
      <Field
        label={t('seal.words')}
        id="seal-words"
        hint={t('seal.words_hint')}
        problem={refused ? t('seal.drop_refused') : null}
      >
        <Select
          id="seal-words"
          mode="tags"
          style={{ width: '100%' }}
          value={words}
          maxCount={50}
          tokenSeparators={['，', '、', '；', ',', ';', '\n']}
          open={false}
          suffixIcon={null}
          onChange={(next: string[]) =>
            setWords([...new Set(next.map(word => word.trim().slice(0, 60)))].filter(word => word !== ''))
          }
        />
      </Field>
      <Loaded query={preview} skeleton={<p role="status">{t('seal.counting')}</p>}>
        {told => (
          <div aria-live="polite">
            <Counted found={told.found} asked={told.asked.filter(each => words.includes(each.word ?? ''))} />
            <p>{t('seal.versions', { versions: versionsSaid(t, told.versions) })}</p>
            {told.inClosings > 0 && (
              <Alert type="warning" showIcon title={t('seal.in_closings', { count: told.inClosings })} />
            )}
          </div>
        )}
      </Loaded>
    </ReasonDialog>
  );
}

function versionsSaid(t: ReturnType<typeof useWords<typeof versionWords.zh>>, numbers: readonly number[]) {
  return numbers.map(number => t('seal.version', { number })).join(t('seal.and'));
}

type CountedProps = { found: readonly SealedWord[]; asked: readonly SealedWord[] };

function Counted({ found, asked }: CountedProps) {
  const t = useWords(versionWords);
  const language = useLanguage();
  if (found.length + asked.length === 0) return <p>{t('seal.nothing')}</p>;
  const sum = (key: 'places' | 'entries'): number => found.reduce((all, each) => all + each[key], 0);
  return (
    <table className={styles.covered}>
      <thead>
        <tr>
          <th scope="col">{t('seal.what')}</th>
          <th scope="col" className={styles.number}>
            {t('seal.places')}
          </th>
          <th scope="col" className={styles.number}>
            {t('seal.entries')}
          </th>
        </tr>
      </thead>
      <tbody>
        {found.length > 0 && (
          <tr>
            <th scope="row">{t('seal.found', { count: found.length })}</th>
            <td className={styles.number}>{t('seal.place_count', { count: sum('places') })}</td>
            <td className={styles.number}>{t('seal.entry_count', { count: sum('entries') })}</td>
          </tr>
        )}
        {asked.map(({ word, places, entries, why }) => (
          <tr key={word}>
            <th scope="row">{word}</th>
            {why ? (
              <td colSpan={2} className={styles.refused}>
                {why[language]}
              </td>
            ) : (
              <>
                <td className={styles.number}>{t('seal.place_count', { count: places })}</td>
                <td className={styles.number}>{t('seal.entry_count', { count: entries })}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
