import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Can, CheckedScheme, ExampleRow, Scheme, SchemeProblem } from '@xinxuan/contract';
import { Button, Segmented } from 'antd';
import { type KeyboardEvent, lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { Go, useGo } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWide } from '../ui/useNarrow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useSettled } from '../ui/useSettled.ts';
import { language, useWords } from '../words/i18n.ts';
import { ApprovalActs } from './ApprovalActs.tsx';
import { DiscardDraft } from './DiscardDraft.tsx';
import { DryRun } from './DryRun.tsx';
import type { Doc } from './document.ts';
import { TypingContext } from './fields.tsx';
import { toldOnce } from './findings.ts';
import { formWords } from './formWords.ts';
import { ProblemList } from './ProblemList.tsx';
import { SchemeForm } from './SchemeForm.tsx';
import { SchemeHistory } from './SchemeHistory.tsx';
import { SchemeState } from './SchemeState.tsx';
import type { LineProblem, SchemeTextHandle } from './SchemeText.tsx';
import styles from './schemes.module.css';
import { lineOf } from './text/place.ts';
import { useLeaveWarning } from './useLeaveWarning.ts';
import { type SchemeText as Text, useSchemeText } from './useSchemeText.ts';
import { schemeWords } from './words.ts';

type SchemeView = z.infer<typeof Scheme>;
type Problem = z.infer<typeof SchemeProblem>;

const VIEWS = ['form', 'text', 'printed'] as const;
const State = z.object({ view: z.enum(VIEWS).optional().catch(undefined) });

const SchemeText = lazy(() => import('./SchemeText.tsx'));
const PrintedView = lazy(() => import('./PrintedView.tsx'));

export default function SchemePage() {
  const { id } = useParams({ strict: false });
  const query = useQuery(api.schemes.get.queryOptions({ input: { id: id ?? '' } }));
  return <Loaded query={query}>{scheme => <SchemeDesk key={scheme.id} scheme={scheme} />}</Loaded>;
}

