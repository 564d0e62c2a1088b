import { expect, test } from 'vitest';
import { type Change, declined, mergedInto, sent, toDesk, toStep, toWriter, undone } from './transitions.ts';

const now = new Date('2026-05-20T02:00:00Z');
const NOW = now.toISOString();
const FIRST = '2026-05-12T08:00:00.000Z';
const written = { created_by: 'per_1', writerRole: 'correspondent' as const };

test.each<[string, Change, Change]>([
  [
    'at a step the reviewer holds it until the step is due',
    toStep({ role: 'unit_head', reviewerId: 'per_2', dueAt: FIRST }, { now }),
    {
      state: 'in_review',
      holder_person_id: 'per_2',
      holder_role: 'unit_head',
      held_since: NOW,
      due_at: FIRST,
    },
  ],
  [
    'the first sending sets the day',
    sent({ round: 0, submitted_at: null }, { revisionId: 'rev_1', late: false, now }),
    { round: 1, revision_id: 'rev_1', submitted_at: NOW, late: false },
  ],
  [
    'sending again keeps the day and clears an earlier refusal',
    sent({ round: 1, submitted_at: FIRST }, { revisionId: 'rev_2', late: true, now }),
    { round: 2, submitted_at: FIRST, late: true, decline_reason: null, decline_note: null },
  ],
  [
    'a return gives it to who started it, and forgets the desk’s text',
    toWriter(written, 'returned', { now }),
    {
      state: 'returned',
      holder_person_id: 'per_1',
      holder_role: 'correspondent',
      holder_unit_id: null,
      due_at: null,
      desk_revision_id: null,
    },
  ],
  [
    'a withdrawal loses the day of sending and with it the lateness',
    toWriter(written, 'withdrawn', { now }),
    { state: 'withdrawn', submitted_at: null, late: false },
  ],
  [
    'the desk holds as a role, not as a person',
    toDesk('unt_1', { now }),
    {
      state: 'at_desk',
      holder_person_id: null,
      holder_role: 'desk_editor',
      holder_unit_id: 'unt_1',
      at_desk_at: NOW,
    },
  ],
  [
    'nobody holds what was declined',
    declined({ reason: 'poor', note: '过短', now }),
    { state: 'declined', decline_reason: 'poor', decline_note: '过短', holder_role: null, decided_at: NOW },
  ],
  [
    'nobody holds what was merged',
    mergedInto('man_2', { now }),
    { state: 'merged', merged_into: 'man_2', holder_role: null, held_since: null },
  ],
  [
    'an undo puts it where the desk had it, without the marks of the decision',
    undone(
      { at_desk_at: null },
      { state: 'at_desk', deskUnitId: 'unt_1', deskRevisionId: 'rev_3', atDeskAt: FIRST, now },
    ),
    {
      state: 'at_desk',
      holder_unit_id: 'unt_1',
      holder_person_id: null,
      at_desk_at: FIRST,
      desk_revision_id: 'rev_3',
      decline_reason: null,
      merged_into: null,
      decided_at: null,
    },
  ],
])('%s', (_, change, expected) => {
  expect(change).toMatchObject(expected);
});

test('a return keeps the day of sending: it is not among what it changes', () => {
  expect(toWriter(written, 'returned', { now })).not.toHaveProperty('submitted_at');
});
