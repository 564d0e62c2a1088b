import { type ComponentProps, createContext, use, useState } from 'react';

export type Kept = {
  text: string /** The element that says what is wrong with it. */;
  saidIn: string | undefined;
};

/** What was typed into the input of that id and could not be taken. */
export const KeptTexts = createContext<(id: string | undefined) => Kept | null>(() => null);

/**
 * The input of a picker. A picker forgets what it cannot read; here it stays, as it was typed, until it is mended.
 */
function KeptInput({ id, value, onChange, onBlur, ...rest }: ComponentProps<'input'>) {
  const kept = use(KeptTexts)(id);
  const [typing, setTyping] = useState(false);
  return (
    <input
      {...rest}
      id={id}
      {...(kept && { 'aria-invalid': true, 'aria-describedby': kept.saidIn })}
      value={kept && !typing ? kept.text : value}
      onChange={event => {
        setTyping(true);
        onChange?.(event);
      }}
      onBlur={event => {
        setTyping(false);
        onBlur?.(event);
      }}
    />
  );
}

/** For the `components` of a picker; one object for all, since another one would draw the input anew. */
export const KEPT_INPUT = { input: KeptInput };
