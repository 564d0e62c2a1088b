import type { Me, Unit } from '@xinxuan/contract';
import { describe, expect, test } from 'vitest';
import { writableUnits } from './writable.ts';

const units = [
  { id: 'team', parentId: 'office' },
  { id: 'body', parentId: null },
  { id: 'squad', parentId: 'team' },
  { id: 'office', parentId: 'body' },
  { id: 'street', parentId: 'body' },
] as unknown as Unit[];
const at = (unit: string, writesFor: Me['writesFor']) =>
  writableUnits({ post: { unit: { id: unit } } as unknown as Me['post'], writesFor }, units);

describe('the units one may write for', () => {
  test.each([
    ['office', 'unit', ['office']],
    ['office', 'below', ['office', 'squad', 'team']],
    ['squad', 'below', ['squad']],
    ['street', 'body', ['body', 'office', 'squad', 'street', 'team']],
    ['office', null, []],
  ] as const)('from %s with the reach %s', (unit, reach, expected) => {
    expect([...at(unit, reach)].sort()).toEqual(expected);
  });
});
