import { expect, test } from 'vitest';
import { goesOn, type RunningVersion, type Save } from './version-rule.ts';

const NOW = new Date('2026-05-20T10:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
const version = (change: Partial<RunningVersion> = {}): RunningVersion => ({
  kind: 'desk',
  reason: 'written',
  writers: ['甲'],
  startedAt: ago(20),
  savedAt: ago(1),
  signed: false,
  ...change,
});
const save = (change: Partial<Save> = {}): Save => ({
  kind: 'desk',
  personId: '甲',
  removed: 3,
  photosGone: 0,
  now: NOW,
  ...change,
});

test.each<[string, boolean, Partial<RunningVersion>, Partial<Save>]>([
  ['the same sitting', true, {}, {}],
  ['almost ten minutes of pause', true, { savedAt: ago(9.9) }, {}],
  ['ten minutes of pause', false, { savedAt: ago(10) }, {}],
  ['almost an hour', true, { startedAt: ago(59) }, {}],
  ['an hour without a pause', false, { startedAt: ago(60) }, {}],
  ['two who write at once', true, { savedAt: ago(1.9) }, { personId: '乙' }],
  ['another hand after two minutes', false, { savedAt: ago(2) }, { personId: '乙' }],
  ['one of two who wrote together', true, { writers: ['甲', '乙'], savedAt: ago(5) }, { personId: '乙' }],
  ['much taken out at once', false, {}, { removed: 201 }],
  ['two hundred characters taken out', true, {}, { removed: 200 }],
  ['a photo taken away', false, {}, { photosGone: 1 }],
  ['a signed text', false, { signed: true }, {}],
  ['a sent text', false, { kind: 'sent' }, { kind: 'sent' }],
  ['a text of another side', false, { kind: 'draft' }, {}],
  ['a restored text', false, { reason: 'restored' }, {}],
  ['a text whose changes were decided on', false, { reason: 'decided' }, {}],
])('%s: one version %s', (_, expected, running, saved) => {
  expect(goesOn(version(running), save(saved))).toBe(expected);
});
