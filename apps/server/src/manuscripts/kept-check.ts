import { createHash } from 'node:crypto';
import type { Block, CheckStep, QualityFinding } from '@xinxuan/contract';
import { holdingAt } from '../checks/choices.ts';
import { wordsInForce } from '../checks/secrecy-queries.ts';
import { dayOf } from '../clock.ts';
import type { Reader, Tx } from '../db/connect.ts';
import type { Refusal } from '../http/refusal.ts';
import { RULES_VERSION } from '../text/quality/check.ts';
import { quoteOf, whyNotClean, wordingOf } from './finding.ts';
import { insertRun } from './finding-queries.ts';
import type { Manuscript } from './manuscript.ts';
import { findText } from './paper-queries.ts';
import { photoCaptions } from './photo-queries.ts';
import { qualityOf } from './quality.ts';
import { namesOfUnit } from './queries.ts';

/** The text that holds now: the desk's own when there is one, otherwise the writers'. */
export type TextInForce = {
  revisionId: string;
  hash: string;
  title: string;
  body: Block[];
  captions: string[];
  /** Title, text and captions: another wording has another key. */
  key: string;
};

export async function textInForce(reader: Reader, manuscript: Manuscript): Promise<TextInForce> {
  const revisionId = manuscript.desk_revision_id ?? manuscript.revision_id;
  const text = await findText(reader, revisionId);
  if (!text) throw new Error(`manuscript ${manuscript.id} has no text`);
  const captions = await photoCaptions(reader, manuscript.id);
  const key = createHash('sha256')
    .update(JSON.stringify([text.hash, captions]))
    .digest('hex');
  return { revisionId, ...text, captions, key };
}

export type Checked = { findings: QualityFinding[]; blocking: ReadonlySet<string> };

/** Runs the check on a text as the desks above its unit want the rules. */
export async function checkText(
  reader: Reader,
  { manuscript, text, now }: { manuscript: Manuscript; text: TextInForce; now: Date },
): Promise<Checked> {
  const holding = await holdingAt(reader, { unitPath: manuscript.unit_path, type: manuscript.type });
  const known = {
    genre: manuscript.genre,
    type: manuscript.type,
    unitNames: await namesOfUnit(reader, manuscript.unit_id),
    secretWords: await wordsInForce(reader),
    today: dayOf(now),
  };
  return { findings: qualityOf({ ...text, ...known }, holding.choice), blocking: holding.blocking };
}

type At = { manuscript: Manuscript; step: CheckStep; by: string | null; now: Date };

/** Runs the check on the text in force and keeps what it found as proof (F35). Answers what it found. */
export async function keepCheck(tx: Tx, { manuscript, step, by, now }: At): Promise<QualityFinding[]> {
  const text = await textInForce(tx, manuscript);
  const { findings } = await checkText(tx, { manuscript, text, now });
  await insertRun(tx, {
    manuscriptId: manuscript.id,
    revisionId: text.revisionId,
    hash: text.hash,
    textKey: text.key,
    rules: RULES_VERSION,
    step,
    by,
    now,
    findings: findings.map(({ rule, severity, place, from, to, text: passage }) => {
      const quote = quoteOf(rule, passage);
      return { rule, severity, place, from, to, quote, wording: wordingOf(rule, quote ?? '') };
    }),
  });
  return findings;
}

/** Why a draft may not be sent as it stands: a rule that its desk made blocking finds something. */
export async function whyNotChecked(
  reader: Reader,
  manuscript: Manuscript,
  now: Date,
): Promise<Refusal | null> {
  const text = await textInForce(reader, manuscript);
  const { findings, blocking } = await checkText(reader, { manuscript, text, now });
  return whyNotClean(findings, blocking);
}
