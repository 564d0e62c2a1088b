import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import PlusOutlined from '@ant-design/icons/PlusOutlined';
import {
  IMPORTANCES,
  type Importance,
  MANUSCRIPT_TYPES,
  type ManuscriptType,
  ROLES,
  type Role,
  type RouteRule,
  type RouteStep,
  type StepMode,
} from '@xinxuan/contract';
import { Button, InputNumber, Select } from 'antd';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './ladder.module.css';
import { reviewWords } from './words.ts';

const EVERY = '*';
const MOST_STEPS = 5;
const NEW_STEP: RouteStep = { roles: ['unit_head'], mode: 'any', onlyFor: [] };

type EditorProps = {
  rule: RouteRule;
  onChange: (rule: RouteRule) => void;
  onRemove: () => void;
  onClose: () => void;
};

/** One row of the table: for which manuscripts, through whose hands, and how long each has. */
export function RouteRuleEditor({ rule, onChange, onRemove, onClose }: EditorProps) {
  const t = useWords(reviewWords);
  const c = useWords(commonWords);
  const put = (index: number, step: RouteStep) =>
    onChange({ ...rule, steps: rule.steps.map((each, at) => (at === index ? step : each)) });
  return (
    <div className={styles.editor}>
      <div className={styles.fields}>
        <Select<Importance | typeof EVERY>
          value={rule.importance ?? EVERY}
          aria-label={t('routes.importance')}
          options={[
            { value: EVERY, label: t('routes.every_importance') },
            ...IMPORTANCES.map(value => ({ value, label: c(`importance.${value}`) })),
          ]}
          onChange={value => onChange(withImportance(rule, value === EVERY ? null : value))}
        />
        <Select<ManuscriptType | typeof EVERY>
          value={rule.type ?? EVERY}
          aria-label={t('routes.type')}
          options={[
            { value: EVERY, label: t('routes.every_type') },
            ...MANUSCRIPT_TYPES.map(value => ({ value, label: c(`type.${value}`) })),
          ]}
          onChange={value => onChange({ ...rule, type: value === EVERY ? null : value })}
        />
      </div>
      <ol className={styles.steps}>
        {rule.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place
          <li key={index}>
            <StepEditor
              step={step}
              number={index + 1}
              conditional={rule.importance === null}
              onChange={changed => put(index, changed)}
              onRemove={
                rule.steps.length > 1
                  ? () => onChange({ ...rule, steps: rule.steps.filter((_, at) => at !== index) })
                  : null
              }
            />
          </li>
        ))}
      </ol>
      <div className={styles.acts}>
        <Button
          icon={<PlusOutlined aria-hidden />}
          disabled={rule.steps.length >= MOST_STEPS}
          onClick={() => onChange({ ...rule, steps: [...rule.steps, NEW_STEP] })}
        >
          {t('routes.add_step')}
        </Button>
        <span>
          {t('routes.hours')}{' '}
          <InputNumber
            value={rule.dueHours}
            min={1}
            max={240}
            precision={0}
            aria-label={t('routes.hours')}
            onChange={hours => onChange({ ...rule, dueHours: hours ?? rule.dueHours })}
          />
        </span>
      </div>
      <div className={styles.acts}>
        <Button onClick={onClose}>{t('routes.close')}</Button>
        <Button danger type="text" icon={<DeleteOutlined aria-hidden />} onClick={onRemove}>
          {t('routes.remove')}
        </Button>
      </div>
    </div>
  );
}

/** A row for one importance has no steps for some of them. */
function withImportance(rule: RouteRule, importance: Importance | null): RouteRule {
  if (importance === null) return { ...rule, importance };
  return { ...rule, importance, steps: rule.steps.map(step => ({ ...step, onlyFor: [] })) };
}

type StepProps = {
  step: RouteStep;
  number: number;
  /** The row covers every importance, so a step may be for some alone. */
  conditional: boolean;
  onChange: (step: RouteStep) => void;
  onRemove: (() => void) | null;
};

function StepEditor({ step, number, conditional, onChange, onRemove }: StepProps) {
  const t = useWords(reviewWords);
  const c = useWords(commonWords);
  return (
    <div className={styles.fields}>
      <span aria-hidden className={styles.number}>
        {number}
      </span>
      <Select<Role[]>
        mode="multiple"
        value={step.roles}
        maxCount={5}
        aria-label={t('routes.who', { number })}
        options={ROLES.map(role => ({ value: role, label: c(`role.${role}`) }))}
        onChange={roles => roles.length > 0 && onChange({ ...step, roles })}
      />
      {step.roles.length > 1 && (
        <Select<StepMode>
          value={step.mode}
          aria-label={t('routes.mode', { number })}
          options={[
            { value: 'any', label: t('routes.any') },
            { value: 'all', label: t('routes.all') },
          ]}
          onChange={mode => onChange({ ...step, mode })}
        />
      )}
      {conditional && (
        <Select<Importance[]>
          mode="multiple"
          value={step.onlyFor}
          placeholder={t('routes.always')}
          aria-label={t('routes.only', { number })}
          options={IMPORTANCES.map(value => ({ value, label: c(`importance.${value}`) }))}
          onChange={onlyFor => onChange({ ...step, onlyFor })}
        />
      )}
      {onRemove && (
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('routes.remove_step', { number })}
          onClick={onRemove}
        />
      )}
    </div>
  );
}
