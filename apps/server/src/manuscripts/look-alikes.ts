import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { placeIn } from '../text/comparable.ts';
import { whyNotLength } from './paper.ts';
import { findLookAlikes, percent } from './repeats.ts';

export const lookAlikes = answers(contract.manuscripts.lookAlikes, async ({ input, reader, may, scope }) => {
  scope('manuscript.read');
  const why = whyNotLength(input.body);
  if (why) return why;
  const { read, found } = await findLookAlikes(reader, { body: input.body, not: input.id });
  const closed = found.filter(({ unitPath, persons }) => may({ unitPath, persons }, 'manuscript.read'));
  return {
    items: found
      .filter(each => !closed.includes(each))
      .map(({ id, title, unit, match }) => ({
        id,
        title,
        unit,
        sharedPercent: percent(match.partOfA),
        passages: match.passages.map(passage => placeIn(read, passage.a)),
      })),
    elsewhere: closed.some(({ secrecy }) => secrecy === 'none'),
  };
});
