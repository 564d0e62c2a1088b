import { GENRES, type OutletLevel, POSITIONS } from '@xinxuan/contract';
import { Input, InputNumber, Select } from 'antd';
import { dayOf } from '../formats.ts';
import { OutletPick } from '../outlets/OutletPick.tsx';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './adoptions.module.css';
import type { Placement } from './placement.ts';
import { adoptionWords } from './words.ts';

type PlacementFieldsProps = {
  value: Placement;
  /** The levels of the outlets that this act may name. */
  levels: readonly OutletLevel[];
  onChange: (patch: Partial<Placement>) => void;
  /** Sentences of a refused act, by field of the contract. */
  problems: Record<string, string>;
};

export function PlacementFields({ value, levels, onChange, problems }: PlacementFieldsProps) {
  const t = useWords(adoptionWords);
  const c = useWords(commonWords);
  const today = dayOf(useNow());
  return (
    <div className={styles.fields}>
      <Field label={t('outlet')} id="place-outlet" required problem={problems.outletId}>
        <OutletPick
          id="place-outlet"
          value={value.outlet}
          levels={levels}
          onChange={outlet => onChange({ outlet })}
        />
      </Field>
      <Field label={t('published')} id="place-day" required problem={problems.publishedOn}>
        <DayPick
          id="place-day"
          value={value.publishedOn}
          until={today}
          onChange={publishedOn => onChange({ publishedOn })}
        />
      </Field>
      <Field label={t('issue')} id="place-issue" hint={t('issue_hint')} problem={problems.issue}>
        <Input
          id="place-issue"
          value={value.issue}
          maxLength={30}
          onChange={event => onChange({ issue: event.target.value })}
        />
      </Field>
      <Field label={t('page')} id="place-page" hint={t('page_hint')} problem={problems.page}>
        <Input
          id="place-page"
          value={value.page}
          maxLength={30}
          onChange={event => onChange({ page: event.target.value })}
        />
      </Field>
      <Field label={t('genre')} id="place-genre" required problem={problems.genre}>
        <Select
          id="place-genre"
          value={value.genre}
          options={GENRES.map(genre => ({ value: genre, label: c(`genre.${genre}`) }))}
          onChange={genre => onChange({ genre })}
        />
      </Field>
      <Field label={t('position')} id="place-position" required problem={problems.position}>
        <Select
          id="place-position"
          value={value.position}
          options={POSITIONS.map(position => ({ value: position, label: c(`position.${position}`) }))}
          onChange={position => onChange({ position })}
        />
      </Field>
      <Field label={t('length')} id="place-length" hint={t('length_hint')} problem={problems.length}>
        <InputNumber
          id="place-length"
          value={value.length}
          min={1}
          max={1_000_000}
          precision={0}
          style={{ width: '100%' }}
          onChange={length => onChange({ length })}
        />
      </Field>
    </div>
  );
}
