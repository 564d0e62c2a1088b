import { MANUSCRIPT_STATES, type ManuscriptState } from '@xinxuan/contract';
import { expect, test } from 'vitest';
import type { Actor } from '../http/actor.ts';
import type { Refusal } from '../http/refusal.ts';
import {
  whyNotAdopt,
  whyNotClaim,
  whyNotDeskEdit,
  whyNotMerge,
  whyNotTriage,
  whyNotUndo,
  whyNotUnmerge,
} from './desk.ts';
import {
  type Manuscript,
  type Step,
  whyNotDiscard,
  whyNotEdit,
  whyNotOpen,
  whyNotReview,
  whyNotSubmit,
  whyNotWithdraw,
} from './manuscript.ts';

const TODAY = '2026-05-20';
const named = (id: string) => ({ id, name: id });
const person = (personId: string): Actor => ({ personId, personName: personId }) as Actor;
const [writer, reviewer, delegate, stranger] = ['writer', 'reviewer', 'delegate', 'stranger'].map(person) as [
  Actor,
  Actor,
  Actor,
  Actor,
];

function step(change: Partial<Step> = {}): Step {
  return {
    id: 'rvw_1',
    round: 1,
    step: 1,
    role: 'unit_head',
    state: 'pending',
    reviewer: named('reviewer'),
    unit: null,
    openedBy: null,
    delegate: named('delegate'),
    revisionId: 'rev_1',
    arrivedAt: null,
    dueAt: null,
    decidedBy: null,
    decidedAt: null,
    reason: null,
    seat: 1,
    mode: 'any',
    dueHours: 7,
    signedHash: null,
    carried: null,
    ...change,
  };
}

function manuscript(change: Partial<Manuscript> = {}): Manuscript {
  return {
    state: 'draft',
    title: '标题',
    words: 100,
    round: 1,
    event_on: '2026-05-19',
    created_by: 'writer',
    creator: named('writer'),
    authors: [named('writer')],
    unit: { id: 'unt_1', name: '市容科', openedOn: '2020-01-01', closedOn: null },
    revision: { id: 'rev_1', number: 1, kind: 'sent', hash: '', by: named('writer'), at: '' },
    steps: [step()],
    photosWithoutCaption: 0,
    lastEvent: null,
    booked: 0,
    discarded_at: null,
    merged_into: null,
    mergedFrom: [],
    ...change,
  } as Manuscript;
}

const reasons = (whyNot: (manuscript: Manuscript) => Refusal | null, change: Partial<Manuscript> = {}) =>
  Object.fromEntries(
    MANUSCRIPT_STATES.map(state => [state, whyNot(manuscript({ state, ...change }))?.reason ?? 'open']),
  ) as Record<ManuscriptState, string>;

test('a refused change names the one way back that is open now', () => {
  const zh = (change: Partial<Manuscript>) => whyNotEdit(manuscript(change), writer)?.zh;
  const sent = { state: 'in_review', opened_at: null } as const;
  expect(zh(sent)).toBe('《标题》正在审核，不能再改动原稿。要修改，请先撤回。');
  const signed = [step({ decidedBy: named('reviewer') })];
  for (const change of [{ steps: signed }, { opened_at: '2026-05-20T01:00:00Z', openedBy: '许宁' }])
    expect(zh({ ...sent, ...change })).toBe(
      '《标题》正在审核，不能再改动原稿。要修改，请联系当前审核人退回。',
    );
  const desk = { unitId: 'unt_2', name: '宣传科', path: 'a' };
  expect(zh({ state: 'at_desk', desk })).toContain('请联系宣传科退回');
  expect(zh({ state: 'declined', desk })).toBe('《标题》已决定不采用，不能再改动原稿。');
});

const onlyIn = (open: ManuscriptState[], reason?: string): Record<ManuscriptState, string> =>
  Object.fromEntries(
    MANUSCRIPT_STATES.map(state => [state, open.includes(state) ? 'open' : (reason ?? `is_${state}`)]),
  ) as Record<ManuscriptState, string>;

test.each([
  ['edit', (m: Manuscript) => whyNotEdit(m, writer), onlyIn(['draft', 'returned', 'withdrawn'])],
  ['discard', (m: Manuscript) => whyNotDiscard(m, writer), onlyIn(['draft', 'returned', 'withdrawn'])],
  ['submit', (m: Manuscript) => whyNotSubmit(m, writer, TODAY), onlyIn(['draft', 'returned', 'withdrawn'])],
  ['withdraw', (m: Manuscript) => whyNotWithdraw(m, writer), onlyIn(['in_review'])],
  ['review', (m: Manuscript) => whyNotReview(m, reviewer), onlyIn(['in_review'])],
  ['triage', whyNotTriage, onlyIn(['at_desk'])],
  ['desk edit', whyNotDeskEdit, onlyIn(['at_desk', 'accepted'])],
  ['merge', whyNotMerge, onlyIn(['at_desk', 'accepted'])],
  ['undo', whyNotUndo, onlyIn(['accepted', 'declined', 'merged'], 'nothing_to_undo')],
  ['adopt', whyNotAdopt, onlyIn(['accepted'], 'not_accepted')],
  ['claim', whyNotClaim, onlyIn(['at_desk', 'accepted', 'merged'], 'not_at_desk')],
] as const)('the states in which one may %s', (_, whyNot, expected) => {
  expect(reasons(whyNot)).toEqual(expected);
});

