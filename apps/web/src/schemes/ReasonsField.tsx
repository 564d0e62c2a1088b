import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import { Button } from 'antd';
import { useId } from 'react';
import { Field } from '../ui/Field.tsx';
import { ConditionField } from './ConditionField.tsx';
import { isMap, labelOf, mapOf, type Path, remove, set, textOf } from './document.ts';
import { useEditing, useProblem, useSpeech } from './editing.ts';
import { LineField } from './fields.tsx';
import styles from './form.module.css';

/** Facts that are taken and then do not count: when, and the reason that the line tells. */
export function ReasonsField({ label, value, path }: { label: string; value: unknown[]; path: Path }) {
  const { t, words } = useSpeech();
  const { edit, readOnly } = useEditing();
  const problem = useProblem();
  const id = useId();
  const start = { when: 'late', because: words.language === 'zh' ? '迟报' : 'late' };
  return (
    <Field label={label} id={id}>
      <div id={id}>
        {value.map((each, i) => {
          const { when, because } = mapOf(each);
          const at = [...path, i];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a case is known by its place
            <div key={i} className={styles.pair}>
              <ConditionField
                label={t('field.when')}
                value={textOf(when)}
                problem={problem([...at, 'when'])}
                onChange={text => edit([set([...at, 'when'], text)])}
              />
              <LineField
                label={t('reasons.because')}
                value={labelOf(because, words.language)}
                readOnly={readOnly}
                problem={problem([...at, 'because'])}
                onCommit={text =>
                  edit([set([...at, 'because', ...(isMap(because) ? [words.language] : [])], text)])
                }
              />
              {!readOnly && (
                <Button
                  size="small"
                  icon={<DeleteOutlined />}
                  style={{ justifySelf: 'start', alignSelf: 'center' }}
                  onClick={() => edit([value.length === 1 ? remove(path) : remove(at)])}
                >
                  {t('reasons.drop')}
                </Button>
              )}
            </div>
          );
        })}
        {value.length === 0 && <span className={styles.quiet}>{t('not_set')} </span>}
        {!readOnly && (
          <Button
            size="small"
            onClick={() =>
              edit([
                value.length === 0
                  ? set(path, [start])
                  : { do: 'insert', path: [...path], at: value.length, value: start },
              ])
            }
          >
            {t('reasons.add')}
          </Button>
        )}
      </div>
    </Field>
  );
}
