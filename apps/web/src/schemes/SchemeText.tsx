import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from 'react';
import { useWords } from '../words/i18n.ts';
import styles from './schemes.module.css';
import { schemeWords } from './words.ts';

export type SchemeTextHandle = { goTo: (line: number) => void };

type SchemeTextProps = {
  value: string;
  onChange: (text: string) => void;
  readOnly: boolean;
  /** Lines with a problem and its sentence. */
  problems: ReadonlyMap<number, string>;
  ref: Ref<SchemeTextHandle>;
};

/** The scheme as text with numbered lines; lines with problems are marked and say what is wrong. */
export function SchemeText({ value, onChange, readOnly, problems, ref }: SchemeTextProps) {
  const t = useWords(schemeWords);
  const field = useRef<HTMLTextAreaElement>(null);
  const leaving = useRef(false);
  useImperativeHandle(ref, () => ({ goTo: line => field.current && select(field.current, line) }));

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Tab' && !leaving.current && !readOnly) {
      event.preventDefault();
      document.execCommand('insertText', false, '  ');
    }
    leaving.current = event.key === 'Escape';
  };
  return (
    <div className={styles.text}>
      <div className={styles.lines} data-scrolls="">
        <ol className={styles.gutter} aria-hidden="true">
          {value.split('\n').map((_, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
              key={index}
              title={problems.get(index + 1)}
              className={problems.has(index + 1) ? styles.badLine : undefined}
            >
              {index + 1}
            </li>
          ))}
        </ol>
        <textarea
          ref={field}
          className={styles.yaml}
          value={value}
          readOnly={readOnly}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          rows={value.split('\n').length + 1}
          aria-label={t('text')}
          aria-describedby="scheme-text-hint"
          onChange={event => onChange(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <p id="scheme-text-hint" className={styles.hint}>
        {t('text_hint')}
      </p>
    </div>
  );
}

function select(field: HTMLTextAreaElement, line: number): void {
  const lines = field.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  const height = field.scrollHeight / lines.length;
  const box = field.closest<HTMLElement>('[data-scrolls]');
  box?.scrollTo({ top: (line - 1) * height - box.clientHeight / 3 });
}
