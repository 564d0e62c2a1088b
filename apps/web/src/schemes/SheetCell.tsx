import { useLayoutEffect, useRef } from 'react';
import styles from './sheet.module.css';

type SheetCellProps = {
  text: string;
  label: string;
  /** The cursor stands here: the cell takes keys, also those of an input method. */
  here: boolean;
  /** The text being written, null while nothing is. */
  editing: string | null;
  selected: boolean;
  locked: boolean;
  wide: boolean;
  readOnly: boolean;
  problem: string | null;
  title: string | undefined;
  /** The cursor was moved by the person, so the focus follows it. */
  takesFocus: boolean;
  onWrite: (text: string) => void;
  onLeave: () => void;
  onDown: (extend: boolean) => void;
  onEnter: () => void;
  onOpen: () => void;
};

/**
 * A cell of the sheet. Where the cursor stands lies an input, unseen until something is written: Chinese is typed
 * through an input method, which needs a field from the first key on.
 */
export function SheetCell(props: SheetCellProps) {
  const { text, label, here, editing, takesFocus, onDown } = props;
  const input = useRef<HTMLInputElement>(null);
  const open = here && editing !== null;
  useLayoutEffect(() => {
    if (here && takesFocus) input.current?.focus({ preventScroll: false });
  }, [here, takesFocus]);
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid
      role="gridcell"
      tabIndex={-1}
      aria-selected={props.selected}
      aria-readonly={props.readOnly || props.locked || undefined}
      aria-invalid={props.problem ? true : undefined}
      aria-label={label}
      title={props.title}
      className={[
        here && styles.here,
        props.problem && styles.bad,
        props.locked && styles.locked,
        props.wide && styles.wide,
      ]
        .filter(Boolean)
        .join(' ')}
      onMouseDown={event => {
        if (open && event.target === input.current) return;
        event.preventDefault();
        onDown(event.shiftKey);
        input.current?.focus();
      }}
      onMouseEnter={event => {
        if (event.buttons === 1) props.onEnter();
      }}
      onDoubleClick={props.onOpen}
    >
      <span className={open ? styles.under : undefined}>{text}</span>
      {here && (
        <input
          ref={input}
          aria-label={label}
          className={open ? styles.open : styles.unseen}
          value={editing ?? ''}
          readOnly={props.readOnly || props.locked}
          autoComplete="off"
          onChange={event => props.onWrite(event.target.value)}
          onBlur={props.onLeave}
        />
      )}
    </td>
  );
}
