import { Fragment, type ReactNode } from 'react';
import { useWords } from '../../words/i18n.ts';
import { captionOf, type PaperBlock } from './blocks.ts';
import styles from './paper.module.css';
import { Scroller } from './Scroller.tsx';
import { titleWords } from './title.ts';
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
        <h2 className={styles.title}>
          {titleWords(title).map((word, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: words have no identity but their place
            <Fragment key={index}>
              {index > 0 && <wbr />}
              {word}
            </Fragment>
          ))}
        </h2>
        {addressee && <p className={styles.addressee}>{addressee}</p>}
        <div className={styles.body}>
          {body.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place
            <PaperBlockView key={index} block={block} before={body.slice(0, index)} />
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

function PaperBlockView({ block, before }: { block: PaperBlock; before: readonly PaperBlock[] }) {
  if (block.kind === 'table') {
    const number = before.filter(other => other.kind === 'table').length + 1;
    return <PaperTable number={number} caption={captionOf(block)} rows={block.rows} />;
  }
  const heading = block.level === 1 || block.level === 2;
  // A （一） that no 一、 stands above is read as what it is in the text: a heading right below the title.
  const below = block.level === 2 && before.some(other => other.kind === 'paragraph' && other.level === 1);
  return (
    <p data-level={block.level} {...(heading ? { role: 'heading', 'aria-level': below ? 4 : 3 } : {})}>
      {block.text}
    </p>
  );
}

const NUMBER = /^[-−+]?[\d,]+(\.\d+)?%?$/;

type PaperTableProps = { number: number; caption: string; rows: readonly (readonly string[])[] };

/** The first row names the columns. Wide tables scroll by themselves, so that the page does not. */
function PaperTable({ number, caption, rows }: PaperTableProps) {
  const t = useWords(paperWords);
  const [head, ...rest] = rows;
  if (!head) return null;
  const region = t('table_region', { number, name: caption || t('table_nameless') });
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
