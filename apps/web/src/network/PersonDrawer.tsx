import type { Person } from '@xinxuan/contract';
import { Drawer, Switch } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Field } from '../ui/Field.tsx';
import { Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import type { Secret } from './FirstPassword.tsx';
import styles from './network.module.css';
import { PersonFields, type PersonValues } from './PersonFields.tsx';
import { PersonPosts } from './PersonPosts.tsx';
import { networkWords } from './words.ts';

type PersonDrawerProps = { person: Person; onSecret: (secret: Secret) => void; onClose: () => void };

export function PersonDrawer({ person, onSecret, onClose }: PersonDrawerProps) {
  const t = useWords(networkWords);
  const { name, userName } = person;
  const [values, setValues] = useState<PersonValues>(() => valuesOf(person));
  const [active, setActive] = useState(person.active);
  const save = useAct(api.network.people.update.call, {
    done: saved => t('person_changed', { name: saved.name }),
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const reset = useAct(api.network.people.resetPassword.call, {
    onDone: ({ firstPassword }) => onSecret({ name, userName, password: firstPassword }),
  });
  return (
    <Drawer open size="large" title={name} onClose={onClose}>
      <Panel title={t('posts')}>
        <PersonPosts person={person} />
      </Panel>
      <Panel title={t('change_person')}>
        <PersonFields
          values={values}
          problems={save.refused?.fields ?? {}}
          disabled={person.can.change !== null}
          onChange={patch => setValues(before => ({ ...before, ...patch }))}
        />
        <Field label={t('account_on')} id="person-active" hint={t('account_on_hint')}>
          <div>
            <Switch
              id="person-active"
              checked={active}
              disabled={person.can.change !== null}
              onChange={setActive}
            />
          </div>
        </Field>
        <div className={styles.acts}>
          <ActButton
            type="primary"
            can={person.can.change}
            loading={save.busy}
            onClick={() => save.go({ ...values, id: person.id, version: person.version, active })}
          >
            {t('save_person')}
          </ActButton>
          <ConfirmAct
            can={person.can.reset}
            loading={reset.busy}
            question={t('reset_question', { name })}
            consequence={t('reset_consequence', { name })}
            act={t('reset_go')}
            onAct={() => reset.go({ id: person.id })}
          >
            {t('reset')}
          </ConfirmAct>
        </div>
      </Panel>
    </Drawer>
  );
}

function valuesOf({ name, userName, title, phone, email }: Person): PersonValues {
  return { name, userName, title, phone, email };
}
