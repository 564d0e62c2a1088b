import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { INSTRUCTION_LEVELS, type InstructionLevel, type Manuscript } from '@xinxuan/contract';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { dayOf } from '../formats.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { DayPickTime } from '../ui/DayPickTime.tsx';
import { Field } from '../ui/Field.tsx';
import { FileDrop } from '../ui/FileDrop.tsx';
import UnitPick from '../ui/UnitPick.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './instructions.module.css';
import { instructionWords } from './words.ts';

type Acting = { key: number; unitId: string | null; dueOn: string | null; dueMinute: number | null };
type Written = {
  giver: string;
  level: InstructionLevel;
  givenOn: string | null;
  text: string;
  file: { id: string; name: string } | null;
  units: Acting[];
};

/** Records what a leader wrote on a manuscript, and which units have to act on it. */
export function RecordDialog({ manuscript, onClose }: { manuscript: Manuscript; onClose: () => void }) {
  const t = useWords(instructionWords);
  const c = useWords(commonWords);
  const today = dayOf(useNow());
  const [written, setWritten] = useState<Written>({
    ...{ giver: '', level: 'district', givenOn: today, text: '', file: null },
    units: [{ key: 0, unitId: manuscript.unit.id, dueOn: null, dueMinute: null }],
  });
  const change = (patch: Partial<Written>) => setWritten(before => ({ ...before, ...patch }));
  const record = useAct(api.instructions.record.call, {
    done: made =>
      made.receivers.length === 0
        ? t('record_done', { giver: made.giver })
        : t('record_done_units', {
            giver: made.giver,
            units: made.receivers.map(each => each.unit.name).join('、'),
          }),
    onDone: onClose,
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const problems = record.refused?.fields ?? {};
  const { giver, level, givenOn, text, file, units } = written;
  const ready = giver.trim().length >= 2 && givenOn && text.trim().length >= 2;
  const go = () => {
    if (!ready) return;
    const receivers = units.flatMap(({ unitId, ...due }) =>
      unitId ? [{ unitId, dueOn: due.dueOn, dueMinute: due.dueMinute }] : [],
    );
    record.go({
      ...{ manuscriptId: manuscript.id, giver: giver.trim(), level, givenOn, text: text.trim() },
      ...{ fileId: file?.id ?? null, receivers },
    });
  };
  return (
    <Modal
      open
      width={640}
      title={t('record')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button type="primary" disabled={!ready} loading={record.busy} onClick={go}>
            {t('record_go')}
          </Button>
        </>
      }
    >
      <p className={styles.faint}>{t('record_hint')}</p>
      <Field
        label={t('giver')}
        id="instruction-giver"
        required
        hint={t('giver_hint')}
        problem={problems.giver}
      >
        <Input
          id="instruction-giver"
          value={giver}
          maxLength={60}
          autoFocus
          onChange={event => change({ giver: event.target.value })}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={t('level')} id="instruction-level" required>
          <Select<InstructionLevel>
            id="instruction-level"
            value={level}
            style={{ width: '100%' }}
            options={INSTRUCTION_LEVELS.map(value => ({ value, label: t(`level.${value}`) }))}
            onChange={value => change({ level: value })}
          />
        </Field>
        <Field label={t('given_on')} id="instruction-day" required problem={problems.givenOn}>
          <DayPick
            id="instruction-day"
            value={givenOn}
            until={today}
            onChange={value => change({ givenOn: value })}
          />
        </Field>
      </div>
      <Field label={t('text')} id="instruction-text" required hint={t('text_hint')} problem={problems.text}>
        <Input.TextArea
          id="instruction-text"
          value={text}
          maxLength={2000}
          autoSize={{ minRows: 3, maxRows: 10 }}
          onChange={event => change({ text: event.target.value })}
        />
      </Field>
      <ActingUnits
        units={units}
        givenOn={givenOn}
        problems={problems}
        onUnits={next => change({ units: next })}
      />
      <Field label={t('scan')} id="instruction-scan" hint={t('scan_hint')}>
        {file ? (
          <p className={styles.file}>
            <span>{file.name}</span>
            <Button size="small" type="text" onClick={() => change({ file: null })}>
              {t('drop_scan')}
            </Button>
          </p>
        ) : (
          <FileDrop
            small
            label={t('scan')}
            accept={['.pdf', '.jpg', '.jpeg', '.png']}
            onStored={stored => change({ file: { id: stored.id, name: stored.name } })}
          />
        )}
      </Field>
    </Modal>
  );
}

type ActingProps = {
  units: Acting[];
  givenOn: string | null;
  problems: Record<string, string>;
  onUnits: (units: Acting[]) => void;
};

/** The units that have to act, each by its own day. */
function ActingUnits({ units, givenOn, problems, onUnits }: ActingProps) {
  const t = useWords(instructionWords);
  const change = (key: number, patch: Partial<Acting>) =>
    onUnits(units.map(each => (each.key === key ? { ...each, ...patch } : each)));
  const add = () =>
    onUnits([
      ...units,
      { key: Math.max(-1, ...units.map(each => each.key)) + 1, unitId: null, dueOn: null, dueMinute: null },
    ]);
  return (
    <fieldset className={styles.acting}>
      <legend>{t('units')}</legend>
      {units.length === 0 && <p className={styles.faint}>{t('no_units')}</p>}
      {units.map((each, index) => {
        const problem = problems[`receivers.${index}.unitId`] ?? problems[`receivers.${index}.dueOn`];
        return (
          <div key={each.key} className={styles.actingRow}>
            <Field label={t('unit')} id={`instruction-unit-${each.key}`} problem={problem}>
              <UnitPick
                id={`instruction-unit-${each.key}`}
                value={each.unitId}
                onChange={unitId => change(each.key, { unitId })}
              />
            </Field>
            <Field label={t('due')} id={`instruction-due-${each.key}`}>
              <DayPickTime
                id={`instruction-due-${each.key}`}
                label={t('due')}
                day={each.dueOn}
                minute={each.dueMinute}
                from={givenOn ?? undefined}
                onChange={due => change(each.key, { dueOn: due.day, dueMinute: due.minute })}
              />
            </Field>
            <Button
              type="text"
              aria-label={t('remove_unit')}
              icon={<DeleteOutlined aria-hidden />}
              onClick={() => onUnits(units.filter(other => other.key !== each.key))}
            />
          </div>
        );
      })}
      <Button icon={<PlusOutlined aria-hidden />} onClick={add}>
        {t('add_unit')}
      </Button>
    </fieldset>
  );
}
