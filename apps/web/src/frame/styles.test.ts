import { afterEach, expect, test, vi } from 'vitest';
import { askStylesAgain } from './styles.ts';

const failed = (message: string) =>
  Object.assign(new Event('vite:preloadError', { cancelable: true }), { payload: new Error(message) });

afterEach(() => void vi.useRealTimers());

test('a stylesheet that did not come is asked for again, a few times; what is no stylesheet fails as it did', () => {
  vi.useFakeTimers();
  const appended = vi.spyOn(document.head, 'append');
  askStylesAgain();
  const style = failed('Unable to preload CSS for /assets/view-1.css');
  globalThis.dispatchEvent(style);
  expect(style.defaultPrevented).toBe(true);
  // Nothing is loaded here: every try fails.
  for (let n = 0; n < 8; n++) vi.advanceTimersByTime(2000);
  expect(appended.mock.calls.length).toBe(5);
  const script = failed('Failed to fetch dynamically imported module: /assets/view-1.js');
  globalThis.dispatchEvent(script);
  expect(script.defaultPrevented).toBe(false);
  appended.mockRestore();
});
