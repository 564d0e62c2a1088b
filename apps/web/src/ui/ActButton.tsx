import type { Can } from '@xinxuan/contract';
import { Button, type ButtonProps, Tooltip } from 'antd';
import { useId } from 'react';
import { reasonOf } from '../api/refusal.ts';
import { useLanguage } from '../words/i18n.ts';
import styles from './ActButton.module.css';
import { useNarrow } from './useNarrow.ts';

type ActButtonProps = Omit<ButtonProps, 'disabled'> & { can: Can | undefined };

/** A button of an act: when the server says no, it is greyed and gives the server's reason. */
export function ActButton({ can, ...button }: ActButtonProps) {
  const language = useLanguage();
  const narrow = useNarrow();
  const id = useId();
  if (!can) return <Button {...button} />;
  const reason = reasonOf(can, language);
  const greyed = <Button {...button} disabled aria-describedby={id} />;
  if (narrow)
    return (
      <span className={styles.withReason}>
        {greyed}
        <span id={id} className={styles.reason}>
          {reason}
        </span>
      </span>
    );
  return (
    <Tooltip title={reason}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason must be reachable by keyboard */}
      <span className={styles.greyed} tabIndex={0}>
        {greyed}
        <span id={id} className="unseen">
          {reason}
        </span>
      </span>
    </Tooltip>
  );
}
