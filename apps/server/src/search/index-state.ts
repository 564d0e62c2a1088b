import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts, answers } from '../http/endpoint.ts';
import { whyNotSealedFile } from '../http/own-file.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { partsOf } from '../manuscripts/list.ts';
import { placeOf } from '../manuscripts/manuscript.ts';
import { listFiles } from '../manuscripts/paper-queries.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { indexState, readFileAgain, unreadFiles } from './file-queries.ts';

type Call = Pick<Parameters<Parameters<typeof answers>[1]>[0], 'reader' | 'actor' | 'scope'>;

/** What lists are cut to, over the manuscript `m`. */
function openTo({ reader, actor, scope }: Call) {
  return partsOf(reader, {
    scope: scope(),
    ownUnit: actor.post?.unitId ?? '',
    person: actor.personId,
    mine: undefined,
    unitId: undefined,
  });
}

export const state = answers(contract.search.state, async call =>
  indexState(call.reader, await openTo(call)),
);

export const unread = answers(contract.search.unread, async call =>
  unreadFiles(call.reader, { ...call.input, open: await openTo(call) }),
);

export const readAgain = acts(contract.search.readAgain, async ({ input, tx, may, now, record }) => {
  const manuscript = await findManuscript(tx, input.manuscriptId, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const why = may(placeOf(manuscript));
  if (why) return why;
  const sealed = await whyNotSealedFile(tx, { id: input.fileId, code: 'wrong_state' });
  if (sealed) return sealed;
  const attached = (await listFiles(tx, manuscript.id)).some(
    each => each.file_id === input.fileId && each.role === 'attachment',
  );
  if (!attached || !(await readFileAgain(tx, input.fileId, now))) {
    return refuse('wrong_state', 'not_failed', {
      zh: '这个文件不在未读出的附件之列，可能已经读出、正在读取，或已从稿件中移去。请刷新后再看。',
      en: 'This is not among the attachments that could not be read: it has been read, is being read now, or was taken off the manuscript. Refresh the list.',
    });
  }
  record(input.fileId, null, { manuscript: manuscript.id });
  return { fileId: input.fileId };
});
