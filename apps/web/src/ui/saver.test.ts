import { describe, expect, it, vi } from 'vitest';
import { createSaver, type SaverState } from './saver.ts';

/** A store with versions, as the server keeps them: saving over an old version is refused. */
function store(first: number | null = null) {
  const kept: string[] = [];
  let version = first;
  let gate: Promise<void> = Promise.resolve();
  let fail: Error | null = null;
  return {
    kept,
    hold: () => {
      let open = () => {};
      gate = new Promise(resolve => {
        open = resolve;
      });
      return open;
    },
    failWith: (error: Error | null) => {
      fail = error;
    },
    changedElsewhere: () => {
      version = (version ?? 0) + 1;
    },
    version: () => version,
    save: async (value: string, over: number | null) => {
      await gate;
      if (fail) throw fail;
      if (over !== version) throw new Error('stale');
      kept.push(value);
      version = (version ?? 0) + 1;
      return version;
    },
  };
}

function saverOn(s: ReturnType<typeof store>, rest: number | null = null) {
  const states: SaverState[] = [];
  const saver = createSaver<string>({
    version: s.version(),
    save: s.save,
    isConflict: error => error instanceof Error && error.message === 'stale',
    rest,
    now: () => 1000,
    onState: state => states.push(state),
  });
  return { saver, states };
}

describe('saver', () => {
  it('saves the latest value once after a rest', async () => {
    vi.useFakeTimers();
    const s = store(3);
    const { saver } = saverOn(s, 500);
    saver.change('a');
    await vi.advanceTimersByTimeAsync(400);
    saver.change('ab');
    await vi.advanceTimersByTimeAsync(499);
    expect(s.kept).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(s.kept).toEqual(['ab']);
    expect(saver.state()).toMatchObject({ status: 'saved', version: 4, savedAt: 1000 });
    vi.useRealTimers();
  });

  it('keeps what is typed while a save is under way, and saves it over the new version', async () => {
    const s = store(1);
    const { saver, states } = saverOn(s);
    const open = s.hold();
    saver.change('one');
    const flushed = saver.flush();
    await vi.waitUntil(() => states.at(-1)?.status === 'saving');
    saver.change('two');
    open();
    expect(await flushed).toBe(3);
    expect(s.kept).toEqual(['one', 'two']);
  });

  it('never saves twice at once', async () => {
    const s = store(1);
    const { saver } = saverOn(s);
    saver.change('one');
    await Promise.all([saver.flush(), saver.flush(), saver.flush()]);
    expect(s.kept).toEqual(['one']);
  });

  it('stops at a conflict, keeps the text, and goes on after a choice', async () => {
    const s = store(1);
    const { saver } = saverOn(s);
    s.changedElsewhere();
    saver.change('mine');
    expect(await saver.flush()).toBeNull();
    expect(saver.state().status).toBe('conflict');
    saver.change('mine, longer');
    expect(await saver.flush()).toBeNull();
    expect(s.kept).toEqual([]);
    saver.rebase(2);
    expect(await saver.flush()).toBe(3);
    expect(s.kept).toEqual(['mine, longer']);
  });

  it('keeps the text after a refusal and saves it on the next attempt', async () => {
    const s = store(null);
    const { saver } = saverOn(s);
    s.failWith(new Error('network'));
    saver.change('text');
    expect(await saver.flush()).toBeNull();
    expect(saver.state()).toMatchObject({ status: 'refused', version: null });
    s.failWith(null);
    expect(await saver.flush()).toBe(1);
    expect(s.kept).toEqual(['text']);
  });

  it('does not save what was not changed', async () => {
    const s = store(7);
    const { saver } = saverOn(s);
    expect(await saver.flush()).toBe(7);
    expect(s.kept).toEqual([]);
  });
});
