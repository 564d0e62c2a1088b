import type { Can } from '@xinxuan/contract';
import { Button, type ButtonProps } from 'antd';
import { useId } from 'react';
import { reasonOf } from '../api/refusal.ts';
import { useLanguage } from '../words/i18n.ts';
import styles from './ActButton.module.css';
import { Hint } from './Hint.tsx';
import { useNarrow } from './useNarrow.ts';

type ActButtonProps = Omit<ButtonProps, 'disabled'> & { can: Can | undefined };

/** A button of an act: when the server says no, it is greyed and gives the server's reason. */
export function ActButton({ can, ...button }: ActButtonProps) {
  const language = useLanguage();
  const narrow = useNarrow();
  const id = useId();
  if (!can) return <Button {...button} />;
  const reason = reasonOf(can, language);
  if (narrow)
    return (
      <span className={styles.withReason}>
        <Button {...button} disabled aria-describedby={id} />
        <span id={id} className={styles.reason}>
          {reason}
        </span>
      </span>
    );
  return (
    <Hint text={reason} focusable>
      <Button {...button} disabled />
    </Hint>
  );
}
