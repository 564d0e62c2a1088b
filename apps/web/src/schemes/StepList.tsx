import { Button, Select } from 'antd';
import { useWords } from '../words/i18n.ts';
import { ByAnswer } from './ByAnswer.tsx';
import { isMap, type Json, type Path, remove, set } from './document.ts';
import { useEditing, useSpeech } from './editing.ts';
import styles from './form.module.css';
import { partWords } from './part-words.ts';
import { StepForm } from './StepForm.tsx';
import type { StepFamily } from './step-families.ts';

type StepListProps = {
  steps: readonly unknown[];
  path: Path;
  name: string;
  family: StepFamily;
  add: string /** The list is not there yet: how it comes. */;
  onFirst?: (step: Json) => void;
};

/** A list of steps with everything that may be done to it. */
export function StepList({ steps, path, name, family, add, onFirst }: StepListProps) {
  const { edit, readOnly } = useEditing();
  return (
    <>
      {steps.map((step, i) => (
        <StepForm
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place
          key={i}
          step={step}
          path={[...path, i]}
          last={i === steps.length - 1}
          name={name}
          family={family}
          byAnswer={<StepsByAnswer step={step} path={[...path, i]} name={name} family={family} />}
          onMove={by => edit([{ do: 'move', path: [...path], from: i, to: i + by }])}
          onDelete={() => edit([remove([...path, i])])}
        />
      ))}
      {!readOnly && (
        <AddStep
          family={family}
          label={add}
          onAdd={onFirst ?? (value => edit([{ do: 'insert', path: [...path], at: steps.length, value }]))}
        />
      )}
    </>
  );
}

type AddStepProps = { family: StepFamily; label: string; onAdd: (step: Json) => void };

export function AddStep({ family, label, onAdd }: AddStepProps) {
  const { t, words } = useSpeech();
  return (
    <Select
      value={null}
      placeholder={label}
      aria-label={label}
      popupMatchSelectWidth={false}
      options={family.kinds.map(kind => ({
        value: kind,
        label: `${t(`step.${kind}`)}：${t(`about.${kind}`)}`,
      }))}
      onChange={(kind: string | null) => kind && onAdd(family.fresh(kind, words))}
    />
  );
}

type ByAnswerProps = { step: unknown; path: Path; name: string; family: StepFamily };

/** A switch between steps: what each answer does, one step, several or none. */
function StepsByAnswer({ step, path, name, family }: ByAnswerProps) {
  const { t } = useSpeech();
  const p = useWords(partWords);
  const { edit, readOnly, goToPath } = useEditing();
  if (!isMap(step) || !('choose' in step))
    return (
      <Button type="link" size="small" onClick={() => goToPath(path)}>
        {p('in_text')}
      </Button>
    );
  return (
    <ByAnswer label={t('steps')} value={step} path={path}>
      {(value, at, answer) => (
        <>
          <p className={styles.quiet}>{answer}</p>
          {Array.isArray(value) ? (
            <StepList steps={value} path={at} name={name} family={family} add={t('add_step')} />
          ) : isMap(value) ? (
            <StepForm
              step={value}
              path={at}
              last
              name={name}
              family={family}
              byAnswer={<StepsByAnswer step={value} path={at} name={name} family={family} />}
              onMove={() => undefined}
              onDelete={() => edit([set(at, null)])}
            />
          ) : (
            <div className={styles.rule}>
              <span className={styles.quiet}>{p('no_step')}</span>
              {!readOnly && (
                <AddStep family={family} label={t('add_step')} onAdd={first => edit([set(at, first)])} />
              )}
            </div>
          )}
        </>
      )}
    </ByAnswer>
  );
}
