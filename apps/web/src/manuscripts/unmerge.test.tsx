import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import type { Can, Manuscript } from '@xinxuan/contract';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { offersUnmerge, UnmergeAct } from './UnmergeAct.tsx';

const refused = (reason: string): Can => ({ reason, zh: '不能撤销。', en: 'It cannot be undone.' });
const whole = (unmerge: Can) =>
  ({ id: 'man_1', version: 3, title: '夜市治理综合情况', mergedInto: null, can: { unmerge } }) as Manuscript;

test.each([
  ['open to the reader', null, true],
  ['of what was published', refused('adopted_already'), true],
  ['of what was never merged', refused('not_merged'), false],
  ['for whoever does not decide at a desk', refused('no_right'), false],
  ['at another desk', refused('out_of_reach'), false],
])('undoing a merge %s: offered is %s', (_, can, offered) => {
  expect(offersUnmerge(whole(can))).toBe(offered);
});

/** Shows the act, presses it and hands back what is asked, if anything is; afterwards all of it is gone. */
async function pressed(can: Can): Promise<string | null> {
  const around = document.body.appendChild(document.createElement('div'));
  const root = createRoot(around);
  const queries = new QueryClient();
  const routeTree = createRootRoute({ component: () => <UnmergeAct manuscript={whole(can)} /> });
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  await router.load();
  await act(async () =>
    root.render(
      <QueryClientProvider client={queries}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>,
    ),
  );
  await act(async () => around.querySelector('button')?.click());
  const said = document.querySelector('[role="dialog"]')?.textContent ?? null;
  await act(async () => root.unmount());
  queries.clear();
  around.remove();
  Reflect.deleteProperty(globalThis, 'IS_REACT_ACT_ENVIRONMENT');
  return said;
}

test('it asks before it is done, and says what will happen', async () => {
  const said = await pressed(null);
  expect(said).toContain('撤销《夜市治理综合情况》的合并？');
  expect(said).toContain('恢复为单独的稿件');
  expect(said).toContain('综合稿《夜市治理综合情况》作废');
});

test('greyed it asks nothing', async () => {
  expect(await pressed(refused('adopted_already'))).toBeNull();
});
