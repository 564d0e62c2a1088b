import type { QualityFinding } from '@xinxuan/contract';
import { QUALITY_SEVERITIES } from '@xinxuan/contract';
import { Button } from 'antd';
import { lazy, type RefObject, Suspense, useState } from 'react';
import { Panel } from '../ui/Page.tsx';
import type { PassageRepair } from '../ui/paper/marks.ts';
import type { PaperHandle } from '../ui/paper/PaperEditor.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { toast } from '../ui/toast.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { keptWords } from './checkWords.ts';
import type { Draft } from './draft.ts';
import styles from './quality.module.css';
import { qualityWords } from './qualityWords.ts';
import { type Answers, useAnswers } from './useAnswers.ts';
import { isPassage, type Quality } from './useQuality.ts';

const MaskDialog = lazy(() => import('./MaskDialog.tsx'));

type QualityPanelProps = {
  quality: Quality;
  title: string;
  paper: RefObject<PaperHandle | null>;
  /** The stored draft, once there is one: answers are kept with it. */
  storedId: string | null;
  photos: Draft['photos'];
  onPhotos: (photos: Draft['photos']) => void;
};

const QUALITY = 'quality';

/** Repairs that take somebody's data away are a person's choice: chosen in a dialog that shows what will stand there. */
const PERSONAL = /^D/;

/** What the quality check finds while writing: each passage with its reason and, where certain, what mends it. */
export function QualityPanel({ quality, title, paper, storedId, photos, onPhotos }: QualityPanelProps) {
  const t = useWords(qualityWords);
  const k = useWords(keptWords);
  const [masking, setMasking] = useState(false);
  const { blank, findings, behind, blocking } = quality;
  const answers = useAnswers(storedId);
  const mend = (chosen: readonly QualityFinding[]): void => {
    applyTo({ paper, title, photos, onPhotos }, chosen);
    for (const each of chosen) answers.say(each, 'repaired', '');
  };
  const certain = findings.filter(each => each.repair !== null && !PERSONAL.test(each.rule));
  const masks = findings.filter(each => PERSONAL.test(each.rule) && each.repair !== null && canApply(each));
  const repairAll = (): void => {
    mend(certain);
    toast.done(t('repaired', { count: certain.length }));
  };
  return (
    <section id={QUALITY} className={styles.beside} tabIndex={-1} aria-label={t('title')}>
      <Panel
        title={
          <span className={styles.title}>
            {t('title')}
            <Counts findings={findings} />
          </span>
        }
        extra={
          <>
            {masks.length > 0 && (
              <Button size="small" disabled={behind} onClick={() => setMasking(true)}>
                {k('mask.act', { count: masks.length })}
              </Button>
            )}{' '}
            {certain.length > 1 && (
              <Button size="small" disabled={behind} onClick={repairAll}>
                {t('repair_all', { count: certain.length })}
              </Button>
            )}
          </>
        }
      >
        {findings.length === 0 ? (
          <p className={styles.quiet} role="status">
            {t(blank ? 'blank' : behind ? 'reading' : 'none')}
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
                    blocks={blocking.has(finding.rule)}
                    answers={answers}
                    onSelect={() => select(paper, finding)}
                    onRepair={() => mend([finding])}
                  />
                )),
            )}
          </ul>
        )}
        {masking && (
          <Suspense fallback={null}>
            <MaskDialog
              findings={masks}
              onClose={() => setMasking(false)}
              onMask={chosen => {
                setMasking(false);
                mend(chosen);
                toast.undoable(k('mask.done', { count: chosen.length }), () =>
                  applyTo({ paper, title, photos, onPhotos }, turnedRound(chosen)),
                );
              }}
            />
          </Suspense>
        )}
      </Panel>
    </section>
  );
}

/** How many of each weight, the heaviest first. */
function Counts({ findings }: Pick<Quality, 'findings'>) {
  const t = useWords(qualityWords);
  return QUALITY_SEVERITIES.map(severity => {
    const count = findings.filter(each => each.severity === severity).length;
    return (
      count > 0 && (
        <span key={severity} className={styles[severity]}>
          {t('counted', { severity: t(`severity.${severity}`), count })}
        </span>
      )
    );
  });
}

