import { useEffect, useState } from 'react';
import { useTyped } from './useTyped.ts';

/** What a text means to a field, or what is wrong with it in words. */
export type Reading = { value: string } | { wrong: string };

type Field = {
  value: string | null;
  read: (text: string) => Reading;
  onChange: (value: string | null) => void;
  /** What is wrong with an empty field, where it must not be empty. */
  missing?: string | undefined;
  /** Out of use: nothing is kept there. */
  off?: boolean | undefined;
};

/**
 * Text typed into a picker. What can be read is handed on when the field is left; what cannot be stays, with what is
 * wrong with it, and changes nothing until it is mended or the value changes in another way.
 */
export function useKept({ value, read: readText, onChange, missing, off = false }: Field) {
  const [refused, setRefused] = useState<{ text: string; over: string | null } | null>(null);
  const kept = refused && !off && refused.over === value ? refused : null;
  const read = (text: string): Reading | null => {
    if (text !== '') return readText(text);
    return missing === undefined ? null : { wrong: missing };
  };
  const reading = kept && read(kept.text);
  const take = (next: string | null): void => {
    setRefused(null);
    if (next !== value) onChange(next);
  };
  const typed = useTyped(text => {
    const said = read(text);
    if (said && 'wrong' in said) setRefused({ text, over: value });
    else take(said?.value ?? null);
  });
  // Another field of the form has moved the bound that it was beyond.
  const mended = reading && 'value' in reading;
  useEffect(() => {
    if (mended) take(reading.value);
  });
  return {
    text: kept?.text ?? null,
    problem: reading && 'wrong' in reading ? reading.wrong : null,
    typed,
    take,
    /** Something was picked in another way. */
    forget: () => setRefused(null),
  };
}
