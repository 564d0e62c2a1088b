import { contract } from '@xinxuan/contract';
import { compareSchemes, parseScheme, printedScheme, type Scheme } from '@xinxuan/scoring';
import type { Reader } from '../../db/connect.ts';
import { answers } from '../../http/endpoint.ts';
import { isRefusal, notFound, type Refusal, refuse } from '../../http/refusal.ts';
import { allSchemes, findScheme, type SchemeFull } from './queries.ts';
import { asInForce, whyNotPrinted } from './scheme-documents.ts';
import { rowView } from './scheme-view.ts';

type Wanted = { id: string } | { yaml: string };
type Version = { kept: SchemeFull | null; scheme: Scheme };

export const compare = answers(contract.schemes.compare, async ({ input, reader }) => {
  const after = await versionOf(reader, input.after);
  if (isRefusal(after)) return after;
  const before = input.before ? await versionOf(reader, input.before) : await predecessorOf(reader, after);
  if (isRefusal(before)) return before;
  // The days of a draft are hopes: only two versions that have been in force differ by theirs.
  const dated = Boolean(before.kept?.from_on && after.kept?.from_on);
  const textOf = ({ scheme, kept }: Version): Scheme => (dated ? asInForce(scheme, kept) : scheme);
  const compared = compareSchemes(textOf(before), textOf(after));
  const view = ({ kept, scheme }: Version, words: typeof compared.before) => ({
    scheme: kept ? rowView(kept) : null,
    version: words.version,
    title: words.title,
    remark: kept?.from_on ? printedScheme(asInForce(scheme, kept)).remark : words.remark,
  });
  return {
    before: view(before, compared.before),
    after: view(after, compared.after),
    changes: compared.changes,
    articles: compared.articles,
  };
});

async function versionOf(reader: Reader, wanted: Wanted): Promise<Version | Refusal> {
  const kept = 'id' in wanted ? await findScheme(reader, wanted.id) : null;
  if ('id' in wanted && !kept) return notFound('计分办法', 'scheme');
  const parsed = parseScheme('yaml' in wanted ? wanted.yaml : (kept?.yaml ?? ''));
  return parsed.ok ? { kept, scheme: parsed.scheme } : whyNotPrinted(parsed.problems);
}

/** The version that was in force before it; for a text or the first of its kind, the latest other one. */
async function predecessorOf(reader: Reader, { kept }: Version): Promise<Version | Refusal> {
  const others = (await allSchemes(reader)).filter(other => other.id !== kept?.id);
  const earlier = kept ? others.filter(other => other.number < kept.number) : others;
  const inForce = earlier.filter(other => other.from_on !== null);
  const [before] = [...inForce, ...earlier, ...others];
  if (before) return versionOf(reader, { id: before.id });
  return refuse('not_found', 'no_predecessor', {
    zh: '此前没有别的版本，没有可以比较的办法。',
    en: 'There is no other version to compare it with.',
  });
}
