import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { firstOf, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { type Manuscript, placeOf } from './manuscript.ts';
import { findRevision, setSeal } from './paper-queries.ts';
import { lockManuscript } from './queries.ts';
import { trace } from './trace.ts';

/** Closes an earlier text to reading; its bytes and hash stay, so that what was signed can still be proved (0662). */
export const seal = acts(contract.manuscripts.seal, async call => {
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
  const by = input.undo ? null : { by: actor.personId, reason: input.reason, now };
  await setSeal(tx, revision.id, by);
  await trace(tx, {
    manuscriptId: manuscript.id,
    kind: input.undo ? 'revision_unsealed' : 'revision_sealed',
    actor,
    now,
    detail: { revision: revision.number, reason: input.reason },
  });
  record(revision.id, { sealed: input.undo }, { sealed: !input.undo, reason: input.reason });
  return { sealed: !input.undo };
});

/** The text that holds now is changed, not sealed: everybody works on it. */
export function whyNotSeal(
  manuscript: Pick<Manuscript, 'revision_id' | 'desk_revision_id'>,
  revisionId: string,
): Refusal | null {
  if (![manuscript.revision_id, manuscript.desk_revision_id].includes(revisionId)) return null;
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

export function sealedText(sealed: { by: string; reason: string }): Refusal {
  return refuse('wrong_state', 'revision_sealed', {
    zh: `这个版本已由${sealed.by}封存（${sealed.reason}），不再显示内容；其校验值仍可证明当时的文字。`,
    en: `${sealed.by} sealed this version (${sealed.reason}): its text is no longer shown. Its hash still proves what it said.`,
  });
}
