import type { QualityFinding } from '@xinxuan/contract';
import { QUALITY_SEVERITIES } from '@xinxuan/contract';
import { Button } from 'antd';
import type { RefObject } from 'react';
import { Panel } from '../ui/Page.tsx';
import type { PassageRepair } from '../ui/paper/marks.ts';
import type { PaperHandle } from '../ui/paper/PaperEditor.tsx';
import { toast } from '../ui/toast.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './quality.module.css';
import { qualityWords } from './qualityWords.ts';
import { isPassage, type Quality } from './useQuality.ts';

type QualityPanelProps = {
  quality: Quality;
  title: string;
  paper: RefObject<PaperHandle | null>;
};

/** Repairs that take somebody's data away are a person's choice, one by one. */
const ASKED_SINGLY = /^D/;

/** What the quality check finds while writing: each passage with its reason and, where certain, what mends it. */
export function QualityPanel({ quality, title, paper }: QualityPanelProps) {
  const t = useWords(qualityWords);
  const { findings, behind } = quality;
  const certain = findings.filter(each => each.repair !== null && !ASKED_SINGLY.test(each.rule));
  const repairAll = (): void => {
    applyTo({ paper, title }, certain);
    toast.done(t('repaired', { count: certain.length }));
  };
  return (
    <Panel
      title={t('title')}
      extra={
        certain.length > 1 && (
          <Button size="small" disabled={behind} onClick={repairAll}>
            {t('repair_all', { count: certain.length })}
          </Button>
        )
      }
    >
      {findings.length === 0 ? (
        <p className={styles.quiet} role="status">
          {t(behind ? 'reading' : 'none')}
        </p>
      ) : (
        <ul className={behind ? styles.behind : styles.findings}>
          {QUALITY_SEVERITIES.flatMap(severity =>
            findings
              .filter(each => each.severity === severity)
              .map(finding => (
                <Finding
                  key={`${finding.rule} ${JSON.stringify(finding.place)} ${finding.from}`}
                  finding={finding}
                  onSelect={() => select(paper, finding)}
                  onRepair={() => applyTo({ paper, title }, [finding])}
                />
              )),
          )}
        </ul>
      )}
    </Panel>
  );
}

type FindingProps = { finding: QualityFinding; onSelect: () => void; onRepair: () => void };

function Finding({ finding, onSelect, onRepair }: FindingProps) {
  const t = useWords(qualityWords);
  const language = useLanguage();
  const { severity, place, repair, text } = finding;
  const found = isPassage(finding);
  return (
    <li className={styles.finding}>
      <span className={styles[severity]}>{t(`severity.${severity}`)}</span>{' '}
      <span title={t('source', { source: finding.source, rule: finding.rule })}>{finding[language]}</span>
      <span className={styles.acts}>
        {found && (
          <Button size="small" type="link" onClick={onSelect}>
            {t('show')}
          </Button>
        )}
        {repair !== null && (found || place.in === 'title') && (
          <Button size="small" type="link" onClick={onRepair}>
            {repair === '' ? t('delete', { text }) : t('repair', { repair: shortened(repair) })}
          </Button>
        )}
      </span>
    </li>
  );
}

function shortened(text: string): string {
  return text.length > 12 ? `${text.slice(0, 10)}……` : text;
}

function select(paper: RefObject<PaperHandle | null>, { place, from, to, text }: QualityFinding): void {
  if (place.in !== 'block') return;
  if (!paper.current?.select({ block: place.block, from, to, text }))
    toast.problem(qualityWords.say('moved_on'));
}

type Text = { paper: RefObject<PaperHandle | null>; title: string };

function applyTo({ paper, title }: Text, findings: readonly QualityFinding[]): void {
  const inBody = findings.flatMap(({ place, from, to, text, repair }): PassageRepair[] =>
    place.in === 'block' && repair !== null ? [{ block: place.block, from, to, text, repair }] : [],
  );
  const inTitle = findings.filter(each => each.place.in === 'title' && each.repair !== null);
  if (inTitle.length > 0) paper.current?.setTitle(mended(title, inTitle));
  if (inBody.length > 0 && !paper.current?.repair(inBody)) toast.problem(qualityWords.say('moved_on'));
}

function mended(title: string, findings: readonly QualityFinding[]): string {
  return [...findings]
    .sort((a, b) => b.from - a.from)
    .reduce(
      (text, { from, to, text: was, repair }) =>
        text.slice(from, to) === was ? text.slice(0, from) + repair + text.slice(to) : text,
      title,
    );
}
