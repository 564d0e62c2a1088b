import { contract } from '@xinxuan/contract';
import { answers } from '../../http/endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { findTrial, listTrials } from './queries.ts';
import { rowView, view } from './views.ts';

export const get = answers(contract.trials.get, async ({ input, reader, actor, now }) => {
  const trial = await findTrial(reader, input.id);
  return trial && !trial.removed_at ? view(trial, actor, now) : notFound('试算', 'trial');
});

export const list = answers(contract.trials.list, async ({ input, reader, now }) => {
  const { rows, total } = await listTrials(reader, input);
  return { rows: rows.map(row => rowView(row, now)), total };
});
