import type { Circular } from '@xinxuan/contract';
import { day } from '../formats.ts';
import { Paper } from '../ui/paper/Paper.tsx';
import styles from './circulars.module.css';

export type CircularText = Pick<Circular, 'title' | 'number' | 'addressee' | 'body' | 'signOff' | 'signedOn'>;

/** As it will be printed: number above the title, addressee before the text, sign-off behind it. Always in Chinese. */
export function CircularPaper({ title, number, addressee, body, signOff, signedOn }: CircularText) {
  return (
    <Paper
      title={title}
      head={number && <p className={styles.number}>{number}</p>}
      addressee={addressee}
      body={body}
      signOff={{ by: signOff, on: day(signedOn, 'zh') }}
    />
  );
}
