import { expect, it } from 'vitest';
import { createOnce } from './once.ts';

it('lets the same act through again only when the first has come back', () => {
  const once = createOnce<{ id: string; note: string }>();
  expect(once.enter({ id: 'a', note: '' })).toBe(true);
  expect(once.enter({ id: 'a', note: '' })).toBe(false);
  once.leave({ id: 'a', note: '' });
  expect(once.enter({ id: 'a', note: '' })).toBe(true);
});

it('lets acts on different things go on side by side', () => {
  const once = createOnce<{ id: string } | undefined>();
  expect(once.enter({ id: 'a' })).toBe(true);
  expect(once.enter({ id: 'b' })).toBe(true);
  expect(once.enter(undefined)).toBe(true);
  expect(once.enter(undefined)).toBe(false);
  once.leave({ id: 'a' });
  expect(once.enter({ id: 'b' })).toBe(false);
});
