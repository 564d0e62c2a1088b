import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { RULES } from '../text/quality/check.ts';
import { listAnswered, ruleCounts } from './figure-queries.ts';

export const figures = answers(contract.checks.figures, async ({ input, reader, scope }) => {
  const counted = await ruleCounts(reader, { ...input, scope: scope() });
  return counted.flatMap(each => {
    const rule = RULES.find(known => known.id === each.rule);
    return rule ? [{ ...each, severity: rule.severity }] : [];
  });
});

export const answered = answers(contract.checks.answered, ({ input, reader, scope }) =>
  listAnswered(reader, { ...input, scope: scope() }),
);
