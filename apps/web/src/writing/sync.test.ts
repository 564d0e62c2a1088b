import { flatOf, textOfFlat, type WrittenText } from '@xinxuan/contract';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSync, type Held, type Sent, type Sync, type SyncState, type Unsaved } from './sync.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const text = (...paragraphs: string[]): WrittenText => ({
  title: '题',
  body: paragraphs.map(each => ({ kind: 'paragraph', level: 0, text: each })),
});
const plain = ({ body }: WrittenText) =>
  body.map(block => (block.kind === 'paragraph' ? block.text : '')).join('\n');

/** A server that takes a save over the newest version only, answers a repeated key from memory, and can be cut off. */
class FakeServer {
  held: Held = { ...text('市容科整治占道经营。', '成效明显。'), version: 1 };
  kept = new Map<string, Held>();
  saves = 0;
  async save(sent: Sent, written: WrittenText, cut: 'no' | 'before' | 'after'): Promise<Held> {
    if (cut === 'before') throw new Error('lost');
    const known = this.kept.get(sent.key);
    if (!known && sent.version !== this.held.version) throw new Error('stale');
    if (!known) {
      this.held = { ...written, version: this.held.version + 1 };
      this.kept.set(sent.key, this.held);
      this.saves++;
    }
    if (cut === 'after') throw new Error('lost');
    return known ?? this.held;
  }
}

type Page = {
  sync: Sync;
  shown: WrittenText;
  state: SyncState | null;
  unsaved: Unsaved | null;
  cut: 'no' | 'before' | 'after';
};
let keys = 0;

function openPage(server: FakeServer, unsaved: Unsaved | null = null): Page {
  const page: Page = { sync: null as never, shown: server.held, state: null, unsaved: null, cut: 'no' };
  if (unsaved) page.shown = textOfFlat(unsaved.mine);
  page.sync = createSync({
    start: server.held,
    unsaved,
    save: (sent, written) => server.save(sent, written, page.cut),
    pull: async () => {
      if (page.cut !== 'no') throw new Error('lost');
      return server.held;
    },
    kindOf: error => (error as Error).message as 'stale' | 'lost',
    onTaken: taken => {
      page.shown = taken;
    },
    onState: state => {
      page.state = state;
    },
    onUnsaved: kept => {
      page.unsaved = kept;
    },
    newKey: () => `key ${keys++}`,
    now: () => 0,
    rest: 1000,
    retry: 3000,
  });
  return page;
}

function type(page: Page, edit: (flat: string) => string): void {
  page.shown = textOfFlat(edit(flatOf(page.shown)));
  page.sync.change(page.shown);
}

const settle = async (pages: Page[], server: FakeServer) => {
  for (let round = 0; round < 20; round++) {
    await vi.advanceTimersByTimeAsync(4000);
    for (const page of pages) page.sync.heard(server.held.version);
  }
};

test('two at one text, in one paragraph and in different ones: both have all words of both', async () => {
  const server = new FakeServer();
  const [a, b] = [openPage(server), openPage(server)];
  type(a, flat => flat.replace('整治', '集中整治'));
  type(b, flat => flat.replace('经营', '经营行为').replace('明显', '十分明显'));
  await settle([a, b], server);
  expect(plain(server.held)).toBe('市容科集中整治占道经营行为。\n成效十分明显。');
  expect([plain(a.shown), plain(b.shown)]).toEqual([plain(server.held), plain(server.held)]);
  expect([a.state?.status, b.state?.status]).toEqual(['saved', 'saved']);
});

test('an answer that was lost on the way does not make words double', async () => {
  const server = new FakeServer();
  const page = openPage(server);
  page.cut = 'after';
  type(page, flat => flat.replace('整治', '集中整治'));
  await vi.advanceTimersByTimeAsync(1500);
  expect(page.state?.status).toBe('waiting');
  type(page, flat => flat.replace('集中', '集中力量'));
  page.cut = 'no';
  await settle([page], server);
  expect(plain(server.held)).toBe('市容科集中力量整治占道经营。\n成效明显。');
  expect(server.saves).toBe(2);
});

test('a page that was closed while its save was under way goes on where it was', async () => {
  const server = new FakeServer();
  const first = openPage(server);
  first.cut = 'after';
  type(first, flat => flat.replace('整治', '集中整治'));
  await vi.advanceTimersByTimeAsync(1500);
  type(first, flat => flat.replace('明显', '十分明显'));
  first.sync.stop();
  const other = openPage(server);
  type(other, flat => flat.replace('占道经营', '占道经营行为'));
  await vi.advanceTimersByTimeAsync(1500);
  const again = openPage(server, first.unsaved);
  await settle([other, again], server);
  expect(plain(server.held)).toBe('市容科集中整治占道经营行为。\n成效十分明显。');
  expect(plain(again.shown)).toBe(plain(server.held));
  expect(again.unsaved).toBeNull();
});

test('three people, random edits and cuts of the line: nothing that was written is lost, nothing doubles', async () => {
  const event = fc.record({
    who: fc.nat(2),
    at: fc.nat(100),
    ms: fc.nat(2500),
    cut: fc.constantFrom('no' as const, 'no' as const, 'before' as const, 'after' as const),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 25 }), async events => {
      const server = new FakeServer();
      const pages = [openPage(server), openPage(server), openPage(server)];
      const written: string[] = [];
      for (const { who, at, ms, cut } of events) {
        const page = pages[who]!;
        page.cut = cut;
        const word = `〈${'甲乙丙'[who]}${written.length}〉`;
        written.push(word);
        type(page, flat => {
          const whole = [...flat.matchAll(/〈[^〉]*〉|[\s\S]/gu)].map(([part]) => part);
          const place = 2 + (at % (whole.length - 2));
          return [...whole.slice(0, place), word, ...whole.slice(place)].join('');
        });
        await vi.advanceTimersByTimeAsync(ms);
        for (const each of pages) if (each.cut === 'no') each.sync.heard(server.held.version);
      }
      for (const page of pages) page.cut = 'no';
      await settle(pages, server);
      const end = plain(server.held);
      for (const word of written) expect(end.split(word).length - 1, word).toBe(1);
      expect(end.replace(/〈[^〉]*〉/g, '')).toBe('市容科整治占道经营。\n成效明显。');
      for (const page of pages) expect(plain(page.shown)).toBe(end);
      for (const page of pages) page.sync.stop();
    }),
    { numRuns: 60 },
  );
});
