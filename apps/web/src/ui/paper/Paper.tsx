import type { ReactNode } from 'react';
import { useWords } from '../../words/i18n.ts';
import { captionOf, type PaperBlock } from './blocks.ts';
import styles from './paper.module.css';
import { Scroller } from './Scroller.tsx';
import { paperWords } from './words.ts';

export type PaperPhoto = { url: string; caption: string; name: string };

export type PaperProps = {
  title: string;
  body: readonly PaperBlock[];
  /** Above the title: a number, a red head. */
  head?: ReactNode;
  addressee?: string;
  photos?: readonly PaperPhoto[];
  /** Below the text, on the right: who signs, and the day in words. */
  signOff?: { by: string; on: string };
  /** Below everything, inside the sheet. */
  foot?: ReactNode;
};

/** A text as it will look in official layout: 仿宋 at 16 pt on a pitch of 28 pt, title centred, headings by level. */
export function Paper({ title, body, head, addressee, photos = [], signOff, foot }: PaperProps) {
  return (
    <div className={styles.frame}>
      <article className={styles.sheet} lang="zh-CN" aria-label={title}>
        {head && <div className={styles.head}>{head}</div>}
        <h2 className={styles.title}>{title}</h2>
        {addressee && <p className={styles.addressee}>{addressee}</p>}
        <div className={styles.body}>
          {body.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place
            <PaperBlockView key={index} block={block} />
          ))}
        </div>
        {signOff && (
          <div className={styles.signOff}>
            <p>{signOff.by}</p>
            <p>{signOff.on}</p>
          </div>
        )}
        <Photos photos={photos} />
        {foot}
      </article>
    </div>
  );
}

function PaperBlockView({ block }: { block: PaperBlock }) {
  if (block.kind === 'table') return <PaperTable caption={captionOf(block)} rows={block.rows} />;
  const heading = block.level === 1 || block.level === 2;
  return (
    <p data-level={block.level} {...(heading ? { role: 'heading', 'aria-level': block.level + 2 } : {})}>
      {block.text}
    </p>
  );
}

const NUMBER = /^[-−+]?[\d,]+(\.\d+)?%?$/;

/** The first row names the columns. Wide tables scroll by themselves, so that the page does not. */
function PaperTable({ caption, rows }: { caption: string; rows: readonly (readonly string[])[] }) {
  const t = useWords(paperWords);
  const [head, ...rest] = rows;
  if (!head) return null;
  const region = t('table_region', { name: caption || t('table_nameless') });
  return (
    <div className={styles.tableBox}>
      {caption && <p className={styles.caption}>{caption}</p>}
      <Scroller label={region}>
        <table>
          {rest.length > 0 && (
            <thead>
              <Row cells={head} as="th" />
            </thead>
          )}
          <tbody>
            {(rest.length > 0 ? rest : [head]).map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
              <Row key={index} cells={row} as="td" />
            ))}
          </tbody>
        </table>
      </Scroller>
    </div>
  );
}

function Row({ cells, as: Cell }: { cells: readonly string[]; as: 'th' | 'td' }) {
  return (
    <tr>
      {cells.map((text, index) => (
        <Cell
          // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
          key={index}
          className={NUMBER.test(text) ? styles.number : undefined}
          {...(Cell === 'th' ? { scope: 'col' } : {})}
        >
          {text}
        </Cell>
      ))}
    </tr>
  );
}

function Photos({ photos }: { photos: readonly PaperPhoto[] }) {
  const t = useWords(paperWords);
  if (photos.length === 0) return null;
  return (
    <section className={styles.photos} aria-label={t('photos')}>
      {photos.map((photo, index) => (
        <figure key={photo.url}>
          <a href={photo.url} target="_blank" rel="noreferrer">
            <img
              src={photo.url}
              loading="lazy"
              alt={t('photo', { number: index + 1, caption: photo.caption || t('photo_bare') })}
            />
          </a>
          <figcaption>{photo.caption || t('photo_bare')}</figcaption>
        </figure>
      ))}
    </section>
  );
}
