import { expect, it } from 'vitest';
import { type KeptState, keepLatest } from './keepLatest.ts';

function disk() {
  const written: string[] = [];
  const states: KeptState[] = [];
  let open = () => {};
  let gate: Promise<void> = Promise.resolve();
  let failing: Error | null = null;
  const latest = keepLatest<string>({
    write: async value => {
      await gate;
      if (failing) throw failing;
      written.push(value);
    },
    drop: async () => void written.push('dropped'),
    onState: state => states.push(state),
  });
  return {
    latest,
    written,
    states,
    hold: () => {
      gate = new Promise(resolve => {
        open = resolve;
      });
    },
    release: () => open(),
    failWith: (error: Error | null) => {
      failing = error;
    },
  };
}
const soon = () => new Promise(resolve => setTimeout(resolve));

it('writes the newest value, and never one that was overtaken', async () => {
  const { latest, written, states, hold, release } = disk();
  hold();
  latest.put('一');
  latest.put('一二');
  latest.put('一二三');
  release();
  await soon();
  expect(written.at(-1)).toBe('一二三');
  expect(written).not.toContain('一二');
  expect(states).toEqual(['keeping', 'kept']);
});

it('is cleared after what was under way, so that nothing comes back', async () => {
  const { latest, written, hold, release } = disk();
  hold();
  latest.put('已送出');
  const cleared = latest.clear();
  release();
  await cleared;
  expect(written.at(-1)).toBe('dropped');
});

it('keeps what is typed after it was cleared', async () => {
  const { latest, written, hold, release } = disk();
  hold();
  latest.put('旧');
  const cleared = latest.clear();
  latest.put('新');
  release();
  await cleared;
  await soon();
  expect(written.at(-1)).toBe('新');
});

it.each([
  [new DOMException('no room', 'QuotaExceededError'), 'full'],
  [new DOMException('closed', 'InvalidStateError'), 'nowhere'],
])('says when the device cannot keep it (%s), and when it can again', async (error, state) => {
  const { latest, failWith } = disk();
  failWith(error);
  latest.put('一');
  await soon();
  expect(latest.state()).toBe(state);
  failWith(null);
  latest.put('二');
  await soon();
  expect(latest.state()).toBe('kept');
});
