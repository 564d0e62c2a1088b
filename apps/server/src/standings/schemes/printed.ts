import { contract } from '@xinxuan/contract';
import { parseScheme, printedScheme } from '@xinxuan/scoring';
import { answers } from '../../http/endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { findScheme } from './queries.ts';
import { problemView } from './scheme.ts';
import { asInForce } from './scheme-documents.ts';

/** The document of a kept scheme, or of a text as it is being written; a text with mistakes has none. */
export const printed = answers(contract.schemes.printed, async ({ input, reader }) => {
  const kept = 'id' in input ? await findScheme(reader, input.id) : null;
  if ('id' in input && !kept) return notFound('计分办法', 'scheme');
  const parsed = parseScheme('yaml' in input ? input.yaml : (kept?.yaml ?? ''));
  if (!parsed.ok) return { printed: null, problems: parsed.problems.map(problemView) };
  return { printed: printedScheme(asInForce(parsed.scheme, kept)), problems: [] };
});
