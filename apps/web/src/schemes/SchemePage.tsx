import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Can, Scheme, SchemeProblem } from '@xinxuan/contract';
import { Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import type * as z from 'zod';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { useGo } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { language, useWords } from '../words/i18n.ts';
import { ClauseList } from './ClauseList.tsx';
import { ProblemList } from './ProblemList.tsx';
import { PutInForce } from './PutInForce.tsx';
import { SchemeState } from './SchemeState.tsx';
import { SchemeText, type SchemeTextHandle } from './SchemeText.tsx';
import styles from './schemes.module.css';
import { useLeaveWarning } from './useLeaveWarning.ts';
import { useSettled } from './useSettled.ts';
import { schemeWords } from './words.ts';

type SchemeView = z.infer<typeof Scheme>;
type Problem = z.infer<typeof SchemeProblem>;

export default function SchemePage() {
  const { id } = useParams({ strict: false });
  const query = useQuery(api.schemes.get.queryOptions({ input: { id: id ?? '' } }));
  return <Loaded query={query}>{scheme => <SchemeDesk key={scheme.id} scheme={scheme} />}</Loaded>;
}

/** The document on the left, its text on the right: one is drawn from the other at every pause of typing. */
function SchemeDesk({ scheme }: { scheme: SchemeView }) {
  const t = useWords(schemeWords);
  const go = useGo();
  const [yaml, setYaml] = useState(scheme.yaml);
  const [asking, setAsking] = useState(false);
  const text = useRef<SchemeTextHandle>(null);
  const dirty = yaml !== scheme.yaml;
  const mayDraft = useRight('scheme.manage');
  const settled = useSettled(yaml, 400);
  const check = useQuery(
    api.schemes.check.queryOptions({ input: { yaml: settled }, placeholderData: keepPreviousData }),
  );
  const problems = check.data?.problems ?? [];
  const sound = useRef(scheme.clauses);
  if (check.data && check.data.clauses.length > 0) sound.current = check.data.clauses;
  const behind = problems.length > 0 && sound.current.length > 0;
  const lines = useMemo(() => sentencesByLine(check.data?.problems ?? []), [check.data]);
  useLeaveWarning(dirty, t('leave'));

  const save = useAct(api.schemes.save.call, {
    done: saved => t('saved_done', { name: saved.name, number: saved.number }),
    onDone: saved => setYaml(saved.yaml),
  });
  const copy = useAct(api.schemes.save.call, {
    done: () => t('copied', { name: scheme.name }),
    onDone: draft => go(paths.scheme(draft.id)),
  });
  const readOnly = scheme.can.change !== null;

  return (
    <Page
      title={scheme.name}
      back={paths.schemes()}
      beside={
        <>
          <span>{t('number', { number: scheme.number })}</span>
          <SchemeState state={scheme.state} />
          {dirty && <span>{t('unsaved')}</span>}
        </>
      }
      acts={
        <>
          {mayDraft && (
            <Button loading={copy.busy} onClick={() => copy.go({ yaml: scheme.yaml })}>
              {t('copy')}
            </Button>
          )}
          {!readOnly && (
            <Button
              type={dirty ? 'primary' : 'default'}
              disabled={!dirty}
              loading={save.busy}
              onClick={() => save.go({ id: scheme.id, version: scheme.version, yaml })}
            >
              {t('save')}
            </Button>
          )}
          {scheme.state === 'draft' && (
            <ActButton
              type={dirty ? 'default' : 'primary'}
              can={scheme.can.putInForce ?? whyNotYet(dirty, problems.length)}
              onClick={() => setAsking(true)}
            >
              {t('put_in_force')}
            </ActButton>
          )}
        </>
      }
    >
      <div className={styles.desk}>
        <Panel title={t('document')}>
          <p className={behind ? styles.behind : styles.hint}>
            {t(behind ? 'document_behind' : 'document_hint')}
          </p>
          <ClauseList
            clauses={sound.current}
            marked={new Set(problems.flatMap(problem => problem.clause ?? []))}
          />
          {scheme.switches.length > 0 && (
            <>
              <h3 className={styles.subhead}>{t('switches')}</h3>
              <dl className={styles.switches}>
                {scheme.switches.map(choice => (
                  <div key={choice.id}>
                    <dt>{choice.question}</dt>
                    <dd>{t('switch_value', { value: choice.value })}</dd>
                  </div>
                ))}
              </dl>
            </>
          )}
        </Panel>
        <Panel title={t('text')}>
          <ProblemList
            problems={problems}
            warnings={check.data?.warnings ?? []}
            checking={check.isFetching || settled !== yaml}
            onGo={line => text.current?.goTo(line)}
          />
          <SchemeText ref={text} value={yaml} onChange={setYaml} readOnly={readOnly} problems={lines} />
        </Panel>
      </div>
      {asking && <PutInForce scheme={scheme} onClose={() => setAsking(false)} />}
    </Page>
  );
}

/** What the writer still has to do before the server is asked at all. */
function whyNotYet(dirty: boolean, problems: number): Can {
  const text =
    problems > 0 ? schemeWords.say('fix_first', { count: problems }) : schemeWords.say('save_first');
  return problems > 0 || dirty ? { reason: 'unfinished', zh: text, en: text } : null;
}

function sentencesByLine(problems: readonly Problem[]): ReadonlyMap<number, string> {
  const lines = new Map<number, string>();
  for (const { line, ...words } of problems) {
    if (line !== null) lines.set(line, [lines.get(line), words[language()]].filter(Boolean).join('\n'));
  }
  return lines;
}
