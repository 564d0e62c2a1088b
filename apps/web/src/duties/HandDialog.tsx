import { useQuery } from '@tanstack/react-query';
import type { Duty } from '@xinxuan/contract';
import { Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './duties.module.css';
import { dutyWords } from './words.ts';

/** Hands a duty to another: only those who may do it are offered, and both are told. */
export function HandDialog({
  duty,
  onClose,
}: {
  duty: Pick<Duty, 'id' | 'version' | 'kind'>;
  onClose: () => void;
}) {
  const t = useWords(dutyWords);
  const c = useWords(commonWords);
  const [personId, setPersonId] = useState<string | null>(null);
  const query = useQuery(api.duties.handTo.queryOptions({ input: { id: duty.id } }));
  const hand = useAct(api.duties.hand.call, {
    done: out => t('hand_done', { name: out.person?.name ?? '' }),
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={t('hand')}
      hint={t('hand_hint')}
      label={t('reason')}
      act={t('hand')}
      ready={personId !== null}
      need={t('hand_need')}
      busy={hand.busy}
      onAct={reason => personId && hand.go({ id: duty.id, version: duty.version, personId, reason })}
      onClose={onClose}
    >
      <Loaded query={query}>
        {({ people }) =>
          people.length === 0 ? (
            <p className={styles.quiet}>{t('hand_nobody')}</p>
          ) : (
            <Field id="duty-to" label={t('hand_to')} required>
              <Select
                id="duty-to"
                showSearch={{ optionFilterProp: 'label' }}
                style={{ width: '100%' }}
                value={personId}
                placeholder={t('hand_choose')}
                options={people.map(({ id, name, role, unit }) => ({
                  value: id,
                  label: `${name}　${unit.name} ${c(`role.${role}`)}`,
                }))}
                onChange={setPersonId}
              />
            </Field>
          )
        }
      </Loaded>
    </ReasonDialog>
  );
}
