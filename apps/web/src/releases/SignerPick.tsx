import { Select } from 'antd';
import { useWords } from '../words/i18n.ts';
import { releaseWords } from './words.ts';

type SignerPickProps = {
  id: string;
  people: readonly { id: string; name: string; post: string }[];
  value: string | null;
  /** Named for another duty already. */
  taken?: ReadonlySet<string>;
  status?: 'error';
  onChange: (personId: string) => void;
};

export function SignerPick({ id, people, value, taken, status, onChange }: SignerPickProps) {
  const t = useWords(releaseWords);
  const isTaken = (person: string): boolean => person !== value && taken?.has(person) === true;
  return (
    <Select<string>
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? undefined}
      status={status}
      placeholder={t('signer_pick')}
      style={{ width: '100%' }}
      options={people.map(each => ({
        value: each.id,
        label: isTaken(each.id)
          ? t('signer_taken', { name: each.name, post: each.post })
          : `${each.name}　${each.post}`,
        disabled: isTaken(each.id),
      }))}
      onChange={onChange}
    />
  );
}
