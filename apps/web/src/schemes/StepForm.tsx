import ArrowDownOutlined from '@ant-design/icons/ArrowDownOutlined';
import ArrowUpOutlined from '@ant-design/icons/ArrowUpOutlined';
import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import { Button } from 'antd';
import { describeStep } from './describe.ts';
import { isMap, type Json, type Path, pathText, set, valueAt } from './document.ts';
import { useEditing, useSpeech } from './editing.ts';
import styles from './form.module.css';
import { StepFieldControl } from './StepFieldControl.tsx';
import { kindOf, STEP_FIELDS } from './step-fields.ts';

type StepFormProps = {
  step: unknown;
  /** The path of the step; the last part is its place in the list. */
  path: Path;
  last: boolean;
  name: string;
  onMove: (by: number) => void;
  onDelete: () => void;
};

/** One step opened: every field that it may have, what is written and what the default is. */
export function StepForm({ step, path, last, name, onMove, onDelete }: StepFormProps) {
  const speech = useSpeech();
  const { t } = speech;
  const { edit, readOnly, shared } = useEditing();
  const kind = kindOf(step);
  const isShared = shared.has(pathText(path));
  const at = Number(path.at(-1));
  return (
    <section className={styles.step} aria-label={kind ? t(`step.${kind}`) : t('only_text')}>
      <header className={styles.stepHead}>
        <span className={styles.stepName}>
          {at + 1}. {kind ? t(`step.${kind}`) : t('only_text')}
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
              disabled={at === 0}
              onClick={() => onMove(-1)}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined />}
              aria-label={t('step_down')}
              title={t('step_down')}
              disabled={last}
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
      {kind &&
      isMap(step) &&
      !isMap(step[kind] as object) &&
      kind !== 'value' &&
      step[kind] === null ? null : (
        <div>
          {kind ? (
            STEP_FIELDS[kind].map(field => (
              <StepFieldControl
                key={field.path.join('.')}
                field={field}
                value={valueAt(step, field.path)}
                path={[...path, ...field.path]}
                name={name}
                lead={field === STEP_FIELDS[kind][0]}
              />
            ))
          ) : (
            <p className={styles.quiet}>{describeStep(step, speech)}</p>
          )}
        </div>
      )}
    </section>
  );
}
