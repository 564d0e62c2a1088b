import type { ComponentProps } from 'react';
import styles from './LineInput.module.css';

/**
 * A one-line text field in Ant Design's measures. The frame and the sign-in use it: the library's own input
 * brings its whole form machinery, a tenth of what the first page may weigh.
 */
export function LineInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={className ? `${styles.input} ${className}` : styles.input} {...rest} />;
}
