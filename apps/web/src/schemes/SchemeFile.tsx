import type { CheckedScheme } from '@xinxuan/contract';
import { type DragEvent, useId, useState } from 'react';
import { api } from '../api/api.ts';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { draftWords } from './draftWords.ts';
import styles from './NewScheme.module.css';
import { textOfFile } from './skeleton.ts';

const MAX_BYTES = 500_000;

type Read = { name: string; checked: CheckedScheme };

/** The text of a scheme from a file; it is handed on only when it can be saved, and else says every mistake. */
export function SchemeFile({ onText }: { onText: (yaml: string | null) => void }) {
  const t = useWords(draftWords);
  const id = useId();
  const [wrong, setWrong] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const [read, setRead] = useState<Read | null>(null);
  const check = useAct(
    async (file: File) => {
      const yaml = textOfFile(await file.arrayBuffer());
      return { yaml, checked: await api.schemes.check.call({ yaml }) };
    },
    {
      refresh: false,
      onDone: ({ yaml, checked }, { name }) => {
        setRead({ name, checked });
        onText(checked.problems.length === 0 ? yaml : null);
      },
    },
  );
  const take = (file: File | undefined) => {
    if (!file) return;
    const { name } = file;
    setRead(null);
    onText(null);
    setWrong(null);
    if (!/\.ya?ml$/i.test(name)) setWrong(t('file_wrong', { name }));
    else if (file.size > MAX_BYTES) setWrong(t('file_large', { name }));
    else check.go(file);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a drop field is no set of form fields */}
      <div
        role="group"
        aria-label={t('file')}
        className={over ? `${styles.drop} ${styles.over}` : styles.drop}
        onDragOver={event => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
      >
        <label htmlFor={id} className={styles.dropLabel}>
          <span>{t('file')}</span>
          <span className={styles.hint}>{t('file_hint')}</span>
        </label>
        <input
          id={id}
          type="file"
          className="unseen"
          accept=".yaml,.yml"
          onChange={event => {
            const [file] = event.target.files ?? [];
            take(file);
            event.target.value = '';
          }}
        />
      </div>
      {wrong && (
        <p className={styles.problem} role="alert">
          {wrong}
        </p>
      )}
      {read && <ReadFile {...read} />}
    </>
  );
}

function ReadFile({ name, checked }: Read) {
  const t = useWords(draftWords);
  const language = useLanguage();
  const { problems, document, clauses } = checked;
  if (problems.length === 0) {
    const title = document?.['title'];
    const named = typeof title === 'object' && title !== null ? Object(title)[language] : title;
    return <p role="status">{t('file_reads', { name, title: String(named), count: clauses.length })}</p>;
  }
  return (
    <div role="alert">
      <p className={styles.problem}>{t('file_problems', { name, count: problems.length })}</p>
      <ul className={styles.mistakes}>
        {problems.map(problem => (
          <li key={`${problem.path} ${problem.code} ${problem.line}`}>
            {problem.line !== null && t('line', { line: problem.line })}
            {problem[language]}
          </li>
        ))}
      </ul>
    </div>
  );
}
