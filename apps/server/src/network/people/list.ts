import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import { answers } from '../../http/endpoint.ts';
import { pinyinPattern } from '../person.ts';
import { findPeople } from './queries.ts';
import { personView } from './views.ts';

export const listPeople = answers(contract.network.people.list, async call => {
  const { input, reader, now } = call;
  const pinyin = input.q ? pinyinPattern(input.q) : null;
  const { rows, total } = await findPeople(reader, { ...input, pinyin, day: dayOf(now) });
  return { rows: rows.map(line => personView(line, call)), total };
});
