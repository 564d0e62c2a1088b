import { contract } from '@xinxuan/contract';
import { answers } from '../../http/endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { actsOf, allSchemes, findScheme } from './queries.ts';
import { rowView, view } from './scheme-view.ts';

export const listSchemes = answers(contract.schemes.list, async ({ reader }) =>
  (await allSchemes(reader)).map(rowView),
);

export const getScheme = answers(contract.schemes.get, async ({ input, reader, actor }) => {
  const scheme = await findScheme(reader, input.id);
  if (!scheme) return notFound('计分办法', 'scheme');
  return view(scheme, await actsOf(reader, input.id), actor);
});
