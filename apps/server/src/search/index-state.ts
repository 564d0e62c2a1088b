import { contract } from '@xinxuan/contract';
import { findFile, placesOfFile } from '../db/stored-files.ts';
import { acts, answers } from '../http/endpoint.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { partsOf } from '../manuscripts/list.ts';
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
  const file = await findFile(tx, input.fileId);
  const places = (await placesOfFile(tx, input.fileId)).filter(each => each.right === 'manuscript.read');
  if (!file || places.length === 0) return notFound('这个附件', 'attachment');
  const refused = places.map(({ unit_path, persons }) => may({ unitPath: unit_path, persons }));
  const why = refused.includes(null) ? null : refused[0];
  if (why) return why;
  if (!(await readFileAgain(tx, input.fileId, now))) {
    return refuse('wrong_state', 'not_failed', {
      zh: `“${file.name}”不在未读出的附件之列，可能已经读出或正在读取。请刷新后再看。`,
      en: `“${file.name}” is not among the files that could not be read: it has been read, or is being read now. Refresh the list.`,
    });
  }
  record(input.fileId, null, { name: file.name });
  return { fileId: input.fileId };
});
