import { type Block, contract, type Repeat } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { can, firstOf, notFound } from '../http/refusal.ts';
import { whyNotHere } from '../http/rights.ts';
import { comparable, placeIn } from '../text/comparable.ts';
import { matchingPassages } from '../text/passages.ts';
import { deskPlaceOf, type Manuscript, placeOf } from './manuscript.ts';
import { textOf } from './paper.ts';
import { findText } from './paper-queries.ts';
import { findManuscript } from './queries.ts';
import { whyNotDecideRepeat, whyNotDeclare } from './repeat-answer.ts';
import { findSaid } from './repeat-answer-queries.ts';
import { percent } from './repeats.ts';

export const repeat = answers(contract.manuscripts.repeat, async ({ input, actor, reader, now, may }) => {
  const today = dayOf(now);
  const one = await findManuscript(reader, input.id, today);
  const other = await findManuscript(reader, input.otherId, today);
  if (!one || !other) return notFound('稿件', 'manuscript');
  const why = firstOf(may(placeOf(one)), may(placeOf(other)));
  if (why) return why;
  const texts = [await findText(reader, one.revision_id), await findText(reader, other.revision_id)] as const;
  const sides = sideBySide(sideOf(one, texts[0]?.body), sideOf(other, texts[1]?.body));
  const declares = firstOf(whyNotHere(actor, 'manuscript.write', placeOf(one)), whyNotDeclare(one, actor));
  const decides = firstOf(whyNotHere(actor, 'desk.triage', deskPlaceOf(one)), whyNotDecideRepeat(one));
  return {
    ...sides,
    said: await findSaid(reader, input),
    can: { declare: can(declares), decide: can(decides) },
  };
});

type Side = Omit<Repeat['one'], 'sharedPercent'>;

function sideOf({ id, title, unit, submitted_at }: Manuscript, body: Block[] = []): Side {
  return { id, title, unit: unit.name, sentAt: submitted_at, text: textOf(body) };
}

/** Both texts with what they share, told in positions of the texts as they are read. */
export function sideBySide(one: Side, other: Side): Pick<Repeat, 'one' | 'other' | 'passages'> {
  const [a, b] = [comparable(one.text), comparable(other.text)];
  const match = matchingPassages(a, b);
  return {
    one: { ...one, sharedPercent: percent(match.partOfA) },
    other: { ...other, sharedPercent: percent(match.partOfB) },
    passages: match.passages.map(passage => ({ one: placeIn(a, passage.a), other: placeIn(b, passage.b) })),
  };
}