/** One scheme on the desk: its text with one history for form and text, its examples, and its way into force. */
function SchemeDesk({ scheme }: { scheme: SchemeView }) {
  const t = useWords(schemeWords);
  const go = useGo();
  const text = useSchemeText(scheme.yaml);
  const [examples, setExamples] = useState<ExampleRow[]>(scheme.examples);
  const { yaml } = text;
  const changed = yaml !== scheme.yaml;
  // What is being typed into a field counts from the first key, although it is written when the field is left.
  const [typing, setTyping] = useState(0);
  const tellTyping = useCallback((by: 1 | -1) => setTyping(count => count + by), []);
  const dirty = typing > 0 || changed || JSON.stringify(examples) !== JSON.stringify(scheme.examples);
  const manages = useRight('scheme.manage');
  const tries = useRight('scheme.trial');
  const readOnly = scheme.can.change !== null;
  const settled = useSettled(yaml, 400);
  // A change of the form has come back checked; typing is checked when it pauses.
  const shown = text.typing ? settled : yaml;
  const check = useQuery(
    api.schemes.check.queryOptions({
      input: { yaml: shown },
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  const problems = toldOnce(check.data?.problems ?? []);
  useLeaveWarning(dirty && !readOnly, t('leave'));

  const save = useAct(api.schemes.save.call, {
    done: saved => t('saved_done', { name: saved.name, number: saved.number }),
    onDone: saved => setExamples(saved.examples),
  });
  const saved = { id: scheme.id, version: scheme.version, examples };
  const copy = useAct(api.schemes.save.call, {
    done: () => t('copied', { name: scheme.name }),
    onDone: draft => go(paths.scheme(draft.id)),
  });
  return (
    <Page
      title={scheme.name}
      back={paths.schemes()}
      beside={
        <>
          <span>{t('number', { number: scheme.number })}</span>
          <SchemeState scheme={scheme} />
          {dirty && !readOnly && <span>{t('unsaved')}</span>}
        </>
      }
      acts={
        <>
          {scheme.number > 1 && (
            <Go to={paths.schemeCompare(scheme.id)} className={styles.compare}>
              {t('compare')}
            </Go>
          )}
          {tries && (
            <Go to={paths.trials({ scheme: scheme.id })} className={styles.compare}>
              {t('try')}
            </Go>
          )}
          {manages && (
            <Button
              loading={copy.busy}
              onClick={() => copy.go({ yaml: scheme.yaml, examples: scheme.examples })}
            >
              {t('copy')}
            </Button>
          )}
          {!readOnly && (
            <Button
              type={dirty ? 'primary' : 'default'}
              disabled={!dirty}
              loading={save.busy}
              onClick={() => void text.latest().then(last => save.go({ ...saved, yaml: last }))}
            >
              {t('save')}
            </Button>
          )}
          {scheme.can.discard === null && <DiscardDraft row={scheme} onDone={() => go(paths.schemes())} />}
          <ApprovalActs scheme={scheme} unfinished={whyNotYet(dirty && !readOnly, problems.length)} />
        </>
      }
    >
      {changed && !readOnly && (scheme.state === 'submitted' || scheme.state === 'approved') && (
        <p className={styles.care}>{t('voids', { what: t(`voids_${scheme.state}`) })}</p>
      )}
      {check.data && (
        <TypingContext value={tellTyping}>
          <Sides
            id={scheme.id}
            changed={changed}
            text={text}
            checked={check.data}
            checking={check.isFetching || shown !== yaml}
            readOnly={readOnly}
            examples={examples}
            onExamples={setExamples}
          />
        </TypingContext>
      )}
      <SchemeHistory acts={scheme.history} hash={scheme.hash} />
    </Page>
  );
}

type SidesProps = {
  id: string;
  /** The text is not the kept one. */
  changed: boolean;
  text: Text;
  checked: CheckedScheme;
  checking: boolean;
  readOnly: boolean;
  examples: ExampleRow[];
  onExamples: (rows: ExampleRow[]) => void;
};

/** Form and text side by side where there is room, one of them where there is not; below, the examples. */
function Sides({ id, changed, text, checked, checking, readOnly, examples, onExamples }: SidesProps) {
  const t = useWords(schemeWords);
  const f = useWords(formWords);
  const [search, setSearch] = useSearchState(State);
  // Who writes begins with the form, who reads with the document.
  const view = search.view ?? (readOnly ? 'printed' : 'form');
  const wide = useWide();
  const field = useRef<SchemeTextHandle>(null);
  const lines = useMemo(() => sentencesByLine(checked), [checked]);
  // While the text cannot be read, the form keeps what could be read last.
  const known = useRef<Doc | null>(checked.document);
  if (checked.document) known.current = checked.document;
  const withForm = view === 'form';
  const withText = view === 'text' || (withForm && wide);
  const goTo = (line: number) => {
    if (!withText) setSearch({ view: 'text' });
    whenThere(() => field.current)(text => text.goTo(line));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || readOnly || (key !== 'z' && key !== 'y')) return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) text.redo();
    else text.undo();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: undo is meant for both sides together */}
      <div onKeyDown={onKeyDown}>
        <div className={styles.views}>
          <Segmented
            aria-label={t('view')}
            value={view}
            options={VIEWS.map(each => ({ value: each, label: t(`view_${each}`) }))}
            onChange={next => setSearch({ view: next })}
          />
          {!readOnly && (
            <>
              <Button size="small" disabled={!text.canUndo} onClick={text.undo}>
                {f('undo')}
              </Button>
              <Button size="small" disabled={!text.canRedo} onClick={text.redo}>
                {f('redo')}
              </Button>
            </>
          )}
        </div>
        {view === 'printed' && (
          <Suspense>
            <PrintedView id={id} yaml={text.yaml} changed={changed} />
          </Suspense>
        )}
        <div className={withForm && withText ? styles.desk : `${styles.desk} ${styles.whole}`}>
          {withForm && (
            <Panel title={f('form')}>
              <div className={styles.side}>
                {!readOnly && <p className={styles.hint}>{f('form_hint')}</p>}
                {known.current ? (
                  <SchemeForm
                    document={known.current}
                    checked={checked}
                    readOnly={readOnly}
                    edit={edits => void text.edit(edits)}
                    undo={text.undo}
                    goTo={goTo}
                    goToPath={path => goTo(lineOf(text.yaml, path))}
                  />
                ) : (
                  <p className={styles.behind}>{f('form_empty')}</p>
                )}
              </div>
            </Panel>
          )}
          {withText && (
            <Panel title={t('text')}>
              <div className={styles.side}>
                <ProblemList
                  problems={checked.problems}
                  warnings={checked.warnings}
                  document={known.current}
                  checking={checking}
                  onGo={line => field.current?.goTo(line)}
                />
                <Suspense>
                  <SchemeText
                    ref={field}
                    value={text.yaml}
                    onChange={text.type}
                    readOnly={readOnly}
                    problems={lines}
                    document={known.current}
                  />
                </Suspense>
              </div>
            </Panel>
          )}
        </div>
      </div>
      {known.current && (
        <DryRun yaml={text.yaml} document={known.current} rows={examples} onRows={onExamples} />
      )}
    </>
  );
}

/** The text side comes with its own files: what is asked of it waits until it is there. */
function whenThere<T>(read: () => T | null, tries = 60): (act: (there: T) => void) => void {
  return act => {
    const found = read();
    if (found !== null) act(found);
    else if (tries > 0) setTimeout(() => whenThere(read, tries - 1)(act), 50);
  };
}

/** What the writer still has to do before the server is asked at all. */
function whyNotYet(dirty: boolean, problems: number): Can {
  const text =
    problems > 0 ? schemeWords.say('fix_first', { count: problems }) : schemeWords.say('save_first');
  return problems > 0 || dirty ? { reason: 'unfinished', zh: text, en: text } : null;
}

function sentencesByLine({ problems, warnings }: CheckedScheme): LineProblem[] {
  const told = (list: readonly Problem[], severity: LineProblem['severity']) =>
    list.flatMap(problem =>
      problem.line === null ? [] : [{ line: problem.line, severity, said: problem[language()] }],
    );
  return [...told(problems, 'error'), ...told(warnings, 'warning')];
}
