import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { placeIn } from '../text/comparable.ts';
import { whyNotLength } from './paper.ts';
import { declaredOf, unrelatedTo } from './repeat-answer-queries.ts';
import { findLookAlikes, percent } from './repeats.ts';

export const lookAlikes = answers(contract.manuscripts.lookAlikes, async ({ input, reader, may, scope }) => {
  scope('manuscript.read');
  const why = whyNotLength(input.body);
  if (why) return why;
  const { read, found } = await findLookAlikes(reader, { body: input.body, not: input.id });
  const mine = input.id ?? '';
  const settled = await unrelatedTo(reader, mine, 'any');
  const alike = found.filter(each => !settled.has(each.id));
  const closed = alike.filter(({ unitPath, persons }) => may({ unitPath, persons }, 'manuscript.read'));
  const items = alike.filter(each => !closed.includes(each));
  const declared = await declaredOf(reader, mine);
  return {
    items: items.map(({ id, title, unit, match }) => ({
      id,
      title,
      unit,
      sharedPercent: percent(match.partOfA),
      passages: match.passages.map(passage => placeIn(read, passage.a)),
      declared: declared.get(id) ?? null,
    })),
    elsewhere: closed.some(({ secrecy }) => secrecy === 'none'),
  };
});
