import { useQuery } from '@tanstack/react-query';
import {
  CHANNELS,
  GENRES,
  IMPORTANCES,
  type Intake,
  MANUSCRIPT_TYPES,
  SECRECY_MARKS,
} from '@xinxuan/contract';
import { Input, Select } from 'antd';
import { api } from '../api/api.ts';
import { dayOf } from '../formats.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import { PeoplePick } from '../ui/PersonPick.tsx';
import UnitPick from '../ui/UnitPick.tsx';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import type { Draft, FieldName, Readings } from './draft.ts';
import styles from './manuscripts.module.css';
import { SureMark } from './SureMark.tsx';
import { useWritableUnits } from './useWritableUnits.ts';
import { manuscriptWords } from './words.ts';

type DraftFormProps = {
  draft: Draft;
  change: (patch: Partial<Draft>) => void;
  readings: Readings;
  intake: Intake | null;
  problems: Record<string, string>;
};

export function DraftForm({ draft, change, readings, intake, problems }: DraftFormProps) {
  const t = useWords(manuscriptWords);
  const today = dayOf(useNow());
  const units = useQuery(api.network.units.list.queryOptions({ input: {}, staleTime: 300_000 }));
  const writable = useWritableUnits();
  const mark = (field: FieldName) => readings[field] && <SureMark reading={readings[field]} />;
  const status = (problem: string | undefined) => (problem ? 'error' : '');
  return (
    <>
      <Field
        label={t('field.unit')}
        id="draft-unit"
        required
        mark={mark('unit')}
        problem={problems.unitId}
        hint={otherUnit(intake, draft, t)}
      >
        <UnitPick
          id="draft-unit"
          value={draft.unit?.id ?? null}
          status={status(problems.unitId)}
          among={writable ? new Set([...writable, ...(draft.unit ? [draft.unit.id] : [])]) : undefined}
          onChange={id => {
            const unit = units.data?.units.find(u => u.id === id);
            change({ unit: unit ? { id: unit.id, name: unit.name } : null });
          }}
        />
      </Field>
      <Field
        label={t('field.authors')}
        id="draft-authors"
        required
        mark={mark('authors')}
        problem={problems.authorIds}
        hint={unknownPeople(intake, t)}
      >
        <PeoplePick
          id="draft-authors"
          value={draft.authors}
          unitId={draft.unit?.id}
          status={status(problems.authorIds)}
          onChange={authors => change({ authors })}
        />
      </Field>
      <Field label={t('field.eventOn')} id="draft-day" mark={mark('eventOn')} problem={problems.eventOn}>
        <DayPick
          id="draft-day"
          value={draft.eventOn}
          until={today}
          status={status(problems.eventOn)}
          onChange={eventOn => change({ eventOn })}
        />
      </Field>
      <Choices draft={draft} change={change} typeMark={mark('type')} />
      <Field
        label={t('field.themes')}
        id="draft-themes"
        hint={t('field.themes_hint')}
        problem={problems.themes}
      >
        <Select
          id="draft-themes"
          mode="tags"
          value={draft.themes}
          maxCount={10}
          tokenSeparators={['，', '、', ',', ' ']}
          open={false}
          suffixIcon={null}
          onChange={(themes: string[]) => change({ themes: themes.map(w => w.slice(0, 20)) })}
        />
      </Field>
      <Field label={t('field.leadNote')} id="draft-lead" hint={t('field.leadNote_hint')}>
        <Input
          id="draft-lead"
          value={draft.leadNote ?? ''}
          maxLength={200}
          onChange={e => change({ leadNote: e.target.value || null })}
        />
      </Field>
    </>
  );
}

type ChoicesProps = Pick<DraftFormProps, 'draft' | 'change'> & { typeMark: React.ReactNode };

function Choices({ draft, change, typeMark }: ChoicesProps) {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  return (
    <>
      <Field label={t('field.importance')} id="draft-importance" hint={t('field.importance_hint')}>
        <Select
          id="draft-importance"
          value={draft.importance}
          options={IMPORTANCES.map(value => ({ value, label: c(`importance.${value}`) }))}
          onChange={importance => change({ importance })}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={t('field.type')} id="draft-type" mark={typeMark}>
          <Select
            id="draft-type"
            value={draft.type}
            options={MANUSCRIPT_TYPES.map(value => ({ value, label: c(`type.${value}`) }))}
            onChange={type => change({ type })}
          />
        </Field>
        <Field label={t('field.genre')} id="draft-genre">
          <Select
            id="draft-genre"
            value={draft.genre}
            options={GENRES.map(value => ({ value, label: c(`genre.${value}`) }))}
            onChange={genre => change({ genre })}
          />
        </Field>
        <Field label={t('field.channel')} id="draft-channel">
          <Select
            id="draft-channel"
            value={draft.channel}
            options={CHANNELS.map(value => ({ value, label: c(`channel.${value}`) }))}
            onChange={channel => change({ channel })}
          />
        </Field>
        <Field label={t('field.secrecy')} id="draft-secrecy">
          <Select
            id="draft-secrecy"
            value={draft.secrecy}
            options={SECRECY_MARKS.map(value => ({ value, label: c(`secrecy.${value}`) }))}
            onChange={secrecy => change({ secrecy })}
          />
        </Field>
      </div>
    </>
  );
}

type Say = ReturnType<typeof useWords<typeof manuscriptWords.zh>>;

function otherUnit(intake: Intake | null, draft: Draft, t: Say): string | undefined {
  const unit = intake?.unit.value;
  if (!unit || (unit.id ?? unit.text) === (unit.id ? draft.unit?.id : draft.unit?.name)) return undefined;
  return t(unit.id ? 'intake.unit_elsewhere' : 'intake.unit_unknown', { text: unit.text });
}

function unknownPeople(intake: Intake | null, t: Say): string | undefined {
  const names = intake?.correspondents.value.filter(p => !p.id).map(p => p.text) ?? [];
  return names.length > 0 ? t('intake.person_unknown', { names: names.join('、') }) : undefined;
}
