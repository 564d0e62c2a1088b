import type { PlanTopic } from '@xinxuan/contract';
import { Button, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { UnitsPick } from '../commissions/UnitsPick.tsx';
import { useMe } from '../session/me.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { DayPickTime } from '../ui/DayPickTime.tsx';
import { Field } from '../ui/Field.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './plans.module.css';
import { useUnitNames } from './useUnitNames.ts';
import { planWords } from './words.ts';

type Target = { unitId: string; items: number; adoptions: number };
type Written = {
  title: string;
  wanted: string;
  theme: string;
  from: string | null;
  to: string | null;
  dueOn: string | null;
  dueMinute: number | null;
  targets: Target[];
};
type DialogProps = { year: number; month: number; topic?: PlanTopic; onClose: () => void };

const two = (number: number): string => String(number).padStart(2, '0');

function begun(year: number, month: number, topic: PlanTopic | undefined): Written {
  if (topic) {
    const { title, wanted, theme, from, to, dueOn, dueMinute, progress } = topic;
    const targets = progress
      .filter(each => each.items + each.adoptions > 0)
      .map(({ unit, items, adoptions }) => ({ unitId: unit.id, items, adoptions }));
    return { title, wanted, theme: theme ?? '', from, to, dueOn, dueMinute, targets };
  }
  const last = new Date(Date.UTC(year, month || 12, 0)).getUTCDate();
  const [from, to] = [`${year}-${two(month || 1)}-01`, `${year}-${two(month || 12)}-${two(last)}`];
  return { title: '', wanted: '', theme: '', from, to, dueOn: null, dueMinute: null, targets: [] };
}

/** A topic with its period and what every unit is to deliver. */
export function TopicDialog({ year, month, topic, onClose }: DialogProps) {
  const t = useWords(planWords);
  const c = useWords(commonWords);
  const { post } = useMe();
  const [written, setWritten] = useState(() => begun(year, month, topic));
  const change = (patch: Partial<Written>) => setWritten(before => ({ ...before, ...patch }));
  const onRefused = (refused: { fields: object }) => Object.keys(refused.fields).length > 0;
  const add = useAct(api.plans.add.call, { done: () => t('added'), onDone: onClose, onRefused });
  const save = useAct(api.plans.save.call, { done: () => t('saved'), onDone: onClose, onRefused });
  const problems = add.refused?.fields ?? save.refused?.fields ?? {};
  const { title, wanted, theme, from, to, dueOn, dueMinute, targets } = written;
  const within = { from: `${year}-01-01`, until: `${year}-12-31` };
  const ready = post && title.trim().length >= 2 && from && to;
  const go = () => {
    if (!ready) return;
    const fields = {
      title: title.trim(),
      wanted: wanted.trim(),
      theme: theme.trim() || null,
      from,
      to,
      dueOn,
      dueMinute,
      targets,
    };
    if (topic) save.go({ id: topic.id, version: topic.version, ...fields });
    else add.go({ unitId: post.unit.id, year, ...fields });
  };
  return (
    <Modal
      open
      width={680}
      title={t(topic ? 'edit' : 'add')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button type="primary" disabled={!ready} loading={add.busy || save.busy} onClick={go}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Field label={t('field_title')} id="topic-title" required problem={problems.title}>
        <Input
          id="topic-title"
          value={title}
          maxLength={60}
          autoFocus
          onChange={event => change({ title: event.target.value })}
        />
      </Field>
      <Field label={t('field_wanted')} id="topic-wanted" problem={problems.wanted}>
        <Input.TextArea
          id="topic-wanted"
          value={wanted}
          maxLength={1000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={event => change({ wanted: event.target.value })}
        />
      </Field>
      <Field label={t('field_theme')} id="topic-theme" problem={problems.theme}>
        <Input
          id="topic-theme"
          value={theme}
          maxLength={20}
          onChange={event => change({ theme: event.target.value })}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={t('field_from')} id="topic-from" required problem={problems.from}>
          <DayPick id="topic-from" value={from} {...within} onChange={value => change({ from: value })} />
        </Field>
        <Field label={t('field_to')} id="topic-to" required problem={problems.to}>
          <DayPick
            id="topic-to"
            value={to}
            {...within}
            from={from ?? within.from}
            onChange={value => change({ to: value })}
          />
        </Field>
      </div>
      <Field label={t('field_due')} id="topic-due" hint={t('field_due_hint')} problem={problems.dueOn}>
        <DayPickTime
          id="topic-due"
          label={t('field_due')}
          day={dueOn}
          minute={dueMinute}
          from={from ?? undefined}
          onChange={due => change({ dueOn: due.day, dueMinute: due.minute })}
        />
      </Field>
      <Field label={t('field_targets')} id="topic-units" problem={problems.targets}>
        <Targets
          targets={targets}
          below={post?.unit.id ?? ''}
          onTargets={next => change({ targets: next })}
        />
      </Field>
    </Modal>
  );
}

type TargetsProps = { targets: Target[]; below: string; onTargets: (targets: Target[]) => void };

function Targets({ targets, below, onTargets }: TargetsProps) {
  const t = useWords(planWords);
  const nameOf = useUnitNames();
  const change = (unitId: string, patch: Partial<Target>) =>
    onTargets(targets.map(each => (each.unitId === unitId ? { ...each, ...patch } : each)));
  const pick = (ids: string[]) =>
    onTargets(
      ids.map(id => targets.find(each => each.unitId === id) ?? { unitId: id, items: 1, adoptions: 0 }),
    );
  return (
    <>
      <UnitsPick id="topic-units" value={targets.map(each => each.unitId)} below={below} onChange={pick} />
      {targets.map(({ unitId, items, adoptions }) => (
        <p key={unitId} className={styles.target}>
          <span>{nameOf(unitId)}</span>
          {t('head_items')}
          <InputNumber
            aria-label={t('target_items', { unit: nameOf(unitId) })}
            value={items}
            min={0}
            max={9999}
            precision={0}
            onChange={value => change(unitId, { items: value ?? 0 })}
          />
          {t('head_adoptions')}
          <InputNumber
            aria-label={t('target_adoptions', { unit: nameOf(unitId) })}
            value={adoptions}
            min={0}
            max={9999}
            precision={0}
            onChange={value => change(unitId, { adoptions: value ?? 0 })}
          />
          <Button
            size="small"
            type="text"
            aria-label={t('drop_unit', { unit: nameOf(unitId) })}
            onClick={() => onTargets(targets.filter(each => each.unitId !== unitId))}
          >
            {t('drop')}
          </Button>
        </p>
      ))}
    </>
  );
}
