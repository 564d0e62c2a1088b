import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { MANY_RECEIVERS } from '../ui/ConfirmAct.tsx';
import { IssueButton } from './IssueButton.tsx';

const buttons = (within: ParentNode | null) =>
  [...(within?.querySelectorAll('button') ?? [])].filter(each => /发出/.test(each.textContent ?? ''));

test.each([
  [MANY_RECEIVERS, false],
  [MANY_RECEIVERS + 1, true],
])('to %i units: asks first is %s', async (count, asks) => {
  const around = document.body.appendChild(document.createElement('div'));
  const root = createRoot(around);
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  let issued = 0;
  const onIssue = () => {
    issued += 1;
  };
  await act(async () => root.render(<IssueButton ready busy={false} count={count} onIssue={onIssue} />));
  await act(async () => buttons(around)[0]?.click());
  const dialog = document.querySelector('[role="dialog"]');
  expect(dialog?.textContent?.includes(`发给 ${count} 个单位？`) ?? false).toBe(asks);
  expect(issued).toBe(asks ? 0 : 1);
  await act(async () => buttons(dialog)[0]?.click());
  expect(issued).toBe(1);
  await act(async () => root.unmount());
  around.remove();
  Reflect.deleteProperty(globalThis, 'IS_REACT_ACT_ENVIRONMENT');
});
