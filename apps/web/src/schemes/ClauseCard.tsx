import ArrowDownOutlined from '@ant-design/icons/ArrowDownOutlined';
import ArrowUpOutlined from '@ant-design/icons/ArrowUpOutlined';
import CopyOutlined from '@ant-design/icons/CopyOutlined';
import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import { Button } from 'antd';
import { toast } from '../ui/toast.ts';
import { useWords } from '../words/i18n.ts';
import { describeStep } from './describe.ts';
import {
  type Entries,
  findingAt,
  isMap,
  labelOf,
  listOf,
  type Path,
  remove,
  set,
  textOf,
} from './document.ts';
import { useEditing, useProblem, useSpeech } from './editing.ts';
import { LineField, PickField } from './fields.tsx';
import styles from './form.module.css';
import { StepList } from './StepList.tsx';
import { CLAUSE_STEPS } from './step-families.ts';
import { keyWords, nameOf } from './text/keyWords.ts';
import { UnknownKeys } from './UnknownKeys.tsx';
import { wordFor } from './vocabulary.ts';

/** What the card itself shows of a clause. */
const CLAUSE_KEYS = ['id', 'rule', 'text', 'ledger', 'owner', 'steps'];

type ClauseCardProps = {
  clause: Entries;
  at: number;
  last: boolean;
  opened: boolean;
  onOpen: (open: boolean) => void;
  /** Ids of all clauses, so that a copy gets a name of its own. */
  ids: readonly string[];
};

/** A clause as people know it, number and text, with its steps in words; opened, every part can be changed. */
export function ClauseCard({ clause, at, last, opened, onOpen, ids }: ClauseCardProps) {
  const speech = useSpeech();
  const { t, words } = speech;
  const { edit, readOnly, problems, undo } = useEditing();
  const path: Path = ['clauses', at];
  const rule = textOf(clause['rule']) || t('no_rule');
  const ledger = textOf(clause['ledger']);
  const finding = findingAt(problems, path) ?? problems.find(each => each.clause === textOf(clause['id']));
  const acts = [
    { word: 'move_up', icon: <ArrowUpOutlined />, off: at === 0, go: () => moved(-1) },
    { word: 'move_down', icon: <ArrowDownOutlined />, off: last, go: () => moved(1) },
    { word: 'copy_clause', icon: <CopyOutlined />, off: false, go: () => copied() },
    { word: 'delete_clause', icon: <DeleteOutlined />, off: false, go: () => deleted() },
  ] as const;
  const moved = (by: number) => edit([{ do: 'move', path: ['clauses'], from: at, to: at + by }]);
  const copied = () =>
    edit([{ do: 'copy', path: ['clauses'], at, set: { id: freeId(textOf(clause['id']) || 'clause', ids) } }]);
  const deleted = () => {
    edit([remove(path)]);
    toast.undoable(t('clause_gone', { rule }), undo);
  };
  return (
    <li className={finding ? `${styles.clause} ${styles.marked}` : styles.clause}>
      <div className={styles.clauseHead}>
        <span className={styles.ruleNumber}>{rule}</span>
        <span className={styles.clauseText} lang="zh-CN">
          {labelOf(clause['text'], words.language)}
        </span>
        <span className={styles.clauseActs}>
          <Button size="small" aria-expanded={opened} onClick={() => onOpen(!opened)}>
            {t(opened ? 'close' : readOnly ? 'open_read' : 'open')}
          </Button>
          {!readOnly &&
            acts.map(act => (
              <Button
                key={act.word}
                type="text"
                size="small"
                icon={act.icon}
                disabled={act.off}
                aria-label={t('of_clause', { act: t(act.word), rule })}
                title={t(act.word)}
                onClick={act.go}
              />
            ))}
        </span>
      </div>
      {finding && (
        <p role="alert" className={styles.quiet}>
          {finding[words.language]}
        </p>
      )}
      {!opened && (
        <ol className={styles.sentences}>
          {listOf(clause['steps']).map((step, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place
            <li key={i}>{describeStep(step, speech)}</li>
          ))}
          <li>{ledger ? t('to_ledger', { ledger: wordFor(words.ledgers, ledger) }) : t('counter')}</li>
        </ol>
      )}
      {opened && <ClauseFields clause={clause} path={path} name={rule} />}
    </li>
  );
}

function freeId(id: string, taken: readonly string[]): string {
  const base = id.replace(/-\d+$/, '');
  let n = 2;
  while (taken.includes(`${base}-${n}`)) n++;
  return `${base}-${n}`;
}

function ClauseFields({ clause, path, name }: { clause: Entries; path: Path; name: string }) {
  const { t, words } = useSpeech();
  const { edit, readOnly } = useEditing();
  const problem = useProblem();
  const k = useWords(keyWords);
  const ledger = textOf(clause['ledger']);
  const steps = listOf(clause['steps']);
  const text = clause['text'];
  const put = (key: string, value: string) =>
    edit([value === '' ? remove([...path, key]) : set([...path, key], value)]);
  const inner = [...path, 'steps'];
  return (
    <div className={styles.opened}>
      <div className={styles.pair}>
        <LineField
          label={t('clause.rule')}
          value={textOf(clause['rule'])}
          readOnly={readOnly}
          problem={problem([...path, 'rule'])}
          onCommit={value => put('rule', value)}
        />
        <LineField
          label={t('clause.id')}
          value={textOf(clause['id'])}
          readOnly={readOnly}
          problem={problem([...path, 'id'])}
          onCommit={value => put('id', value)}
        />
        <PickField
          label={t('clause.ledger')}
          value={textOf(clause['ledger']) || undefined}
          options={words.ledgers}
          empty={t('no_ledger')}
          readOnly={readOnly}
          problem={problem([...path, 'ledger'])}
          onPick={value => put('ledger', value ?? '')}
        />
        {ledger === '' && (
          <PickField
            label={nameOf(k('clauses.owner'))}
            value={textOf(clause['owner']) || undefined}
            options={[
              { value: 'unit', label: t('choice.owner_unit') },
              { value: 'person', label: t('choice.person') },
            ]}
            empty={t('default_is', { value: t('choice.owner_unit') })}
            readOnly={readOnly}
            problem={problem([...path, 'owner'])}
            onPick={value => put('owner', value ?? '')}
          />
        )}
      </div>
      {isMap(text) ? (
        <>
          <LineField
            label={t('clause.text')}
            value={textOf(text['zh'])}
            readOnly={readOnly}
            onCommit={value => edit([set([...path, 'text', 'zh'], value)])}
          />
          <LineField
            label={t('clause.text_en')}
            value={textOf(text['en'])}
            readOnly={readOnly}
            onCommit={value => edit([set([...path, 'text', 'en'], value)])}
          />
        </>
      ) : (
        <LineField
          label={t('clause.text')}
          value={textOf(text)}
          readOnly={readOnly}
          problem={problem([...path, 'text'])}
          onCommit={value => put('text', value)}
        />
      )}
      <h4>{t('steps')}</h4>
      <StepList steps={steps} path={inner} name={name} family={CLAUSE_STEPS} add={t('add_step')} />
      <UnknownKeys value={clause} path={path} fields={[]} besides={CLAUSE_KEYS} />
    </div>
  );
}
