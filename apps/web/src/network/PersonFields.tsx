import { Input } from 'antd';
import { Field } from '../ui/Field.tsx';
import { useWords } from '../words/i18n.ts';
import { networkWords } from './words.ts';

export type PersonValues = {
  name: string;
  userName: string;
  title: string;
  phone: string | null;
  email: string | null;
};
export const NEW_PERSON: PersonValues = { name: '', userName: '', title: '', phone: null, email: null };

type PersonFieldsProps = {
  values: PersonValues;
  problems: Record<string, string>;
  disabled: boolean;
  onChange: (patch: Partial<PersonValues>) => void;
};

export function PersonFields({ values, problems, disabled, onChange }: PersonFieldsProps) {
  const t = useWords(networkWords);
  const line = (
    key: keyof PersonValues,
    label: string,
    more: { max: number; hint?: string; type?: string },
  ) => (
    <Field
      label={label}
      id={`person-${key}`}
      required={key === 'name' || key === 'userName'}
      hint={more.hint}
      problem={problems[key]}
    >
      <Input
        id={`person-${key}`}
        type={more.type}
        value={values[key] ?? ''}
        maxLength={more.max}
        disabled={disabled}
        autoComplete="off"
        onChange={event => {
          const empty = key === 'phone' || key === 'email' ? null : '';
          onChange({ [key]: event.target.value || empty });
        }}
      />
    </Field>
  );
  return (
    <>
      {line('name', t('person_name'), { max: 30 })}
      {line('userName', t('user_name'), { max: 32, hint: t('user_name_hint') })}
      {line('title', t('title'), { max: 40 })}
      {line('phone', t('phone'), { max: 30, type: 'tel' })}
      {line('email', t('email'), { max: 120, type: 'email' })}
    </>
  );
}
