import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { RULES } from '../text/quality/check.ts';
import { clearanceOf, clearanceView } from './clearance.ts';
import { type KeptFindingRow, listAnswers, listRuns } from './finding-queries.ts';
import { placeOf } from './manuscript.ts';
import { findManuscript } from './queries.ts';

/** The sentence of a rule about a passage of which perhaps only the ends were kept. */
function sentenceOf({ rule, quote }: KeptFindingRow): { zh: string; en: string } {
  const known = RULES.find(each => each.id === rule);
  const told = (sentence: string): string =>
    sentence.replaceAll('{text}', quote || '……').replaceAll('{named}', '……');
  return known ? { zh: told(known.zh), en: told(known.en) } : { zh: quote ?? rule, en: quote ?? rule };
}

export const checkRecord = answers(contract.manuscripts.checkRecord, async call => {
  const { input, reader, now, may } = call;
  const manuscript = await findManuscript(reader, input.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const away = may(placeOf(manuscript));
  if (away) return away;
  return {
    runs: (await listRuns(reader, manuscript.id)).map(run => ({
      ...run,
      findings: run.findings.map(finding => ({ ...finding, ...sentenceOf(finding) })),
    })),
    answers: await listAnswers(reader, manuscript.id),
    clearance: clearanceView(manuscript, await clearanceOf(reader, manuscript, now), call),
  };
});
