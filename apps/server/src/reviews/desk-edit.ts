import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { firstOf, isRefusal } from '../http/refusal.ts';
import { whyNotDeskEdit } from '../manuscripts/desk.ts';
import { keepText } from '../manuscripts/keep-text.ts';
import { cleanBody, cleanText, whyNotLength } from '../manuscripts/paper.ts';
import { whyNotKept } from '../manuscripts/quality.ts';
import { changeManuscript } from '../manuscripts/queries.ts';
import { trace } from '../manuscripts/trace.ts';
import { show } from '../manuscripts/views.ts';
import { openAtDesk } from './desk.ts';

/** The desk writes beside the sent text, never into it; one editor's saves without a long pause make one revision. */
export const edit = acts(contract.reviews.desk.edit, async call => {
  const { input, actor, tx, now } = call;
  const text = { title: cleanText(input.title).trim(), body: cleanBody(input.body) };
  const manuscript = await openAtDesk(call, open =>
    firstOf(whyNotDeskEdit(open), whyNotLength(text.body), whyNotKept({ ...text, captions: [] })),
  );
  if (isRefusal(manuscript)) return manuscript;
  const current = manuscript.deskRevision;
  const kept = await keepText(tx, {
    manuscriptId: manuscript.id,
    baseId: manuscript.desk_revision_id ?? manuscript.revision_id,
    kind: 'desk',
    text,
    actor,
    now,
    traced: true,
  });
  await changeManuscript(tx, manuscript.id, { ...(kept.fresh && { desk_revision_id: kept.id }), now });
  if (kept.fresh) await trace(tx, { manuscriptId: manuscript.id, kind: 'desk_edited', actor, now });
  call.record(manuscript.id, { deskRevision: current?.number ?? null }, { title: text.title });
  return show(call, manuscript.id);
});
