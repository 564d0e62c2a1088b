import { type ImportRow, MANUSCRIPT_TYPES } from '@xinxuan/contract';
import { Button, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { api } from '../api/api.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import { PeoplePick } from '../ui/PersonPick.tsx';
import UnitPick from '../ui/UnitPick.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './imports.module.css';
import { importWords } from './words.ts';

/** Puts right what was found in one document or row. */
export function RowDialog({ id, row, onClose }: { id: string; row: ImportRow; onClose: () => void }) {
  const t = useWords(importWords);
  const c = useWords(commonWords);
  const field = useId();
  const known = row.authors.flatMap(({ id: person, text }) => (person ? [{ id: person, name: text }] : []));
  const [title, setTitle] = useState(row.title);
  const [unitId, setUnitId] = useState(row.unit.id);
  const [authors, setAuthors] = useState(known);
  const [sentOn, setSentOn] = useState(row.sentOn);
  const [type, setType] = useState(row.type);
  const save = useAct(api.imports.saveRow.call, { onDone: onClose });
  const skipped = row.state === 'skipped';
  const unsure = (what: string) => (row.unsure.includes(what) ? t('unsure') : undefined);
  return (
    <Modal
      open
      title={t('correct_title')}
      onCancel={onClose}
      footer={
        <>
          <Button loading={save.busy} onClick={() => save.go({ id, number: row.number, skip: !skipped })}>
            {t(skipped ? 'unskip' : 'skip')}
          </Button>
          <Button
            type="primary"
            loading={save.busy}
            disabled={title.trim() === ''}
            onClick={() =>
              save.go({
                ...{ id, number: row.number, title: title.trim(), sentOn, type },
                ...(unitId && { unitId }),
                authorIds: authors.map(author => author.id),
              })
            }
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Field label={t('row_title')} id={`${field}-title`} required hint={unsure('title')}>
          <Input
            id={`${field}-title`}
            value={title}
            maxLength={200}
            onChange={event => setTitle(event.target.value)}
          />
        </Field>
        <Field label={t('unit')} id={`${field}-unit`} required hint={unsure('unit') ?? row.unit.text}>
          <UnitPick id={`${field}-unit`} value={unitId} onChange={setUnitId} />
        </Field>
        <Field label={t('authors')} id={`${field}-authors`} hint={unsure('correspondents')}>
          <PeoplePick id={`${field}-authors`} value={authors} unitId={unitId} onChange={setAuthors} />
        </Field>
        <Field label={t('sent_on')} id={`${field}-sent`} hint={unsure('eventOn')}>
          <DayPick id={`${field}-sent`} value={sentOn} onChange={setSentOn} />
        </Field>
        <Field label={t('type')} id={`${field}-type`} hint={unsure('type')}>
          <Select
            id={`${field}-type`}
            style={{ width: '100%' }}
            value={type}
            options={MANUSCRIPT_TYPES.map(value => ({ value, label: c(`type.${value}`) }))}
            onChange={setType}
          />
        </Field>
      </div>
    </Modal>
  );
}
