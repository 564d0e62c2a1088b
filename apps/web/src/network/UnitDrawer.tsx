import type { Unit } from '@xinxuan/contract';
import { Drawer } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { dayOf } from '../formats.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { CloseUnit } from './CloseUnit.tsx';
import { MoveUnit } from './MoveUnit.tsx';
import styles from './network.module.css';
import { UnitFields, type UnitValues } from './UnitFields.tsx';
import { networkWords } from './words.ts';

type UnitDrawerProps = {
  /** The unit that is looked at, or null while one is added below `parent`. */
  unit: Unit | null;
  parent: Unit | null;
  readOnly: boolean;
  onClose: () => void;
};

export function UnitDrawer({ unit, parent, readOnly, onClose }: UnitDrawerProps) {
  const t = useWords(networkWords);
  const today = dayOf(useNow());
  const [values, setValues] = useState<UnitValues>(() => (unit ? valuesOf(unit) : newUnit(today)));
  const act = useAct(
    (input: UnitValues) =>
      unit
        ? api.network.units.update.call({ ...input, id: unit.id, version: unit.version })
        : api.network.units.create.call({ ...input, parentId: parent?.id ?? '' }),
    {
      done: saved =>
        unit
          ? t('unit_changed', { name: saved.name })
          : t('added', { name: saved.name, parent: parent?.name ?? '' }),
      onDone: onClose,
      onRefused: refused => Object.keys(refused.fields).length > 0,
    },
  );
  const can = unit ? unit.can.change : (parent?.can.addBelow ?? null);
  const locked = readOnly || can !== null;
  return (
    <Drawer
      open
      size="large"
      title={unit ? unit.name : t('add_below_of', { name: parent?.name ?? '' })}
      onClose={onClose}
    >
      <UnitFields
        values={values}
        problems={act.refused?.fields ?? {}}
        disabled={locked}
        onChange={patch => setValues(before => ({ ...before, ...patch }))}
      />
      {!readOnly && (
        <div className={styles.acts}>
          <ActButton type="primary" can={can} loading={act.busy} onClick={() => act.go(values)}>
            {t(unit ? 'save_unit' : 'add_go')}
          </ActButton>
          {unit && <UnitActs unit={unit} />}
        </div>
      )}
    </Drawer>
  );
}

function UnitActs({ unit }: { unit: Unit }) {
  const t = useWords(networkWords);
  const [asking, setAsking] = useState<'move' | 'close' | null>(null);
  const reopen = useAct(api.network.units.reopen.call, { done: () => t('reopened', { name: unit.name }) });
  const shut = () => setAsking(null);
  return (
    <>
      {unit.parentId && (
        <ActButton can={unit.can.change} onClick={() => setAsking('move')}>
          {t('move')}
        </ActButton>
      )}
      {unit.closedOn ? (
        <ActButton
          can={unit.can.change}
          loading={reopen.busy}
          onClick={() => reopen.go({ id: unit.id, version: unit.version })}
        >
          {t('reopen')}
        </ActButton>
      ) : (
        unit.parentId && (
          <ActButton danger can={unit.can.close} onClick={() => setAsking('close')}>
            {t('close')}
          </ActButton>
        )
      )}
      {asking === 'move' && <MoveUnit unit={unit} onClose={shut} />}
      {asking === 'close' && <CloseUnit unit={unit} onClose={shut} />}
    </>
  );
}

function valuesOf({ name, shortName, aliases, kind, group, deskName, openedOn }: Unit): UnitValues {
  return { name, shortName, aliases, kind, groupId: group?.id ?? null, deskName, openedOn };
}

function newUnit(today: string): UnitValues {
  return {
    name: '',
    shortName: '',
    aliases: [],
    kind: 'section',
    groupId: null,
    deskName: null,
    openedOn: today,
  };
}
