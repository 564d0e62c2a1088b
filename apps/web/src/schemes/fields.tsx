import { Select } from 'antd';
import { createContext, useContext, useEffect, useId, useState } from 'react';
import { Field } from '../ui/Field.tsx';
import { LineInput } from '../ui/LineInput.tsx';
import type { Word } from './vocabulary.ts';

type Common = {
  label: string;
  hint?: string | undefined;
  problem?: string | null | undefined;
  readOnly: boolean;
};

/** A line of text that is written when it is left or Enter is pressed; Escape takes the typing back. */
export function LineField({
  label,
  hint,
  problem,
  readOnly,
  value,
  onCommit,
}: Common & { value: string; onCommit: (text: string) => void }) {
  const id = useId();
  return (
    <Field label={label} id={id} hint={hint} problem={problem ?? null}>
      <CommitInput id={id} value={value} readOnly={readOnly} onCommit={onCommit} />
    </Field>
  );
}

/** Told +1 when a field holds what is not in the text yet, and -1 when it no longer does. */
export const TypingContext = createContext<(by: 1 | -1) => void>(() => undefined);

type CommitInputProps = {
  value: string;
  readOnly: boolean;
  onCommit: (text: string) => void;
  id?: string;
  label?: string;
  placeholder?: string;
  narrow?: boolean;
};

export function CommitInput({ value, readOnly, onCommit, id, label, placeholder, narrow }: CommitInputProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const tell = useContext(TypingContext);
  const pending = text !== value;
  useEffect(() => {
    if (!pending) return;
    tell(1);
    return () => tell(-1);
  }, [pending, tell]);
  const commit = () => {
    if (text.trim() === value) setText(value);
    else if (pending) onCommit(text);
  };
  return (
    <LineInput
      id={id}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      readOnly={readOnly}
      style={narrow ? { width: 96 } : undefined}
      onChange={event => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={event => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) commit();
        const undoes = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
        if (event.key === 'Escape' || (undoes && text !== value)) {
          // What has not been written yet is taken back here; only then the page's own undo has its turn.
          setText(value);
          if (undoes) event.preventDefault();
          event.stopPropagation();
        }
      }}
    />
  );
}

type PickProps = Common & {
  value: string | undefined;
  options: readonly Word[];
  /** What stands when nothing is chosen; without it something always is. */
  empty?: string;
  onPick: (value: string | undefined) => void;
};

export function PickField({ label, hint, problem, readOnly, value, options, empty, onPick }: PickProps) {
  const id = useId();
  return (
    <Field label={label} id={id} hint={hint} problem={problem ?? null}>
      <Select
        id={id}
        value={value ?? null}
        disabled={readOnly}
        allowClear={empty !== undefined}
        placeholder={empty}
        popupMatchSelectWidth={false}
        options={[...options]}
        onChange={(picked: string | null | undefined) => onPick(picked ?? undefined)}
      />
    </Field>
  );
}

type PickManyProps = Common & {
  value: readonly string[];
  options: readonly Word[];
  onPick: (values: string[]) => void;
};

export function PickManyField({ label, hint, problem, readOnly, value, options, onPick }: PickManyProps) {
  const id = useId();
  return (
    <Field label={label} id={id} hint={hint} problem={problem ?? null}>
      <Select
        id={id}
        mode="multiple"
        value={[...value]}
        disabled={readOnly}
        options={[...options]}
        optionFilterProp="label"
        onChange={(picked: string[]) => onPick(picked)}
      />
    </Field>
  );
}
