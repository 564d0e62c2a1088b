import { contract } from '@xinxuan/contract';
import { answers } from '../../http/endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { allSchemes, findScheme } from './queries.ts';
import { rowView, view } from './scheme.ts';

export const listSchemes = answers(contract.schemes.list, async ({ reader }) =>
  (await allSchemes(reader)).map(rowView),
);

export const getScheme = answers(contract.schemes.get, async ({ input, reader, actor }) => {
  const scheme = await findScheme(reader, input.id);
  return scheme ? view(scheme, actor) : notFound('计分办法', 'scheme');
});
