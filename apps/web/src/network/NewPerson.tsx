import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import type { Secret } from './FirstPassword.tsx';
import { NEW_PERSON, PersonFields, type PersonValues } from './PersonFields.tsx';
import { networkWords } from './words.ts';

export function NewPerson({ onClose, onAdded }: { onClose: () => void; onAdded: (secret: Secret) => void }) {
  const t = useWords(networkWords);
  const c = useWords(commonWords);
  const [values, setValues] = useState<PersonValues>(NEW_PERSON);
  const add = useAct(api.network.people.create.call, {
    onDone: ({ person, firstPassword }) =>
      onAdded({ name: person.name, userName: person.userName, password: firstPassword }),
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  return (
    <Modal
      open
      title={t('add_person')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={values.name.trim() === '' || values.userName.trim() === ''}
            loading={add.busy}
            onClick={() => add.go(values)}
          >
            {t('add_person_go')}
          </Button>
        </>
      }
    >
      <PersonFields
        values={values}
        problems={add.refused?.fields ?? {}}
        disabled={false}
        onChange={patch => setValues(before => ({ ...before, ...patch }))}
      />
    </Modal>
  );
}
