import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { firstOf, isRefusal } from '../http/refusal.ts';
import { whyNotDeskEdit } from '../manuscripts/desk.ts';
import { continuesRevision } from '../manuscripts/manuscript.ts';
import { cleanBody, cleanText, whyNotLength } from '../manuscripts/paper.ts';
import { insertRevision, updateRevision } from '../manuscripts/paper-queries.ts';
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
  const session = { lastSaved: manuscript.updated_at, personId: actor.personId, now };
  if (current && continuesRevision({ kind: 'desk', by: current.by }, session)) {
    await updateRevision(tx, current.id, text);
    await changeManuscript(tx, manuscript.id, { now });
  } else {
    const fresh = { ...text, manuscriptId: manuscript.id, by: actor.personId, now };
    const revision = await insertRevision(tx, { ...fresh, kind: 'desk' });
    await changeManuscript(tx, manuscript.id, { desk_revision_id: revision.id, now });
    const detail = { revision: revision.number };
    await trace(tx, { manuscriptId: manuscript.id, kind: 'desk_edited', actor, now, detail });
  }
  call.record(manuscript.id, { deskRevision: current?.number ?? null }, { title: text.title });
  return show(call, manuscript.id);
});