test('every refusal says what and why in both languages', () => {
  const rules = [
    (m: Manuscript) => whyNotEdit(m, stranger),
    (m: Manuscript) => whyNotWithdraw(m, writer),
    (m: Manuscript) => whyNotReview(m, stranger),
    whyNotTriage,
    whyNotDeskEdit,
    whyNotMerge,
    whyNotUndo,
    whyNotUnmerge,
    whyNotAdopt,
    whyNotClaim,
  ];
  for (const rule of rules) {
    for (const state of MANUSCRIPT_STATES) {
      const refusal = rule(manuscript({ state }));
      if (!refusal) continue;
      expect(refusal.zh).toMatch(/[。]$/);
      expect(refusal.zh.split('。').length).toBeGreaterThan(2);
      expect(refusal.en).toMatch(/[A-Z“].*\.$/s);
    }
  }
});

test.each([
  ['the reviewer signs', reviewer, {}, null],
  ['the delegate signs', delegate, {}, null],
  ['others do not', stranger, {}, 'not_your_step'],
  ['an author does not, even as reviewer', reviewer, { authors: [named('reviewer')] }, 'own_review'],
  ['nor does who started it', reviewer, { created_by: 'reviewer' }, 'own_review'],
  ['a delegate who wrote it does not', delegate, { authors: [named('delegate')] }, 'own_review'],
  [
    'who has signed an earlier step of the round does not',
    reviewer,
    { steps: [step({ id: 'rvw_0', state: 'approved', decidedBy: named('reviewer') }), step({ step: 2 })] },
    'signed_before',
  ],
  [
    'a signature of an earlier round is no bar',
    reviewer,
    { round: 2, steps: [step({ state: 'returned', decidedBy: named('reviewer') }), step({ round: 2 })] },
    null,
  ],
  ['no step is open', reviewer, { steps: [step({ state: 'waiting' })] }, 'is_in_review'],
] as const)('review: %s', (_, actor, change, reason) => {
  const asked = manuscript({ state: 'in_review', ...(change as Partial<Manuscript>) });
  expect(whyNotReview(asked, actor)?.reason ?? null).toBe(reason);
});

test.each([
  ['strangers may not write', { created_by: 'x', creator: named('x'), authors: [] }, 'not_writer'],
  ['co-authors may', { created_by: 'x', authors: [named('x'), named('writer')] }, null],
  ['what is thrown away is not sent', { discarded_at: '2026-05-19T00:00:00Z' }, 'is_discarded'],
  [
    'a closed unit sends nothing',
    { unit: { id: 'u', name: '旧科', openedOn: '2020-01-01', closedOn: TODAY } },
    'unit_closed',
  ],
  [
    'a unit not yet open sends nothing',
    { unit: { id: 'u', name: '新科', openedOn: '2026-06-01', closedOn: null } },
    'unit_closed',
  ],
  ['what is to come has not happened', { event_on: '2026-05-21' }, 'event_in_future'],
  ['a title is needed', { title: '' }, 'incomplete'],
  ['a text is needed', { words: 0 }, 'incomplete'],
  ['an author is needed', { authors: [] }, 'incomplete'],
  ['captions are needed', { photosWithoutCaption: 1 }, 'incomplete'],
] as const)('submit: %s', (_, change, reason) => {
  const asked = manuscript(change as unknown as Partial<Manuscript>);
  expect(whyNotSubmit(asked, writer, TODAY)?.reason ?? null).toBe(reason);
});

test('a unit that closes tomorrow is open today', () => {
  expect(whyNotOpen({ name: '旧科', openedOn: TODAY, closedOn: '2026-05-21' }, TODAY)).toBeNull();
});

test.each([
  ['a decision by the desk', { state: 'returned', lastEvent: 'desk_returned' }, null],
  ['a return by a reviewer', { state: 'returned', lastEvent: 'returned' }, 'nothing_to_undo'],
  [
    'a return that the writer has answered',
    { state: 'returned', lastEvent: 'desk_returned', revision: { kind: 'draft' } },
    'nothing_to_undo',
  ],
  ['a merge that is undone already', { state: 'accepted', discarded_at: 'x' }, 'nothing_to_undo'],
  ['what was published', { state: 'accepted', booked: 1 }, 'adopted_already'],
] as const)('undo of %s', (_, change, reason) => {
  expect(whyNotUndo(manuscript(change as unknown as Partial<Manuscript>))?.reason ?? null).toBe(reason);
});

test.each([
  ['an item that was never merged', {}, 'not_merged'],
  ['a source', { state: 'merged', merged_into: 'whole' }, null],
  ['the merged item', { mergedFrom: [named('part')] }, null],
  ['a merged item that was published', { mergedFrom: [named('part')], booked: 1 }, 'adopted_already'],
  [
    'a merged item whose merge is undone',
    { mergedFrom: [named('part')], discarded_at: 'x' },
    'nothing_to_undo',
  ],
] as const)('undoing the merge of %s', (_, change, reason) => {
  const found = manuscript({ state: 'accepted', ...change } as unknown as Partial<Manuscript>);
  expect(whyNotUnmerge(found)?.reason ?? null).toBe(reason);
});

test('nobody withdraws what was signed in this round; an earlier round does not count', () => {
  const signed = step({ state: 'approved', decidedBy: named('reviewer') });
  const asked = (round: number) =>
    whyNotWithdraw(
      manuscript({ state: 'in_review', round, steps: [signed, step({ round, step: 2 })] }),
      writer,
    )?.reason ?? null;
  expect(asked(1)).toBe('decided_already');
  expect(asked(2)).toBeNull();
});
