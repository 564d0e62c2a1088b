import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { reachOf } from '../http/rights.ts';
import { rowView, view, whyNotRead } from './circular.ts';
import { discard } from './discard.ts';
import { download } from './download.ts';
import { draft } from './draft.ts';
import { issue } from './issue.ts';
import { findCircular, listCirculars } from './queries.ts';
import { save } from './save.ts';

export const circularRoutes = {
  list: answers(contract.circulars.list, async ({ input, reader, actor }) => {
    const found = await listCirculars(reader, {
      ...input,
      drafts: reachOf(actor, 'circular.write') !== null,
    });
    return { rows: found.rows.map(rowView), total: found.total };
  }),
  get: answers(contract.circulars.get, async ({ input, reader, actor }) => {
    const circular = await findCircular(reader, input.id);
    if (!circular) return notFound('通报', 'circular');
    return whyNotRead(circular, actor) ?? view(circular, actor);
  }),
  draft,
  save,
  issue,
  discard,
  download,
};
