import { contract, type DraftFields, type FieldReport } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { checkDraft, columnsOf } from './draft-fields.ts';
import { bodyOfReport } from './field-report.ts';
import { findBegun, insertFieldReport } from './field-report-queries.ts';
import { placeOf } from './manuscript.ts';
import { findManuscript } from './queries.ts';
import { startManuscript } from './start.ts';

export const report = acts(contract.manuscripts.report, async call => {
  const { input, actor, tx, now } = call;
  if (input.writerId !== actor.personId) return otherWriter();
  const begun = await findBegun(tx, actor.personId, input.draftKey);
  const known = begun ? await findManuscript(tx, begun, dayOf(now)) : null;
  if (known) {
    const { id, version, state } = known;
    return call.may(placeOf(known)) ?? { manuscriptId: id, version, state, repeated: true };
  }
  if (!actor.post) return notFound('您的任职单位', 'unit of your post');
  const checked = await checkDraft(call, fieldsOf(input, actor.post.unitId, actor.personId), null);
  if (isRefusal(checked)) return checked;
  const manuscriptId = await startManuscript(tx, {
    columns: columnsOf(checked),
    stand: { draft_key: input.draftKey },
    kind: 'draft',
    body: checked.body,
    authorIds: checked.authorIds,
    files: checked.files,
    actor,
    now,
    detail: { from: 'field' },
  });
  const { on, place, banners, leaflets, consultations } = input;
  await insertFieldReport(tx, {
    manuscriptId,
    personId: actor.personId,
    unitId: checked.unit.id,
    ...{ on, place, banners, leaflets, consultations },
    now,
  });
  call.record(manuscriptId, null, { title: checked.title, unitId: checked.unit.id, on, place });
  return { manuscriptId, version: 0, state: 'draft' as const, repeated: false };
});

function otherWriter(): Refusal {
  return refuse('conflict', 'other_writer', {
    zh: '这份随手报不是您写的，没有接收。请由写的人登录后送出。',
    en: 'Somebody else wrote this report, so it was not taken in. It goes once that person has signed in.',
  });
}

/** What happened in the street as the fields of a draft: written by its sender, for the unit of the post. */
function fieldsOf(input: FieldReport, unitId: string, personId: string): DraftFields {
  return {
    title: input.title,
    body: bodyOfReport(input),
    unitId,
    authorIds: [personId],
    channel: 'news',
    type: 'other',
    genre: 'brief',
    importance: 'ordinary',
    themes: [],
    eventOn: input.on,
    secrecy: 'none',
    leadNote: '随手报',
    photos: input.photos,
    attachmentIds: input.attachmentIds,
  };
}
