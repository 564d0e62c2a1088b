import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CHANNELS, MAIL_STATES, MAIL_WHYS, type MailRow } from '@xinxuan/contract';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { dayField, listFields, oneOf, someOf, text } from '../ui/searchFields.ts';
import { When } from '../ui/Times.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { MailMark } from './MailMark.tsx';
import styles from './mail.module.css';
import { mailWords } from './words.ts';

const SORTS = ['newest', 'oldest'] as const;
const State = z.object({
  ...listFields,
  q: text(),
  state: someOf(MAIL_STATES),
  why: oneOf(MAIL_WHYS),
  channel: oneOf(CHANNELS),
  from: dayField(),
  to: dayField(),
  sort: oneOf(SORTS),
});

/** Every message that came by mail, and what became of it. */
export default function MailPage() {
  const t = useWords(mailWords);
  const [state, setState] = useSearchState(State);
  const { cols: _, open: __, ...wanted } = state;
  const query = useQuery(
    api.mail.list.queryOptions({ input: { ...wanted, pageSize: 20 }, placeholderData: keepPreviousData }),
  );
  const counts = query.data?.counts;
  return (
    <ListPage<MailRow>
      title={t('title')}
      noun={t('noun')}
      query={query}
      state={state}
      onState={setState}
      filters={[
        { kind: 'text', key: 'q', label: t('search') },
        {
          kind: 'some',
          key: 'state',
          label: t('state'),
          pinned: true,
          options: MAIL_STATES.map(value => ({
            value,
            label: counts ? `${t(`state.${value}`)} ${counts[value] ?? 0}` : t(`state.${value}`),
          })),
        },
        {
          kind: 'one',
          key: 'channel',
          label: t('channel'),
          pinned: true,
          options: CHANNELS.map(value => ({ value, label: t(`channel.${value}`) })),
        },
        {
          kind: 'one',
          key: 'why',
          label: t('why'),
          options: MAIL_WHYS.map(value => ({ value, label: t(`why.${value}`) })),
        },
        { kind: 'days', key: 'from', until: 'to', label: t('arrived_on') },
      ]}
      sorts={SORTS.map(value => ({ value, label: t(`sort_${value}`) }))}
      columns={useColumns()}
      rowKey={row => row.id}
      rowPlace={row => paths.mail(row.id)}
      phone={row => <Card row={row} />}
      empty={{ title: t('none'), hint: t('none_hint'), act: <Go to={paths.desk()}>{t('to_desk')}</Go> }}
    />
  );
}

function useColumns(): Column<MailRow>[] {
  const t = useWords(mailWords);
  return [
    {
      key: 'subject',
      title: t('subject'),
      opens: true,
      render: row => <span className={styles.subject}>{row.subject || t('no_subject')}</span>,
    },
    { key: 'from', title: t('from'), render: row => <Sender row={row} /> },
    { key: 'unit', title: t('unit'), render: row => row.unit?.name },
    { key: 'state', title: t('state'), render: row => <MailMark state={row.state} /> },
    { key: 'why', title: t('why'), render: row => <Whys row={row} /> },
    { key: 'attachments', title: t('attachments'), render: row => row.attachments || null },
    { key: 'arrived', title: t('arrived'), render: row => <When at={row.arrivedAt} /> },
  ];
}

function Sender({ row }: { row: MailRow }) {
  const name = row.person?.name ?? row.from.name;
  return (
    <span className={styles.sender}>
      {name && <span>{name}</span>}
      <span className={styles.faint}>{row.from.address}</span>
    </span>
  );
}

function Whys({ row }: { row: MailRow }) {
  const t = useWords(mailWords);
  return <span className={styles.whys}>{row.why.map(why => t(`why.${why}`)).join('；')}</span>;
}

function Card({ row }: { row: MailRow }) {
  const t = useWords(mailWords);
  return (
    <>
      <p className={styles.cardSubject}>{row.subject || t('no_subject')}</p>
      <p className={styles.cardFacts}>
        <MailMark state={row.state} />
        <span>{row.person?.name || row.from.name || row.from.address}</span>
        <span>{row.unit?.name}</span>
        <When at={row.arrivedAt} />
      </p>
      {row.why.length > 0 && (
        <p className={styles.faint}>
          <Whys row={row} />
        </p>
      )}
    </>
  );
}
