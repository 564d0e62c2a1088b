import { useQuery } from '@tanstack/react-query';
import { UNIT_KINDS, type UnitKind } from '@xinxuan/contract';
import { Input, Select } from 'antd';
import { api } from '../api/api.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { networkWords } from './words.ts';

export type UnitValues = {
  name: string;
  shortName: string;
  aliases: string[];
  kind: UnitKind;
  groupId: string | null;
  deskName: string | null;
  openedOn: string;
};

type UnitFieldsProps = {
  values: UnitValues;
  problems: Record<string, string>;
  disabled: boolean;
  onChange: (patch: Partial<UnitValues>) => void;
};

export function UnitFields({ values, problems, disabled, onChange }: UnitFieldsProps) {
  const t = useWords(networkWords);
  const c = useWords(commonWords);
  const groups = useQuery(api.network.groups.list.queryOptions());
  return (
    <>
      <Field label={t('name')} id="unit-name" required problem={problems.name}>
        <Input
          id="unit-name"
          value={values.name}
          maxLength={60}
          disabled={disabled}
          onChange={event => onChange({ name: event.target.value })}
        />
      </Field>
      <Field
        label={t('short_name')}
        id="unit-short"
        required
        hint={t('short_name_hint')}
        problem={problems.shortName}
      >
        <Input
          id="unit-short"
          value={values.shortName}
          maxLength={30}
          disabled={disabled}
          onChange={event => onChange({ shortName: event.target.value })}
        />
      </Field>
      <Field label={t('aliases')} id="unit-aliases" hint={t('aliases_hint')} problem={problems.aliases}>
        <Select
          id="unit-aliases"
          mode="tags"
          open={false}
          suffixIcon={null}
          value={values.aliases}
          disabled={disabled}
          maxCount={20}
          onChange={aliases => onChange({ aliases })}
        />
      </Field>
      <Field label={t('kind')} id="unit-kind" problem={problems.kind}>
        <Select
          id="unit-kind"
          value={values.kind}
          disabled={disabled}
          options={UNIT_KINDS.map(value => ({ value, label: c(`unit_kind.${value}`) }))}
          onChange={kind => onChange({ kind })}
        />
      </Field>
      <Field label={t('group')} id="unit-group" problem={problems.groupId}>
        <Select<string>
          id="unit-group"
          value={values.groupId ?? undefined}
          allowClear
          disabled={disabled}
          loading={groups.isPending}
          placeholder={t('group_none')}
          options={(groups.data ?? []).map(group => ({ value: group.id, label: group.name }))}
          onChange={groupId => onChange({ groupId: groupId ?? null })}
        />
      </Field>
      <Field label={t('desk')} id="unit-desk" hint={t('desk_hint')} problem={problems.deskName}>
        <Input
          id="unit-desk"
          value={values.deskName ?? ''}
          maxLength={30}
          disabled={disabled}
          onChange={event => onChange({ deskName: event.target.value || null })}
        />
      </Field>
      <Field label={t('opened')} id="unit-opened" required problem={problems.openedOn}>
        <DayPick
          required
          id="unit-opened"
          value={values.openedOn}
          disabled={disabled}
          onChange={openedOn => openedOn && onChange({ openedOn })}
        />
      </Field>
    </>
  );
}
