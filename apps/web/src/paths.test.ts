import { LINKED_PAGES } from '@xinxuan/contract';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fileUrl, PATTERNS, paths, placeAt, readSearch, writeSearch } from './paths.ts';
import { flag, listFields, oneOf, someOf, text } from './ui/searchFields.ts';

const State = z.object({
  ...listFields,
  q: text(),
  state: someOf(['draft', 'returned', 'accepted']),
  sort: oneOf(['newest', 'title']),
  late: flag(),
});

describe('the state of a page in its address', () => {
  it('comes back as it was written', () => {
    const state = { page: 3, q: '错时 & 巡查', state: ['draft', 'returned'], sort: 'title', late: true };
    expect(State.parse(readSearch(writeSearch(state)))).toEqual(state);
  });

  it('is short and can be read', () => {
    expect(writeSearch({ state: ['draft', 'accepted'], page: 2, q: undefined, cols: [] })).toBe(
      '?state=draft,accepted&page=2',
    );
    expect(writeSearch({})).toBe('');
  });

  it.each([
    ['?page=0', { page: 1 }],
    ['?page=many', { page: 1 }],
    ['?state=draft,hacked', { page: 1, state: ['draft'] }],
    ['?state=hacked', { page: 1 }],
    ['?sort=worst&late=perhaps&q=', { page: 1 }],
    ['?open=../etc', { page: 1 }],
  ])('drops what it does not understand in %s', (address, state) => {
    expect(State.parse(readSearch(address))).toEqual(state);
  });
});

describe('places', () => {
  it('lead to declared patterns only', () => {
    const patterns: readonly string[] = Object.values(PATTERNS);
    for (const make of Object.values(paths)) {
      const place = (make as (id: string) => { to: string })('man_x');
      expect(patterns).toContain(place.to);
    }
  });

  it('are there for every page that a message may lead to', () => {
    const patterns: readonly string[] = Object.values(PATTERNS);
    expect(LINKED_PAGES.filter(page => !patterns.includes(page))).toEqual([]);
  });

  it('are read from an address that the server gave', () => {
    expect(placeAt('/standings?period=2026-Q1')).toEqual({ to: '/standings', search: { period: '2026-Q1' } });
    expect(placeAt('/leads/lea_1')).toEqual({ to: '/leads/lea_1', search: {} });
  });

  it('escape what people name their files', () => {
    expect(fileUrl('fil_1', '附件 1/2?.docx')).toBe('/api/files/fil_1/%E9%99%84%E4%BB%B6%201%2F2%3F.docx');
  });
});
