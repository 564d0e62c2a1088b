import type { ManuscriptRow } from '@xinxuan/contract';
import { count } from '../formats.ts';
import { paths } from '../paths.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import { Go } from '../ui/Go.tsx';
import type { Column } from '../ui/ListPage.tsx';
import { Ago, Day } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { Holder } from './Holder.tsx';
import { LateMark } from './LateMark.tsx';
import styles from './manuscripts.module.css';
import { StateMark } from './StateMark.tsx';
import { manuscriptWords } from './words.ts';

/** The columns of every list of manuscripts; which are shown is the reader's choice. */
export function useManuscriptColumns(): Column<ManuscriptRow>[] {
  const t = useWords(manuscriptWords);
  const further = useFurtherColumns();
  return [
    { key: 'title', title: t('column.title'), opens: true, render: row => row.title || t('untitled') },
    { key: 'state', title: t('column.state'), width: 128, render: row => <StateMark state={row.state} /> },
    { key: 'unit', title: t('column.unit'), width: 120, render: row => row.unit.name },
    {
      key: 'authors',
      title: t('column.authors'),
      width: 110,
      render: row => row.authors.map(a => a.name).join('、'),
    },
    {
      key: 'holder',
      title: t('column.holder'),
      width: 210,
      render: row =>
        row.holder && (
          <Go to={paths.manuscript(row.id, { show: 'life' })} className={styles.holder}>
            <Holder holder={row.holder} />
          </Go>
        ),
    },
    {
      key: 'submittedAt',
      title: t('column.submittedAt'),
      width: 130,
      render: row => (
        <>
          {row.submittedAt && <Ago at={row.submittedAt} />} {row.late && <LateMark />}
        </>
      ),
    },
    {
      key: 'eventOn',
      title: t('column.eventOn'),
      width: 100,
      render: row => row.eventOn && <Day on={row.eventOn} />,
    },
    {
      key: 'adoptions',
      title: t('column.adoptions'),
      width: 64,
      align: 'right',
      render: row =>
        row.adoptions > 0 && (
          <FigureLink
            value={count(row.adoptions)}
            to={paths.adoptions({ manuscriptId: row.id })}
            definition={t('adoptions_definition')}
          />
        ),
    },
    ...further,
  ];
}

/** Columns that are shown when the reader asks for them. */
function useFurtherColumns(): Column<ManuscriptRow>[] {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  return [
    {
      key: 'channel',
      title: t('column.channel'),
      width: 100,
      hidden: true,
      render: row => c(`channel.${row.channel}`),
    },
    { key: 'type', title: t('column.type'), width: 100, hidden: true, render: row => c(`type.${row.type}`) },
    {
      key: 'genre',
      title: t('column.genre'),
      width: 80,
      hidden: true,
      render: row => c(`genre.${row.genre}`),
    },
    {
      key: 'importance',
      title: t('column.importance'),
      width: 110,
      hidden: true,
      render: row => c(`importance.${row.importance}`),
    },
    {
      key: 'words',
      title: t('column.words'),
      width: 80,
      align: 'right',
      hidden: true,
      render: row => count(row.words),
    },
    {
      key: 'updatedAt',
      title: t('column.updatedAt'),
      width: 110,
      hidden: true,
      render: row => <Ago at={row.updatedAt} />,
    },
  ];
}
