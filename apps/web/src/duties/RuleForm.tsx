import { useQuery } from '@tanstack/react-query';
import { type DutyRule, RECURRING_KINDS, UNIT_KINDS } from '@xinxuan/contract';
import { Button, Input, InputNumber, Modal, Segmented, Select, Switch, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { dayOf } from '../formats.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './duties.module.css';
import { dutyWords } from './words.ts';

export type FreshRule = Omit<DutyRule, 'id'> & { id?: string };
const RHYTHMS = ['working_day', 'week', 'month'] as const;
const PERS = ['unit', 'person'] as const;

/** One rule of recurring duties. */
export function RuleForm({ start, onClose }: { start: FreshRule; onClose: () => void }) {
  const t = useWords(dutyWords);
  const c = useWords(commonWords);
  const today = dayOf(useNow());
  const [rule, setRule] = useState<FreshRule>(() => ({ ...start, fromOn: start.fromOn || today }));
  const groups = useQuery(api.network.groups.list.queryOptions({ staleTime: 300_000 }));
  const save = useAct(api.duties.saveRule.call, { done: () => t('saved'), onDone: onClose });
  const put = (patch: Partial<FreshRule>): void => setRule(before => ({ ...before, ...patch }));
  const options = <V extends string>(values: readonly V[], label: (value: V) => string) =>
    values.map(value => ({ value, label: label(value) }));
  return (
    <Modal
      open
      width={680}
      title={start.id ? start.name : t('add_rule')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            loading={save.busy}
            disabled={rule.name.trim() === ''}
            onClick={() => save.go({ ...rule, name: rule.name.trim() })}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <div className={styles.rule}>
        <Field id="rule-name" label={t('name')} required>
          <Input
            id="rule-name"
            value={rule.name}
            maxLength={60}
            onChange={e => put({ name: e.target.value })}
          />
        </Field>
        <Field id="rule-kind" label={t('kind')}>
          <Select
            id="rule-kind"
            value={rule.kind}
            options={options(RECURRING_KINDS, kind => t(`kind.${kind}`))}
            onChange={kind => put({ kind })}
          />
        </Field>
        <Field id="rule-rhythm" label={t('rhythm')}>
          <Segmented
            id="rule-rhythm"
            value={rule.rhythm}
            options={options(RHYTHMS, rhythm => t(`rhythm.${rhythm}`))}
            onChange={rhythm => put({ rhythm, workingDay: rhythm === 'working_day' ? 1 : -1 })}
          />
        </Field>
        {rule.rhythm !== 'working_day' && (
          <Field id="rule-day" label={t('working_day')} hint={t('working_day_hint')}>
            <InputNumber
              id="rule-day"
              value={rule.workingDay}
              min={-31}
              max={31}
              precision={0}
              onChange={day => put({ workingDay: day || 1 })}
            />
          </Field>
        )}
        <Field id="rule-time" label={t('time')}>
          <TimePicker
            id="rule-time"
            format="HH:mm"
            allowClear={false}
            value={dayjs().startOf('day').add(rule.minute, 'minute')}
            onChange={time => time && put({ minute: time.hour() * 60 + time.minute() })}
          />
        </Field>
        <Field id="rule-close" label={t('close_after')} hint={t('close_hint')}>
          <InputNumber
            id="rule-close"
            value={rule.closeAfter}
            min={0}
            max={44_640}
            precision={0}
            onChange={closeAfter => put({ closeAfter })}
          />
        </Field>
        <Field id="rule-per" label={t('per')}>
          <Segmented
            id="rule-per"
            value={rule.per}
            options={options(PERS, per => t(`per.${per}`))}
            onChange={per => put({ per })}
          />
        </Field>
        <Field id="rule-kinds" label={t('unit_kinds')} hint={t('unit_kinds_hint')}>
          <Select
            id="rule-kinds"
            mode="multiple"
            value={rule.unitKinds}
            options={options(UNIT_KINDS, kind => c(`unit_kind.${kind}`))}
            onChange={unitKinds => put({ unitKinds })}
          />
        </Field>
        <Field id="rule-groups" label={t('groups')}>
          <Select
            id="rule-groups"
            mode="multiple"
            value={rule.groupIds}
            options={(groups.data ?? []).map(group => ({ value: group.id, label: group.name }))}
            onChange={groupIds => put({ groupIds })}
          />
        </Field>
        <Field id="rule-from" label={t('from')}>
          <DayPick
            required
            id="rule-from"
            value={rule.fromOn}
            onChange={day => day && put({ fromOn: day })}
          />
        </Field>
        <Field id="rule-until" label={t('until')}>
          <DayPick id="rule-until" value={rule.toOn} onChange={toOn => put({ toOn })} />
        </Field>
        <Field id="rule-nil" label={t('nil_allowed')}>
          <div>
            <Switch id="rule-nil" checked={rule.nilAllowed} onChange={nilAllowed => put({ nilAllowed })} />
          </div>
        </Field>
      </div>
    </Modal>
  );
}
