import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { toast } from '../ui/toast.ts';
import { useWords } from '../words/i18n.ts';
import { findingAt, mapOf, type Path, remove, valueAt } from './document.ts';
import { useEditing, useSpeech } from './editing.ts';
import styles from './form.module.css';
import { partWords } from './part-words.ts';
import { StepFieldControl } from './StepFieldControl.tsx';
import type { StepField } from './step-fields.ts';
import { UnknownKeys } from './UnknownKeys.tsx';

type PartCardProps = {
  value: unknown;
  path: Path;
  name: string;
  fields: readonly StepField[];
  besides?: readonly string[];
  /** What it needs besides its fields. */
  children?: ReactNode;
};

/** A ledger, ranking, award or attribute: its name, and opened all its fields. */
export function PartCard({ value, path, name, fields, besides = ['id'], children }: PartCardProps) {
  const { t, words } = useSpeech();
  const p = useWords(partWords);
  const { edit, undo, readOnly, problems } = useEditing();
  const [open, setOpen] = useState(false);
  const finding = findingAt(problems, path);
  const removed = () => {
    edit([remove(path)]);
    toast.undoable(p('removed', { name }), undo);
  };
  return (
    <li className={finding ? `${styles.clause} ${styles.marked}` : styles.clause}>
      <div className={styles.clauseHead}>
        <span className={styles.clauseText}>
          <span className={styles.ruleNumber}>{name}</span>{' '}
          <code className={styles.quiet}>{idOf(value, path)}</code>
        </span>
        <span className={styles.clauseActs}>
          <Button
            size="small"
            aria-expanded={open}
            aria-label={`${t(open ? 'close' : readOnly ? 'open_read' : 'open')}：${name}`}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'close' : readOnly ? 'open_read' : 'open')}
          </Button>
          {!readOnly && (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={p('remove', { name })}
              title={p('remove', { name })}
              onClick={removed}
            />
          )}
        </span>
      </div>
      {finding && (
        <p role="alert" className={styles.quiet}>
          {finding[words.language]}
        </p>
      )}
      {open && (
        <div className={styles.opened}>
          <div className={styles.pair}>
            {fields.map(field => (
              <StepFieldControl
                key={field.path.join('.')}
                field={field}
                value={valueAt(value, field.path)}
                path={[...path, ...field.path]}
                name={name}
                lead={false}
              />
            ))}
          </div>
          {children}
          <UnknownKeys value={value} path={path} fields={fields} besides={besides} />
        </div>
      )}
    </li>
  );
}

function idOf(value: unknown, path: Path): string {
  const id = mapOf(value)['id'];
  return typeof id === 'string' ? id : String(path.at(-1) ?? '');
}
