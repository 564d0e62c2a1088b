import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Keeping, type KeptText, keepingOf } from '../device/keeping.ts';
import { keyOf, seal, unseal } from '../device/seal.ts';
import { findBackup, findBegun, keepBackup } from './backup.ts';
import type { Draft } from './draft.ts';

const draft = { title: '没存上', body: [], authors: [] } as unknown as Draft;

/** A device as a list; what a browser does with it is tested in one. */
function device(texts: KeptText[] = []): Keeping {
  return {
    keep: async text => void texts.push(text),
    drop: async key => void texts.splice(0, texts.length, ...texts.filter(text => text.key !== key)),
    list: async () => texts,
  };
}

afterEach(() => vi.unstubAllGlobals());

describe('what was not stored yet', () => {
  it('is found again, by manuscript', async () => {
    const keeping = device();
    const backup = { key: 'k1', manuscript: 'man_1', draft, version: 3, base: draft, at: 1 };
    await keepBackup(keeping, backup);
    expect(await findBackup(keeping, 'man_1')).toEqual(backup);
    expect(await findBackup(keeping, 'man_2')).toBeNull();
  });

  it.each([{}, 'text', { draft: { title: 1 } }, { draft: { title: '题', body: '文' } }, 7])(
    'is nothing when it is damaged: %j',
    async content => {
      const damaged = device([{ key: 'k', manuscript: 'man_1', at: 1, content }]);
      expect(await findBackup(damaged, 'man_1')).toBeNull();
    },
  );

  it('is taken up by a new page, unless another tab is writing it', async () => {
    const content = { draft, version: null };
    const texts = ['k1', 'k2'].map(key => ({ key, manuscript: null, at: 1, content }));
    const held = [{ name: 'xinxuan.draft.k1' }];
    vi.stubGlobal('navigator', { locks: { query: async () => ({ held }) } });
    expect(await findBegun(device(texts))).toMatchObject({ key: 'k2' });
  });
});

describe('the seal', () => {
  const text = new TextEncoder().encode('还没有报送的内容');
  const keyFrom = (fill: number) => keyOf(btoa(String.fromCharCode(...new Uint8Array(32).fill(fill))));

  it('opens with the key of its person, and with no other', async () => {
    const sealed = await seal(text, { key: await keyFrom(1), name: 'a' });
    const opened = await unseal(sealed, { key: await keyFrom(1), name: 'a' });
    expect(new TextDecoder().decode(opened ?? undefined)).toBe('还没有报送的内容');
    expect(await unseal(sealed, { key: await keyFrom(2), name: 'a' })).toBeNull();
    expect(await unseal(sealed, { key: await keyFrom(1), name: 'b' })).toBeNull();
    expect(await unseal(sealed, { key: null, name: 'a' })).toBeNull();
  });

  it('keeps nothing readable, and the key cannot be read out of the browser', async () => {
    const key = await keyFrom(3);
    const sealed = await seal(text, { key, name: 'a' });
    expect('open' in sealed).toBe(false);
    expect(key?.extractable).toBe(false);
  });
});

describe('a device that keeps nothing', () => {
  it('fails where it would lose words', async () => {
    const broken = { transaction: () => expect.fail() } as unknown as IDBDatabase;
    const keeping = keepingOf(broken, { person: 'per_1', key: null });
    await expect(
      keepBackup(keeping, { key: 'k', manuscript: null, draft, version: null, base: null, at: 1 }),
    ).rejects.toThrow();
  });
});
