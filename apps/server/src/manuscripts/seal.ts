import { contract, flatOf } from '@xinxuan/contract';
import { wordsInForce } from '../checks/secrecy-queries.ts';
import { dayOf } from '../clock.ts';
import type { Sealer } from '../db/sealer.ts';
import { acts, type WriteCall } from '../http/endpoint.ts';
import { firstOf, isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { sealWords } from '../http/seal-cover.ts';
import { newId } from '../ids.ts';
import { barring } from '../text/covered-words.ts';
import { type TextInForce, textInForce } from './kept-check.ts';
import { type Manuscript, placeOf } from './manuscript.ts';
import { findRevision } from './paper-queries.ts';
import { changeManuscript, lockManuscript } from './queries.ts';
import { closeCopies, openCopies } from './seal-copies.ts';
import {
  clearSeals,
  closeFiles,
  endSeal,
  filesToClose,
  findSealOf,
  insertSeal,
  openVersions,
  setSeals,
  type Version,
} from './seal-queries.ts';
import { withdrawnWords } from './sealed-words.ts';
import { trace } from './trace.ts';

type Call = WriteCall<{ id: string; revisionId: string; reason: string; words: string[] }>;
type Done = { versions: number[]; places: number };

/**
 * Closes an earlier text to reading, with every copy of the words that were taken out since; or opens it again. What
 * stood there is kept enciphered, and the hash of the text stays, so that what was signed can still be proved (0746).
 */
export function seal({ sealer }: { sealer: Sealer }) {
  return acts(contract.manuscripts.seal, async call => {
    const { input, tx, actor, now, may, record } = call;
    const manuscript = await lockManuscript(tx, input.id, dayOf(now));
    if (!manuscript) return notFound('稿件', 'manuscript');
    const away = may(placeOf(manuscript));
    if (away) return away;
    const revision = await findRevision(tx, { manuscriptId: manuscript.id, revisionId: input.revisionId });
    if (!revision) return notFound('这个版本', 'revision');
    const why = firstOf(
      whyNotSeal(manuscript, revision.id),
      (revision.sealed !== null) === !input.undo ? alreadySo(input.undo) : null,
    );
    if (why) return why;
    const done = input.undo
      ? await open(call, { manuscript, sealer })
      : await close(call, { manuscript, sealer });
    if (isRefusal(done)) return done;
    await trace(tx, {
      manuscriptId: manuscript.id,
      kind: input.undo ? 'revision_unsealed' : 'revision_sealed',
      actor,
      now,
      detail: { revision: revision.number, versions: done.versions, reason: input.reason },
    });
    record(revision.id, { sealed: input.undo }, { sealed: !input.undo, reason: input.reason, ...done });
    return { sealed: !input.undo, ...done };
  });
}

type On = { manuscript: Manuscript; sealer: Sealer };

async function close(call: Call, { manuscript, sealer }: On): Promise<Done> {
  const { tx, actor, now, input } = call;
  const inForce = await textInForce(tx, manuscript);
  const versions = await openVersions(tx, manuscript.id);
  const earlier = versions.filter(version => version.id !== inForce.revisionId);
  const named = earlier.filter(version => version.id === input.revisionId);
  const words = withdrawnWords({
    sealed: named,
    inForce,
    asked: input.words,
    secretWords: await wordsInForce(tx),
    today: dayOf(now),
  });
  const holding = (text: string): boolean => barring(words)(text) !== text;
  const closed = earlier.filter(version => named.includes(version) || holding(flatOf(version)));
  const sealId = newId('seal', now);
  const of = { sealId, manuscriptId: manuscript.id };
  const sealing = { by: actor.personId, reason: input.reason, now };
  const replaced = closed.some(version => version.id === manuscript.revision_id);
  await insertSeal(tx, {
    id: sealId,
    manuscriptId: manuscript.id,
    ...sealing,
    words: sealWords(sealer, { body: tx.body, sealId, words }),
    revisionWas: replaced ? manuscript.revision_id : null,
  });
  await setSeals(
    tx,
    closed.map(version => version.id),
    { ...sealing, sealId },
  );
  // The text of the desk takes the place of the writers' own, so that whoever asks for that reads what holds.
  if (replaced) await changeManuscript(tx, manuscript.id, { revision_id: inForce.revisionId, now });
  const source = closed.some(version => version.kind !== 'desk');
  await closeFiles(tx, sealId, await filesToClose(tx, { ...of, source, holding }));
  const places = await closeCopies(tx, sealer, {
    ...of,
    versions: closed,
    standing: standingIn(inForce),
    words,
  });
  return { versions: numbersOf(closed), places };
}

async function open(call: Call, { manuscript, sealer }: On): Promise<Done | Refusal> {
  const { tx, actor, now, input } = call;
  const held = await findSealOf(tx, input.revisionId);
  const versions = await clearSeals(tx, { sealId: held?.id ?? null, revisionId: input.revisionId });
  if (!held) return { versions, places: 0 };
  const { opened, lost } = await openCopies(tx, sealer, held.id);
  if (lost > 0) return keyLost();
  const deskStandsIn = held.revision_was && manuscript.revision_id === manuscript.desk_revision_id;
  if (deskStandsIn && held.revision_was)
    await changeManuscript(tx, manuscript.id, { revision_id: held.revision_was, now });
  await endSeal(tx, held.id, { personId: actor.personId, now });
  return { versions, places: opened };
}

function standingIn(text: TextInForce): string {
  return [flatOf(text), ...text.captions].join('\n');
}

function numbersOf(versions: readonly Version[]): number[] {
  return versions.map(version => version.number);
}

/** The text that holds now is changed, not sealed: everybody works on it. */
export function whyNotSeal(
  manuscript: Pick<Manuscript, 'revision_id' | 'desk_revision_id'>,
  revisionId: string,
): Refusal | null {
  if ((manuscript.desk_revision_id ?? manuscript.revision_id) !== revisionId) return null;
  return refuse('wrong_state', 'text_in_force', {
    zh: '这是正在使用的版本，不能封存。请先在稿件中遮盖，另存为新版本后，再封存旧版本。',
    en: 'This is the text in use and cannot be sealed. Mask it in the manuscript first; then the earlier version can be sealed.',
  });
}

function alreadySo(open: boolean): Refusal {
  return refuse('wrong_state', open ? 'not_sealed' : 'sealed_already', {
    zh: open ? '这个版本没有被封存。' : '这个版本已经封存。',
    en: open ? 'This version is not sealed.' : 'This version is sealed already.',
  });
}

function keyLost(): Refusal {
  return refuse('wrong_state', 'seal_key_lost', {
    zh: '封存时所用的密钥已不在本机（数据文件夹中的 secret 文件被更换），无法解除封存。请系统管理员找回原文件后再试。',
    en: 'The key that this was sealed with is gone: the file “secret” in the data folder has been replaced. Ask the system administrator to bring it back.',
  });
}

export function sealedText(sealed: { by: string; reason: string }): Refusal {
  return refuse('wrong_state', 'revision_sealed', {
    zh: `这个版本已由${sealed.by}封存（${sealed.reason}），不再显示内容；其校验值仍可证明当时的文字。`,
    en: `${sealed.by} sealed this version (${sealed.reason}): its text is no longer shown. Its hash still proves what it said.`,
  });
}
