import ArrowDownOutlined from '@ant-design/icons/ArrowDownOutlined';
import ArrowUpOutlined from '@ant-design/icons/ArrowUpOutlined';
import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words/i18n.ts';
import { type Json, type Path, pathText, set, valueAt } from './document.ts';
import { useEditing, useSpeech } from './editing.ts';
import styles from './form.module.css';
import { partWords } from './part-words.ts';
import { StepFieldControl } from './StepFieldControl.tsx';
import type { StepFamily } from './step-families.ts';
import { UnknownKeys } from './UnknownKeys.tsx';

type StepFormProps = {
  step: unknown;
  /** The path of the step; the last part is its place in the list. */
  path: Path;
  last: boolean;
  name: string;
  family: StepFamily;
  /** What stands instead of fields when a switch decides the step. */
  byAnswer: ReactNode;
  onMove: (by: number) => void;
  onDelete: () => void;
};

/** One step opened: every field that it may have, what is written and what the default is. */
export function StepForm({ step, path, last, name, family, byAnswer, onMove, onDelete }: StepFormProps) {
  const { t } = useSpeech();
  const p = useWords(partWords);
  const { edit, readOnly, shared } = useEditing();
  const kind = family.kindOf(step);
  const fields = kind ? family.fieldsOf(kind) : [];
  const title = kind ? t(`step.${kind}`) : p('to_switch');
  const isShared = shared.has(pathText(path));
  const place = path.at(-1);
  const at = typeof place === 'number' ? place : Number.NaN;
  return (
    <section className={styles.step} aria-label={title}>
      <header className={styles.stepHead}>
        <span className={styles.stepName}>
          {Number.isNaN(at) ? '' : `${at + 1}. `}
          {title}
        </span>
        {kind && <span className={styles.quiet}>{t(`about.${kind}`)}</span>}
        {isShared && (
          <span className={styles.quiet}>
            {t('shared')}{' '}
            {!readOnly && (
              <Button type="link" size="small" onClick={() => edit([set(path, step as Json)])}>
                {t('detach')}
              </Button>
            )}
          </span>
        )}
        {!readOnly && (
          <span className={styles.stepActs}>
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined />}
              aria-label={t('step_up')}
              title={t('step_up')}
              disabled={at === 0 || Number.isNaN(at)}
              onClick={() => onMove(-1)}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined />}
              aria-label={t('step_down')}
              title={t('step_down')}
              disabled={last || Number.isNaN(at)}
              onClick={() => onMove(1)}
            />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('delete_step')}
              title={t('delete_step')}
              onClick={onDelete}
            />
          </span>
        )}
      </header>
      {kind ? (
        <div>
          {fields.map(field => (
            <StepFieldControl
              key={field.path.join('.')}
              field={field}
              value={valueAt(step, field.path)}
              path={[...path, ...field.path]}
              name={name}
              lead={field === fields[0]}
            />
          ))}
          <UnknownKeys value={step} path={path} fields={fields} />
        </div>
      ) : (
        byAnswer
      )}
    </section>
  );
}
