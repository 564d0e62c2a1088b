import { useQuery } from '@tanstack/react-query';
import type { CheckRun, Clearance, KeptFinding } from '@xinxuan/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { api, client } from '../api/api.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Panel } from '../ui/Page.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { Ago } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { keptWords } from './checkWords.ts';
import styles from './quality.module.css';
import { qualityWords } from './qualityWords.ts';

/** What the check found at each step and what the writers said to it; above it, the clearance by two persons. */
export function CheckRecord({ id }: { id: string }) {
  const t = useWords(keptWords);
  const record = useQuery(api.manuscripts.checkRecord.queryOptions({ input: { id } }));
  return (
    <Loaded query={record}>
      {({ runs, clearance }) => (
        <>
          {clearance.needed && <ClearancePanel id={id} clearance={clearance} />}
          <Panel title={t('record.title')}>
            {runs.length === 0 ? (
              <p className={styles.quiet}>{t('record.none')}</p>
            ) : (
              <ul className={styles.runs}>
                {runs.map(run => (
                  <Run key={run.id} run={run} />
                ))}
              </ul>
            )}
          </Panel>
        </>
      )}
    </Loaded>
  );
}

type RunProps = { run: CheckRun; opened?: boolean; children?: ReactNode };

/** One check: at which step, by whom, and what it found. */
export function Run({ run, opened = false, children }: RunProps) {
  const t = useWords(keptWords);
  const [open, setOpen] = useState(opened);
  const { findings } = run;
  const head = { step: t(`record.step.${run.step}`), number: run.revisionNumber };
  return (
    <li className={styles.run}>
      <p>
        {findings.length === 0
          ? t('record.clean', head)
          : t('record.run', { ...head, count: findings.length })}{' '}
        <span className={styles.quiet}>
          <Ago at={run.at} /> {run.by && t('record.by', { name: run.by })}
        </span>{' '}
        <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'record.close' : 'record.open')}
        </Button>
      </p>
      {open && (
        <>
          <ul className={styles.kept}>
            {findings.map(each => (
              <Kept key={`${each.rule} ${JSON.stringify(each.place)} ${each.from}`} finding={each} />
            ))}
          </ul>
          {children && <p className={styles.quiet}>{children}</p>}
          <p className={styles.quiet}>
            {t('record.version', { hash: run.hash.slice(0, 12), rules: run.rules })}
          </p>
        </>
      )}
    </li>
  );
}

function Kept({ finding }: { finding: KeptFinding }) {
  const t = useWords(keptWords);
  const q = useWords(qualityWords);
  const language = useLanguage();
  const { rule, severity, quote, answer, reason, by } = finding;
  return (
    <li>
      <span className={styles[severity]}>{q(`severity.${severity}`)}</span> {finding[language]}{' '}
      {quote === null && t('record.secret')}
      {quote && !finding[language].includes(quote) && `“${quote}”`}{' '}
      <span className={styles.quiet}>{t('record.rule', { rule })}</span>{' '}
      <span className={styles.quiet}>
        {answer
          ? `${t('answer.said', { answer: t(`answer.${answer}`), reason: reason ?? '' })}${by ? `（${by}）` : ''}`
          : t('answer.none')}
      </span>
    </li>
  );
}

type ClearancePanelProps = { id: string; clearance: Clearance };

function ClearancePanel({ id, clearance }: ClearancePanelProps) {
  const t = useWords(keptWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const [asking, setAsking] = useState<'clear' | 'hold' | null>(null);
  const say = useAct(client.manuscripts.clear, {
    done: () => t('clear.said'),
    onDone: () => setAsking(null),
  });
  return (
    <Panel title={t('clear.title')}>
      <p>{clearance.cleared ? t('clear.done') : t('clear.needed', { count: clearance.hints.length })}</p>
      <ul className={styles.kept}>
        {clearance.hints.map(hint => (
          <li key={`${hint.rule} ${JSON.stringify(hint.place)} ${hint.zh}`}>{hint[language]}</li>
        ))}
        {clearance.given.map(given => (
          <li key={given.person.id}>
            <strong>
              {t(given.verdict === 'clear' ? 'clear.given' : 'clear.held', {
                name: given.person.name,
                role: c(`role.${given.role}`),
                reason: given.reason,
              })}
            </strong>
          </li>
        ))}
      </ul>
      <div className={styles.acts}>
        <ActButton size="small" can={clearance.can.clear} onClick={() => setAsking('clear')}>
          {t('clear.clear')}
        </ActButton>
        {clearance.can.clear === null && (
          <Button size="small" danger onClick={() => setAsking('hold')}>
            {t('clear.hold')}
          </Button>
        )}
      </div>
      {asking && (
        <ReasonDialog
          title={t(asking === 'clear' ? 'clear.clear' : 'clear.hold')}
          hint={t(asking === 'clear' ? 'clear.clear_hint' : 'clear.hold_hint')}
          label={t('clear.reason')}
          act={t(asking === 'clear' ? 'clear.clear' : 'clear.hold')}
          usual={asking === 'clear' ? [t('clear.usual_1'), t('clear.usual_2')] : []}
          danger={asking === 'hold'}
          busy={say.busy}
          onClose={() => setAsking(null)}
          onAct={reason => say.go({ id, key: clearance.key, verdict: asking, reason })}
        />
      )}
    </Panel>
  );
}
