import type { Found } from '@xinxuan/contract';
import { StateMark } from '../manuscripts/StateMark.tsx';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Ago } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import { MarkedText } from './MarkedText.tsx';
import styles from './search.module.css';
import { searchWords } from './words.ts';

/** What was found, each with the places where it says so. */
export function Finds({ rows }: { rows: readonly Found[] }) {
  return (
    <ol className={styles.finds}>
      {rows.map(row => (
        <li key={row.id} className={styles.find}>
          <Find row={row} />
        </li>
      ))}
    </ol>
  );
}

function Find({ row }: { row: Found }) {
  const t = useWords(searchWords);
  return (
    <>
      <h2 className={styles.findTitle}>
        <Go to={paths.manuscript(row.id)}>
          {row.title ? <MarkedText marked={row.marked} /> : t('untitled')}
        </Go>
      </h2>
      <p className={styles.facts}>
        <StateMark state={row.state} />
        <span>{row.unit.name}</span>
        <span>{row.authors.map(author => author.name).join('、')}</span>
        <Ago at={row.submittedAt ?? row.updatedAt} />
        {row.adoptions > 0 && (
          <Go to={paths.adoptions({ manuscriptId: row.id })}>
            {t('adopted_times', { count: row.adoptions })}
          </Go>
        )}
      </p>
      {row.snippets.map(({ place, name, marked }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places of one text have nothing but their order
        <p key={at} className={styles.snippet}>
          {(place !== 'text' || name) && (
            <span className={styles.place}>
              {t(`place.${place}`)}
              {name && ` ${name}`}
            </span>
          )}
          <MarkedText marked={marked} />
        </p>
      ))}
    </>
  );
}
