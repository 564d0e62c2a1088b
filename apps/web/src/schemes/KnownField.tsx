import { textOf } from './document.ts';
import { useEditing, useSpeech } from './editing.ts';
import { PickField, PickManyField } from './fields.tsx';
import type { FieldShape, KnownList } from './step-fields.ts';
import { marksOf } from './text/known-words.ts';
import type { Word } from './vocabulary.ts';

type KnownFieldProps = {
  label: string;
  problem: string | null;
  readOnly: boolean;
  field: Extract<FieldShape, { is: 'known' }>;
  value: unknown;
  put: (next: string | string[] | undefined) => void;
};

/** Names something that the scheme itself has: a ledger, a ranking, awards, marks. */
export function KnownField({ field, value, put, ...common }: KnownFieldProps) {
  const { t, words } = useSpeech();
  const { document } = useEditing();
  const lists: Record<KnownList, () => readonly Word[]> = {
    ledgers: () => words.ledgers,
    rankings: () => words.rankings,
    awards: () => words.awards,
    measures: () => [{ value: 'points', label: t('measure.points') }, ...words.measures],
    marks: () => marksOf(document),
    lines: () => [...words.clauses, ...words.ledgers],
  };
  const options = lists[field.of]();
  if (!field.many)
    return (
      <PickField
        {...common}
        value={textOf(value) || undefined}
        options={options}
        empty={t('not_set')}
        onPick={put}
      />
    );
  return (
    <PickManyField
      {...common}
      value={[value].flat().map(textOf).filter(Boolean)}
      options={options}
      onPick={picked => put(picked.length === 0 ? undefined : picked.length === 1 ? picked[0] : picked)}
    />
  );
}
