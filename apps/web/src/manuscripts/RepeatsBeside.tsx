import { useQuery } from '@tanstack/react-query';
import type { Repeat } from '@xinxuan/contract';
import { Modal } from 'antd';
import { Fragment } from 'react';
import { api } from '../api/api.ts';
import { Loaded } from '../ui/Loaded.tsx';
import { When } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import { RepeatAnswers } from './RepeatAnswers.tsx';
import styles from './repeats.module.css';
import { manuscriptWords } from './words.ts';

type RepeatsBesideProps = { id: string; otherId: string; onClose: () => void };

/** Two texts side by side; what stands in both is marked and numbered, so that a passage is found on the other side. */
export default function RepeatsBeside({ id, otherId, onClose }: RepeatsBesideProps) {
  const t = useWords(manuscriptWords);
  const repeat = useQuery(api.manuscripts.repeat.queryOptions({ input: { id, otherId } }));
  return (
    <Modal open title={t('repeats.title')} width={1120} footer={null} onCancel={onClose}>
      <Loaded query={repeat}>
        {found => {
          const { one, other, passages } = found;
          return (
            <>
              <p className={styles.hint}>{t('repeats.hint', { count: passages.length })}</p>
              <div className={styles.beside}>
                <Side side={one} spans={passages.map(passage => passage.one)} />
                <Side side={other} spans={passages.map(passage => passage.other)} />
              </div>
              <RepeatAnswers key={JSON.stringify(found.said)} repeat={found} />
            </>
          );
        }}
      </Loaded>
    </Modal>
  );
}

type Span = Repeat['passages'][number]['one'];

function Side({ side, spans }: { side: Repeat['one']; spans: Span[] }) {
  const t = useWords(manuscriptWords);
  return (
    <section className={styles.side} aria-label={side.title}>
      <h3 className={styles.title}>{side.title}</h3>
      <p className={styles.hint}>
        {t('repeats.side', { unit: side.unit, percent: side.sharedPercent })}
        {side.sentAt && (
          <>
            {'　'}
            {t('repeats.sent')} <When at={side.sentAt} />
          </>
        )}
      </p>
      <div className={styles.text}>
        {piecesOf(side.text, spans).map(({ from, text, number }) => (
          <Fragment key={from}>
            {number === null ? (
              text
            ) : (
              <mark className={styles.passage}>
                <span className={styles.number}>{number}</span>
                {text}
              </mark>
            )}
          </Fragment>
        ))}
      </div>
    </section>
  );
}

type Piece = { from: number; text: string; number: number | null };

/** The text cut at the passages, each with its number in the order of the first text. */
function piecesOf(text: string, spans: readonly Span[]): Piece[] {
  const numbered = spans
    .map((span, index) => ({ ...span, number: index + 1 }))
    .sort((a, b) => a.from - b.from);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to, number } of numbered) {
    if (from > at) pieces.push({ from: at, text: text.slice(at, from), number: null });
    pieces.push({ from, text: text.slice(from, to), number });
    at = to;
  }
  if (at < text.length) pieces.push({ from: at, text: text.slice(at), number: null });
  return pieces;
}
