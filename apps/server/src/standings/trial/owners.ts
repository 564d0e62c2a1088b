import { contract, type TrialLine } from '@xinxuan/contract';
import type { SaidPair, TrialClause } from '@xinxuan/scoring';
import type { Reader } from '../../db/connect.ts';
import { answers } from '../../http/endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { findOwner, findTrial, listOwners, manuscriptsOf } from './queries.ts';
import { clauseWords, ownerView } from './views.ts';

export const owners = answers(contract.trials.owners, async ({ input, reader }) => {
  const clauses = await clausesOf(reader, input);
  if (!clauses) return notFound('试算结果', 'result of the trial');
  const { rows, total } = await listOwners(reader, input);
  return { rows: rows.map(row => ownerView(row, clauses)), total };
});

const NOTHING = { pairs: [], more: 0, same: { lines: 0, points: '0' } };

export const owner = answers(contract.trials.owner, async ({ input, reader }) => {
  const clauses = await clausesOf(reader, input);
  const found = clauses && (await findOwner(reader, input));
  if (!clauses || !found) return notFound('试算对象', 'owner in this trial');
  const { pairs, more, same } = found.lines ?? NOTHING;
  const manuscripts = await manuscriptsOf(
    reader,
    pairs.flatMap(pair => soleFact(pair) ?? []),
  );
  return {
    owner: ownerView(found.row, clauses),
    lines: pairs.map(pair => lineView(pair, clauses, manuscripts)),
    more,
    same,
  };
});

/** The clauses of a period's result; null when there is no such result. */
async function clausesOf(
  reader: Reader,
  { id, period }: { id: string; period: string },
): Promise<TrialClause[] | null> {
  const trial = await findTrial(reader, id);
  if (!trial || trial.removed_at) return null;
  return trial.results?.find(result => result.period === period)?.comparison.clauses ?? null;
}

function soleFact({ factIds }: SaidPair): string | null {
  return factIds.length === 1 ? (factIds[0] ?? null) : null;
}

function lineView(
  pair: SaidPair,
  clauses: readonly TrialClause[],
  manuscripts: ReadonlyMap<string, string>,
): TrialLine {
  const { kind, date, label, change, why } = pair;
  const side = (which: 'before' | 'after'): TrialLine['before'] => {
    const line = pair[which];
    return line && { ...line, ...clauseWords(line.clause, clauses, which) };
  };
  return {
    kind,
    on: date,
    label,
    manuscriptId: manuscripts.get(soleFact(pair) ?? '') ?? null,
    change,
    why,
    before: side('before'),
    after: side('after'),
  };
}
