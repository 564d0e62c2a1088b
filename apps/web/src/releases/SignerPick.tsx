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
        label: `${each.name}　${each.post}`,
        disabled: each.id !== value && taken?.has(each.id),
      }))}
      onChange={onChange}
    />
  );
}
