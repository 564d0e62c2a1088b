import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { holdChain } from '../db/audit.ts';
import { type CoveredEntry, coverTrail, uncoverTrail } from '../db/audit-covers.ts';
import type { Tx } from '../db/connect.ts';
import type { Sealer } from '../db/sealer.ts';
import { contentsOf } from '../db/stored-files.ts';
import { acts, type WriteCall } from '../http/endpoint.ts';
import { firstOf, isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { sealWords } from '../http/seal-cover.ts';
import { newId } from '../ids.ts';
import { barring, eachText } from '../text/covered-words.ts';
import { type Manuscript, placeOf } from './manuscript.ts';
import { findRevision } from './paper-queries.ts';
import { photosNow } from './photo-queries.ts';
import { changeManuscript, lockManuscript } from './queries.ts';
import { closeCopies, openCopies } from './seal-copies.ts';
import { planSeal } from './seal-plan.ts';
import {
  clearSeals,
  closeFiles,
  endSeal,
  filesToClose,
  findSealOf,
  handOver,
  insertSeal,
  openVersions,
  setSeals,
  type Version,
} from './seal-queries.ts';
import { wholeOf, whyNotCovered } from './sealed-words.ts';
import { trace } from './trace.ts';

type Call = WriteCall<{ id: string; revisionId: string; reason: string; words: string[] }>;
type Done = {
  versions: number[];
  places: number;
  /** Entries of the trail that were covered or uncovered: the chain vouches for them through this act's own entry. */
  trail: CoveredEntry[];
  /** The reason as it is kept: it may repeat what is being covered. */
  reason: string;
};

/**
 * Closes an earlier text to reading, with every copy of the words that were taken out since, in the audit trail as well;
 * or opens it again. What stood there is kept enciphered, and the hash of the text and the links of the trail stay, so
 * that what was signed and done can still be proved (0746, 0759).
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
    // Two manuscripts can share a place, such as the message both came by: one seal after the other.
    await holdChain(tx.db);
    const done = input.undo
      ? await open(call, { manuscript, sealer })
      : await close(call, { manuscript, sealer });
    if (isRefusal(done)) return done;
    await trace(tx, {
      manuscriptId: manuscript.id,
      kind: input.undo ? 'revision_unsealed' : 'revision_sealed',
      actor,
      now,
      detail: { revision: revision.number, versions: done.versions, reason: done.reason },
    });
    record(revision.id, { sealed: input.undo }, { sealed: !input.undo, ...done });
    const { versions, places, trail } = done;
    return { sealed: !input.undo, versions, places, entries: trail.length };
  });
}

type On = { manuscript: Manuscript; sealer: Sealer };

async function close(call: Call, { manuscript, sealer }: On): Promise<Done | Refusal> {
  const { tx, actor, now, input } = call;
  const of = { manuscript, revisionId: input.revisionId, words: input.words, today: dayOf(now) };
  const { inForce, closed, words, holding } = await planSeal(tx, of);
  const why = firstOf(...input.words.map(word => whyNotCovered(word, inForce)));
  if (why) return why;
  const sealId = newId('seal', now);
  const sealing = { by: actor.personId, reason: barring(words)(input.reason), now };
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
  await closeDocuments(tx, { sealId, manuscript, closed, holding });
  const places = await closeCopies(tx, sealer, {
    ...{ sealId, manuscriptId: manuscript.id },
    versions: closed,
    standing: wholeOf(inForce),
    words,
  });
  if (places === null) return keyLost();
  const bar = barring(words);
  const cover = (value: unknown): unknown => eachText(value, bar, { about: manuscript.id });
  const trail = await coverTrail(tx, sealer, { sealId, manuscriptId: manuscript.id, cover });
  if (trail === null) return keyLost();
  return { versions: numbersOf(closed), places, trail, reason: sealing.reason };
}

type Closing = {
  sealId: string;
  manuscript: Manuscript;
  closed: readonly Version[];
  holding: (text: string) => boolean;
};

/** The document that a closed text came from, attachments with its words, and photos that no open version shows. */
async function closeDocuments(tx: Tx, { sealId, manuscript, closed, holding }: Closing): Promise<void> {
  const source = closed.some(version => version.kind !== 'desk');
  const documents = await filesToClose(tx, { manuscriptId: manuscript.id, source, holding });
  const shown = new Set((await photosNow(tx, manuscript.id)).map(photo => photo.fileId));
  for (const { photoIds } of await openVersions(tx, manuscript.id)) for (const id of photoIds) shown.add(id);
  const photos = closed.flatMap(version => version.photoIds).filter(id => !shown.has(id));
  // The same picture, uploaded twice, is no other picture.
  const contents = await contentsOf(tx, [...shown, ...photos]);
  const open = new Set([...shown].map(id => contents.get(id)));
  await closeFiles(tx, sealId, [...documents, ...photos.filter(id => !open.has(contents.get(id)))]);
}

async function open(call: Call, { manuscript, sealer }: On): Promise<Done | Refusal> {
  const { tx, actor, now, input } = call;
  const { reason } = input;
  const held = await findSealOf(tx, input.revisionId);
  if (!held) {
    const versions = await clearSeals(tx, { sealId: null, revisionId: input.revisionId });
    return { versions, places: 0, trail: [], reason };
  }
  const opened = await openCopies(tx, sealer, held.id);
  if (opened === null) return keyLost();
  await endSeal(tx, held.id, { personId: actor.personId, now });
  const kept = await handOver(tx, held);
  const versions = await clearSeals(tx, { sealId: held.id, revisionId: input.revisionId });
  const deskStandsIn = held.revision_was && manuscript.revision_id === manuscript.desk_revision_id;
  if (deskStandsIn && held.revision_was && !kept.includes(held.revision_was))
    await changeManuscript(tx, manuscript.id, { revision_id: held.revision_was, now });
  return { versions, places: opened, trail: await uncoverTrail(tx, sealer, held.id), reason };
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
