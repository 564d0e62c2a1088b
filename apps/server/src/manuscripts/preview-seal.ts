import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { countInTrail } from '../db/audit-covers.ts';
import { type StandingText, textsHangingOn } from '../db/hanging-texts.ts';
import { answers } from '../http/endpoint.ts';
import { can, notFound } from '../http/refusal.ts';
import { barring, eachText } from '../text/covered-words.ts';
import { placeOf } from './manuscript.ts';
import { findRevision } from './paper-queries.ts';
import { findManuscript } from './queries.ts';
import { whyNotSeal } from './seal.ts';
import { planSeal } from './seal-plan.ts';
import { factsInClosings } from './seal-queries.ts';
import { whyNotCovered } from './sealed-words.ts';

/** What a seal would cover, in numbers alone: no word is shown that the person has not typed. */
export const previewSeal = answers(contract.manuscripts.previewSeal, async ({ input, reader, now, may }) => {
  const manuscript = await findManuscript(reader, input.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const away = may(placeOf(manuscript));
  if (away) return away;
  const revision = await findRevision(reader, {
    manuscriptId: manuscript.id,
    revisionId: input.revisionId,
  });
  if (!revision) return notFound('这个版本', 'revision');
  const why = whyNotSeal(manuscript, revision.id);
  if (why) return why;
  const of = { manuscript, revisionId: revision.id, today: dayOf(now) };
  const { inForce, closed, words: found } = await planSeal(reader, { ...of, words: [] });
  const asked = [...new Set(input.words.map(word => word.trim()))];
  const refused = new Map(asked.map(word => [word, whyNotCovered(word, inForce)]));
  const all = [...found, ...asked.filter(word => !refused.get(word))];
  const counted = new Set(await factsInClosings(reader, manuscript.id));
  const places = await textsHangingOn(reader, manuscript.id);
  const open = places.filter(({ table, key }) => table !== 'facts' || !counted.has(String(key['id'])));
  const closings = places.filter(place => !open.includes(place));
  const covers = all.map(covering(manuscript.id));
  const entries = await countInTrail(reader, manuscript.id, covers);
  const holding = (word: string) => {
    const bar = barring([word]);
    return ({ value, column }: StandingText): boolean => {
      let met = false;
      eachText(
        value,
        text => {
          met ||= bar(text) !== text;
          return text;
        },
        { key: column, about: manuscript.id },
      );
      return met;
    };
  };
  const told = (word: string, shown: string | null) => ({
    word: shown,
    places: open.filter(holding(word)).length,
    entries: entries[all.indexOf(word)] ?? 0,
    why: null,
  });
  const whole = asked.length === 0 ? closed : (await planSeal(reader, { ...of, words: all })).closed;
  return {
    versions: whole.map(version => version.number),
    found: found.map(word => told(word, null)),
    asked: asked.map(word => {
      const refusal = refused.get(word);
      return refusal ? { word, places: 0, entries: 0, why: can(refusal) } : told(word, word);
    }),
    inClosings: closings.filter(place => all.some(word => holding(word)(place))).length,
  };
});

function covering(about: string): (word: string) => (value: unknown) => unknown {
  return word => {
    const bar = barring([word]);
    return value => eachText(value, bar, { about });
  };
}
