import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { FindingAnswer, QualityFinding, WritersAnswer } from '@xinxuan/contract';
import { api, client } from '../api/api.ts';
import { refusal } from '../api/refusal.ts';
import { toast } from '../ui/toast.ts';
import { language } from '../words/i18n.ts';

export type Answers = {
  /** Whether answers can be kept: the draft is stored. */
  open: boolean;
  of: (finding: QualityFinding) => WritersAnswer | null;
  say: (finding: QualityFinding, answer: FindingAnswer | null, reason: string) => void;
};

/** What the writer has answered to findings of a stored draft. */
export function useAnswers(storedId: string | null): Answers {
  const queries = useQueryClient();
  const asked = api.manuscripts.checkRecord.queryOptions({
    input: { id: storedId ?? '' },
    enabled: storedId !== null,
  });
  const record = useQuery(asked);
  const answers = record.data?.answers ?? [];
  return {
    open: storedId !== null,
    of: ({ rule, text }) =>
      answers.find(each => each.rule === rule && isQuoteOf(each.quote, rule, text)) ?? null,
    say: ({ rule, text }, answer, reason) => {
      if (storedId === null) return;
      client.manuscripts
        .answerFinding({ id: storedId, rule, text: text.slice(0, 2000), answer, reason })
        .then(() => queries.invalidateQueries({ queryKey: asked.queryKey }))
        .catch(error => toast.problem(refusal(error, language()).text));
    },
  };
}

/** Whether a kept quote is of this passage; of long ones the beginning is kept, of personal data both ends. */
function isQuoteOf(quote: string, rule: string, text: string): boolean {
  if (quote === '') return /^C(?!4)/.test(rule);
  if (rule.startsWith('D')) return quote.length === [...text].length && quote.startsWith(text.slice(0, 1));
  return quote.endsWith('……') ? text.startsWith(quote.slice(0, -2)) : quote === text;
}
