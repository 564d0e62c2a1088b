import PlusOutlined from '@ant-design/icons/PlusOutlined';
import type { CheckedScheme, SchemeEdit } from '@xinxuan/contract';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useLanguage, useWords } from '../words/i18n.ts';
import { ClauseCard } from './ClauseCard.tsx';
import { type Doc, isMap, type Json, labelOf, listOf, type Path, set, textOf, valueAt } from './document.ts';
import { type Editing, EditingContext, useEditing, useProblem, useSpeech } from './editing.ts';
import { LineField } from './fields.tsx';
import styles from './form.module.css';
import { formWords } from './formWords.ts';
import { HEAD_FIELDS } from './part-fields.ts';
import { SchemeParts } from './SchemeParts.tsx';
import { SchemeWords } from './SchemeWords.tsx';
import { StepFieldControl } from './StepFieldControl.tsx';
import { SwitchList } from './SwitchList.tsx';
import { UnknownKeys } from './UnknownKeys.tsx';
import { vocabularyOf } from './vocabulary.ts';

/** Parts of the document that have sections of their own. */
const SECTIONS = [
  'scheme',
  'version',
  'title',
  'source',
  'kinds',
  'attributes',
  'numbers',
  'classes',
  'measures',
  'switches',
  'ledgers',
  'clauses',
  'rankings',
  'awards',
];

type SchemeFormProps = {
  /** As the text stood when it could last be read. */
  document: Doc;
  checked: CheckedScheme;
  readOnly: boolean;
  edit: (edits: readonly SchemeEdit[]) => void;
  undo: () => void;
  goTo: (line: number) => void;
  goToPath: (path: Path) => void;
};

/** The scheme as a form. A text that cannot be read leaves it for reading, with the reason and the place. */
export function SchemeForm({ document, checked, readOnly, edit, undo, goTo, goToPath }: SchemeFormProps) {
  const t = useWords(formWords);
  const language = useLanguage();
  const stopped = checked.document === null;
  const words = useMemo(() => vocabularyOf(document, language), [document, language]);
  const editing: Editing = {
    document,
    problems: stopped ? [] : checked.problems,
    shared: useMemo(() => new Set(checked.shared), [checked.shared]),
    words,
    readOnly: readOnly || stopped,
    edit,
    undo,
    goTo,
    goToPath,
  };
  const [first] = checked.problems;
  return (
    <EditingContext value={editing}>
      {stopped && first && (
        <p role="alert" className={styles.stopped}>
          {first.line === null
            ? t('form_stopped_plain', { why: first[language] })
            : t('form_stopped', { line: first.line, why: first[language] })}{' '}
          {first.line !== null && (
            <Button type="link" size="small" onClick={() => goTo(first.line ?? 1)}>
              {t('goto', { line: first.line })}
            </Button>
          )}
        </p>
      )}
      <Head />
      <ClauseCards />
      <SchemeParts />
      <SchemeWords />
      <SwitchList questions={checked.questions} />
      <UnknownKeys value={document} path={[]} fields={HEAD_FIELDS} besides={SECTIONS} />
    </EditingContext>
  );
}

function Head() {
  const { t, words } = useSpeech();
  const { document, edit, readOnly } = useEditing();
  const problem = useProblem();
  const title = document['title'];
  return (
    <div className={styles.pair}>
      <LineField
        label={t('head.title')}
        value={labelOf(title, words.language)}
        readOnly={readOnly}
        problem={problem(['title'])}
        onCommit={text => edit([set(isMap(title) ? ['title', words.language] : ['title'], text)])}
      />
      {(['version', 'source'] as const).map(key => (
        <LineField
          key={key}
          label={t(`head.${key}`)}
          value={textOf(document[key])}
          readOnly={readOnly}
          problem={problem([key])}
          onCommit={text => edit([text === '' ? { do: 'remove', path: [key] } : set([key], text)])}
        />
      ))}
      {HEAD_FIELDS.map(field => (
        <StepFieldControl
          key={field.path.join('.')}
          field={field}
          value={valueAt(document, field.path)}
          path={field.path}
          name=""
          lead={false}
        />
      ))}
    </div>
  );
}

function ClauseCards() {
  const { t, words } = useSpeech();
  const { document, edit, readOnly } = useEditing();
  const [open, setOpen] = useState<string | null>(null);
  const clauses = listOf(document['clauses']).filter(isMap);
  const ids = clauses.map(clause => textOf(clause['id']));
  const add = () => {
    let n = clauses.length + 1;
    while (ids.includes(`clause-${n}`)) n++;
    const kind = words.kinds.find(each => each.value === 'adopted') ?? words.kinds[0];
    const id = `clause-${n}`;
    const steps: Json = [{ select: { kind: kind?.value ?? 'adopted' } }, { value: 1 }];
    const fresh: Record<string, Json> = {
      id,
      rule: words.language === 'zh' ? `第${n}条` : `${n}`,
      text: words.language === 'zh' ? '（大意）' : '(what it says)',
    };
    if (words.ledgers[0]) fresh['ledger'] = words.ledgers[0].value;
    fresh['steps'] = steps;
    edit([{ do: 'insert', path: ['clauses'], at: clauses.length, value: fresh }]);
    setOpen(id);
  };
  return (
    <section>
      <h3>{t('clauses', { count: clauses.length })}</h3>
      <ol className={styles.clauses}>
        {clauses.map((clause, i) => (
          <ClauseCard
            // biome-ignore lint/suspicious/noArrayIndexKey: two clauses may have one id until it is mended
            key={`${textOf(clause['id'])} ${i}`}
            clause={clause}
            at={i}
            last={i === clauses.length - 1}
            opened={open === textOf(clause['id'])}
            onOpen={wanted => setOpen(wanted ? textOf(clause['id']) : null)}
            ids={ids}
          />
        ))}
      </ol>
      {!readOnly && (
        <Button icon={<PlusOutlined />} onClick={add}>
          {t('add_clause')}
        </Button>
      )}
    </section>
  );
}
