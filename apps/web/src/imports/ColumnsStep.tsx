import {
  HISTORY_FIELDS,
  type HistoryField,
  type Import,
  type Mapping,
  NEEDED_FIELDS,
  type SheetView,
} from '@xinxuan/contract';
import { Alert, Button, InputNumber, Select } from 'antd';
import { useId, useState } from 'react';
import { api } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import styles from './imports.module.css';
import { letterOf } from './letters.ts';
import { importWords } from './words.ts';

/** Sheet, head row, and which column means what; then every row is gone through. */
export function ColumnsStep({ of, sheet }: { of: Import; sheet: SheetView }) {
  const t = useWords(importWords);
  const id = useId();
  const [mapping, setMapping] = useState<Mapping>(sheet.mapping);
  const map = useAct(api.imports.map.call);
  const options = sheet.head.map((name, column) => ({
    value: column,
    label: t('column_of', { letter: letterOf(column), name }),
  }));
  const choose = (field: HistoryField, column: number | undefined): void => {
    const { [field]: _, ...rest } = mapping;
    setMapping(column === undefined ? rest : { ...rest, [field]: column });
  };
  return (
    <Panel title={t('columns')}>
      <p className={styles.hint}>{t('columns_hint')}</p>
      {sheet.remembered && (
        <Alert type="info" showIcon className={styles.notice} title={t('columns_remembered')} />
      )}
      <div className={styles.bar}>
        <Field label={t('sheet')} id={`${id}-sheet`}>
          <Select
            id={`${id}-sheet`}
            style={{ minWidth: 180 }}
            value={sheet.sheet}
            options={sheet.sheets.map(name => ({ value: name, label: name }))}
            onChange={name => map.go({ id: of.id, sheet: name })}
          />
        </Field>
        <Field label={t('head_row')} id={`${id}-head`}>
          <InputNumber
            id={`${id}-head`}
            min={1}
            max={100}
            value={sheet.headRow}
            onChange={headRow => headRow !== null && map.go({ id: of.id, headRow })}
          />
        </Field>
      </div>
      <div className={styles.fields}>
        {HISTORY_FIELDS.map(field => (
          <Field
            key={field}
            label={t(`field.${field}`)}
            id={`${id}-${field}`}
            required={NEEDED_FIELDS.includes(field)}
          >
            <Select
              id={`${id}-${field}`}
              style={{ width: '100%' }}
              allowClear
              placeholder={t('unmapped')}
              value={mapping[field]}
              options={options}
              onChange={column => choose(field, column)}
            />
          </Field>
        ))}
      </div>
      <Button type="primary" loading={map.busy} onClick={() => map.go({ id: of.id, mapping, check: true })}>
        {t('check')}
      </Button>
      <h3 className={styles.heading}>{t('preview')}</h3>
      <Preview sheet={sheet} label={t('preview')} />
    </Panel>
  );
}

function Preview({ sheet, label }: { sheet: SheetView; label: string }) {
  const t = useWords(importWords);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      <table className={styles.preview}>
        <thead>
          <tr>
            <th scope="col">{t('number')}</th>
            {sheet.head.map((name, column) => (
              <th key={letterOf(column)} scope="col" title={name}>
                {letterOf(column)} {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map(row => (
            <tr key={row.number}>
              <th scope="row">{row.number}</th>
              {sheet.head.map((_, column) => (
                <td key={letterOf(column)} title={row.cells[column]}>
                  {row.cells[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