/** Where the margin stands below the text, its count stands at the top and leads there. */
export function QualityCount({ findings }: Pick<Quality, 'findings'>) {
  const t = useWords(qualityWords);
  if (findings.length === 0) return null;
  const lead = (): void => {
    const panel = document.getElementById(QUALITY);
    panel?.scrollIntoView({ block: 'start' });
    panel?.focus({ preventScroll: true });
  };
  return (
    <Button size="small" onClick={lead}>
      {t('title')} {findings.length}
    </Button>
  );
}

/** Whether the panel can put the repair in by itself: in the title, a paragraph or a caption. */
function canApply({ place }: QualityFinding): boolean {
  return place.in !== 'cell';
}

/** The masks as findings whose repair is what stood there before; earlier masks in a text have moved the later ones. */
function turnedRound(chosen: readonly QualityFinding[]): QualityFinding[] {
  const moved = new Map<string, number>();
  return [...chosen]
    .sort((a, b) => a.from - b.from)
    .map(finding => {
      const where = JSON.stringify(finding.place);
      const shift = moved.get(where) ?? 0;
      const mask = finding.repair ?? '';
      moved.set(where, shift + mask.length - (finding.to - finding.from));
      const from = finding.from + shift;
      return { ...finding, from, to: from + mask.length, text: mask, repair: finding.text };
    });
}

type FindingProps = {
  finding: QualityFinding;
  blocks: boolean;
  answers: Answers;
  onSelect: () => void;
  onRepair: () => void;
};

function Finding({ finding, blocks, answers, onSelect, onRepair }: FindingProps) {
  const t = useWords(qualityWords);
  const language = useLanguage();
  const [asking, setAsking] = useState<'left' | 'not_a_fault' | null>(null);
  const { severity, place, repair, text, rule } = finding;
  const found = isPassage(finding);
  const answer = answers.of(finding);
  const answerable = answers.open && !rule.startsWith('S');
  return (
    <li className={answer ? styles.answered : styles.finding}>
      <span className={styles[severity]}>{t(`severity.${severity}`)}</span>{' '}
      {blocks && <strong>{t('blocks')} </strong>}
      <span title={t('source', { source: finding.source, rule })}>{finding[language]}</span>
      {answer && (
        <p>
          {t(`answered.${answer.answer}`)}
          {answer.reason && `：${answer.reason}`}
        </p>
      )}
      <span className={styles.acts}>
        {found && (
          <Button size="small" type="link" onClick={onSelect}>
            {t('show')}
          </Button>
        )}
        {repair !== null && (found || place.in === 'title' || place.in === 'caption') && (
          <Button size="small" type="link" onClick={onRepair}>
            {repair === '' ? t('delete', { text }) : t('repair', { repair: shortened(repair) })}
          </Button>
        )}
        {answer && answer.answer !== 'repaired' ? (
          <Button size="small" type="link" onClick={() => answers.say(finding, null, '')}>
            {t('answer_back')}
          </Button>
        ) : (
          answerable && (
            <>
              <Button size="small" type="link" onClick={() => setAsking('left')}>
                {t('leave')}
              </Button>
              <Button size="small" type="link" onClick={() => setAsking('not_a_fault')}>
                {t('no_fault')}
              </Button>
            </>
          )
        )}
      </span>
      {asking && (
        <ReasonDialog
          title={t(asking === 'left' ? 'leave' : 'no_fault')}
          hint={t('reason_hint')}
          label={t('reason')}
          act={t('reason_act')}
          max={200}
          onClose={() => setAsking(null)}
          onAct={reason => {
            answers.say(finding, asking, reason);
            setAsking(null);
          }}
        />
      )}
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

type Text = {
  paper: RefObject<PaperHandle | null>;
  title: string;
  photos: Draft['photos'];
  onPhotos: (photos: Draft['photos']) => void;
};

function applyTo({ paper, title, photos, onPhotos }: Text, findings: readonly QualityFinding[]): void {
  const inBody = findings.flatMap(({ place, from, to, text, repair }): PassageRepair[] =>
    place.in === 'block' && repair !== null ? [{ block: place.block, from, to, text, repair }] : [],
  );
  const inTitle = findings.filter(each => each.place.in === 'title' && each.repair !== null);
  const inCaptions = findings.filter(each => each.place.in === 'caption' && each.repair !== null);
  if (inTitle.length > 0) paper.current?.setTitle(mended(title, inTitle));
  if (inCaptions.length > 0) {
    onPhotos(
      photos.map((photo, at) => ({
        ...photo,
        caption: mended(
          photo.caption,
          inCaptions.filter(each => each.place.in === 'caption' && each.place.photo === at),
        ),
      })),
    );
  }
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
