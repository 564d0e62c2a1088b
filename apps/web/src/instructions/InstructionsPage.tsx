import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  INSTRUCTION_LEVELS,
  INSTRUCTION_STATES,
  type InstructionRow,
  type InstructionTotals,
} from '@xinxuan/contract';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { count, day } from '../formats.ts';
import { paths } from '../paths.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import { Go } from '../ui/Go.tsx';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { dayField, flag, idField, listFields, oneOf, someOf, text } from '../ui/searchFields.ts';
import { DueTime } from '../ui/Times.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { AnsweredLate, InstructionMark } from './InstructionMarks.tsx';
import styles from './instructions.module.css';
import { instructionWords } from './words.ts';

const SORTS = ['newest', 'due'] as const;
const State = z.object({
  ...listFields,
  q: text(),
  state: someOf(INSTRUCTION_STATES),
  level: oneOf(INSTRUCTION_LEVELS),
  unitId: idField(),
  manuscriptId: idField(),
  overdue: flag(),
  from: dayField(),
  to: dayField(),
  sort: oneOf(SORTS),
});

/** Every instruction that this post may see: on its items, and those its units have to act on. */
export default function InstructionsPage() {
  const t = useWords(instructionWords);
  const [state, setState] = useSearchState(State);
  const { cols: _, open: __, ...wanted } = state;
  const query = useQuery(
    api.instructions.list.queryOptions({
      input: { ...wanted, pageSize: 20 },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <ListPage<InstructionRow>
      title={t('title')}
      noun={t('noun')}
      intro={<Totals totals={query.data?.totals} state={state} />}
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
          options: INSTRUCTION_STATES.map(value => ({ value, label: t(`state.${value}`) })),
        },
        { kind: 'unit', key: 'unitId', label: t('unit'), pinned: true },
        {
          kind: 'one',
          key: 'level',
          label: t('level'),
          options: INSTRUCTION_LEVELS.map(value => ({ value, label: t(`level.${value}`) })),
        },
        { kind: 'days', key: 'from', until: 'to', label: t('given_on') },
        { kind: 'flag', key: 'overdue', label: t('overdue') },
      ]}
      sorts={SORTS.map(value => ({ value, label: t(`sort_${value}`) }))}
      columns={useColumns()}
      rowKey={row => row.id}
      rowPlace={row => paths.instruction(row.id)}
      phone={row => <Card row={row} />}
      empty={{
        title: t('none'),
        hint: t('none_hint'),
        act: <Go to={paths.manuscripts()}>{t('to_manuscripts')}</Go>,
      }}
    />
  );
}

function useColumns(): Column<InstructionRow>[] {
  const t = useWords(instructionWords);
  const language = useLanguage();
  return [
    {
      key: 'text',
      title: t('text'),
      opens: true,
      render: row => <span className={styles.text}>{row.text}</span>,
    },
    { key: 'state', title: t('state'), render: row => <InstructionMark state={row.state} /> },
    { key: 'due', title: t('due'), render: row => <Due row={row} /> },
    { key: 'units', title: t('units'), render: row => namesOf(row) },
    { key: 'giver', title: t('giver'), render: row => row.giver },
    { key: 'level', title: t('level'), render: row => t(`level.${row.level}`) },
    { key: 'givenOn', title: t('given_on'), render: row => day(row.givenOn, language) },
    {
      key: 'manuscript',
      title: t('manuscript'),
      render: row => <span className={styles.title}>{row.manuscript.title}</span>,
    },
  ];
}

/** How long is left or how late it is, and by whom; what came late stays marked once it is there. */
function Due({ row }: { row: InstructionRow }) {
  const late = row.receivers.filter(each => each.overdue).map(each => each.unit.name);
  return (
    <>
      {row.dueAt && <DueTime at={row.dueAt} short {...(late.length > 0 && { who: late.join('、') })} />}
      {!row.dueAt && row.answeredLate && <AnsweredLate {...row.answeredLate} />}
    </>
  );
}

const TOTALS = ['open', 'answered', 'overdue', 'closed', 'cancelled'] as const;
type TotalsProps = { totals: InstructionTotals | undefined; state: z.infer<typeof State> };

/** How many stand where, of what the other conditions ask for; each number opens its list. */
function Totals({ totals, state }: TotalsProps) {
  const t = useWords(instructionWords);
  const { cols: _, open: __, page: ___, state: ____, overdue: _____, ...rest } = state;
  const listOf = (which: (typeof TOTALS)[number]) =>
    paths.instructions(which === 'overdue' ? { ...rest, overdue: true } : { ...rest, state: [which] });
  return (
    <section className={styles.totals} aria-label={t('totals')}>
      {TOTALS.map(which => (
        <span key={which} className={which === 'overdue' && totals?.overdue ? styles.late : undefined}>
          {which === 'overdue' ? t('late_ones') : t(`state.${which}`)}{' '}
          <FigureLink
            value={totals ? count(totals[which]) : '–'}
            to={listOf(which)}
            definition={t(`total.${which}`)}
            strong
          />
        </span>
      ))}
    </section>
  );
}

const namesOf = (row: InstructionRow): string => row.receivers.map(each => each.unit.name).join('、');

function Card({ row }: { row: InstructionRow }) {
  const language = useLanguage();
  return (
    <>
      <p className={styles.cardText}>{row.text}</p>
      <p className={styles.cardFacts}>
        <span>
          {row.giver}　{day(row.givenOn, language)}
        </span>
        <span>{namesOf(row)}</span>
        <InstructionMark state={row.state} />
        <Due row={row} />
      </p>
    </>
  );
}
