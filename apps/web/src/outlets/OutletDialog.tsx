import { OUTLET_KINDS, OUTLET_LEVELS, type Outlet } from '@xinxuan/contract';
import { Button, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { dayOf } from '../formats.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { outletWords } from './words.ts';

type OutletFields = Pick<Outlet, 'name' | 'level' | 'kind' | 'internal' | 'openedOn' | 'closedOn'>;

/** Adds an outlet, or changes one. Levels decide points, so they are asked before everything but the name. */
export function OutletDialog({ outlet, onClose }: { outlet: Outlet | null; onClose: () => void }) {
  const t = useWords(outletWords);
  const c = useWords(commonWords);
  const today = dayOf(useNow());
  const [fields, setFields] = useState<OutletFields>(
    outlet ?? {
      name: '',
      level: 'district',
      kind: 'paper',
      internal: false,
      openedOn: today,
      closedOn: null,
    },
  );
  const set = (patch: Partial<OutletFields>) => setFields(before => ({ ...before, ...patch }));
  const act = useAct(
    (input: OutletFields) =>
      outlet
        ? api.outlets.update.call({ ...input, id: outlet.id, version: outlet.version })
        : api.outlets.create.call(input),
    {
      done: saved => t(outlet ? 'changed' : 'added', { name: saved.name }),
      onDone: onClose,
      onRefused: refused => Object.keys(refused.fields).length > 0,
    },
  );
  const problems = act.refused?.fields ?? {};
  const can = outlet?.can.change ?? null;
  return (
    <Modal
      open
      title={t(outlet ? 'change' : 'add')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <ActButton type="primary" can={can} loading={act.busy} onClick={() => act.go(fields)}>
            {t(outlet ? 'save_change' : 'save_add')}
          </ActButton>
        </>
      }
    >
      <Field
        label={t('name')}
        id="outlet-name"
        required
        problem={problems.name ?? (fields.name.length === 1 ? t('name_problem') : null)}
      >
        <Input
          id="outlet-name"
          value={fields.name}
          maxLength={60}
          disabled={can !== null}
          onChange={event => set({ name: event.target.value })}
        />
      </Field>
      <Field label={t('level')} id="outlet-level" problem={problems.level}>
        <Select
          id="outlet-level"
          value={fields.level}
          disabled={can !== null}
          options={OUTLET_LEVELS.map(value => ({ value, label: c(`level.${value}`) }))}
          onChange={level => set({ level })}
        />
      </Field>
      <Field label={t('kind')} id="outlet-kind" problem={problems.kind}>
        <Select
          id="outlet-kind"
          value={fields.kind}
          disabled={can !== null}
          options={OUTLET_KINDS.map(value => ({ value, label: c(`outlet_kind.${value}`) }))}
          onChange={kind => set({ kind })}
        />
      </Field>
      <Field label={t('internal_yes')} id="outlet-internal" hint={t('internal_hint')}>
        <div>
          <Switch
            id="outlet-internal"
            checked={fields.internal}
            disabled={can !== null}
            onChange={internal => set({ internal })}
          />
        </div>
      </Field>
      <Field label={t('opened')} id="outlet-opened" problem={problems.openedOn} required>
        <DayPick
          required
          id="outlet-opened"
          value={fields.openedOn}
          disabled={can !== null}
          onChange={openedOn => openedOn && set({ openedOn })}
        />
      </Field>
      <Field label={t('closed')} id="outlet-closed" hint={t('closed_hint')} problem={problems.closedOn}>
        <DayPick
          id="outlet-closed"
          value={fields.closedOn}
          disabled={can !== null}
          onChange={closedOn => set({ closedOn })}
        />
      </Field>
    </Modal>
  );
}
