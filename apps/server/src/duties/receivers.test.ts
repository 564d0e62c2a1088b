import type { DutyReceiver, Role } from '@xinxuan/contract';
import { describe, expect, it } from 'vitest';
import { USUAL_PLANS } from './duty.ts';
import { type Around, type StandingPost, toldBy, toldByPlan } from './receivers.ts';

const post = (personId: string, role: Role, unitId = 'look'): StandingPost => ({ personId, role, unitId });
const STAFF = [
  post('writer', 'correspondent'),
  post('head', 'unit_head'),
  post('leader', 'leader_in_charge', 'root'),
  post('mayor', 'principal_leader', 'root'),
  post('chief', 'desk_chief', 'root'),
];
const around = (posts: StandingPost[] = STAFF): Around => ({
  upward: ['look', 'root'],
  posts,
  delegates: new Map(),
});
const of = (personId: string, unitId = 'look') => ({
  ...{ unit_id: unitId, person_id: personId, role: null, substitute_id: null },
});
const byRole = (role: Role) => ({ unit_id: 'look', person_id: null, role, substitute_id: null });
const ASKED = USUAL_PLANS.review;

describe('escalation goes to nobody but those who stand above', () => {
  it.each<[string, DutyReceiver, string[]]>([
    ['writer', 'unit_head', ['head']],
    ['head', 'unit_head', ['leader']],
    ['head', 'leader_in_charge', ['leader']],
    ['leader', 'unit_head', ['chief']],
    ['leader', 'leader_in_charge', ['chief']],
    ['mayor', 'unit_head', ['chief']],
    ['mayor', 'leader_in_charge', ['chief']],
    ['chief', 'desk_chief', []],
    ['head', 'owner', ['head']],
  ])('what %s owes, at the step for %s', (owner, receiver, told) => {
    expect(toldBy([receiver], of(owner), around())).toEqual(told);
  });

  it('counts the role where the duty is owed by whoever holds it', () => {
    expect(toldBy(['unit_head'], byRole('unit_head'), around())).toEqual(['leader']);
    expect(toldBy(['unit_head'], byRole('correspondent'), around())).toEqual(['head']);
  });

  it('does not mind what the owner is somewhere else', () => {
    const posts = [...STAFF, post('writer', 'unit_head', 'elsewhere')];
    expect(toldBy(['unit_head'], of('writer'), around(posts))).toEqual(['head']);
  });

  it('is never told to one who holds two posts about himself', () => {
    const posts = [...STAFF.filter(each => each.role !== 'unit_head'), post('writer', 'unit_head')];
    expect(toldBy(['unit_head'], of('writer'), around(posts))).toEqual(['leader']);
  });
});

describe('a whole plan', () => {
  const told = (owner: string, posts?: StandingPost[]) =>
    toldByPlan(ASKED, of(owner), around(posts)).map(({ personIds, last }) => [personIds.join(), last]);

  it('climbs step by step', () => {
    expect(told('writer')).toEqual([
      ['writer', false],
      ['writer', false],
      ['head', false],
      ['leader,chief', true],
    ]);
  });

  it('tells the desk once where nobody stands above, and says then that it is the last time', () => {
    expect(told('mayor')).toEqual([
      ['mayor', false],
      ['mayor', false],
      ['chief', true],
      ['', false],
    ]);
  });

  it('ends with the owner where there is nobody else', () => {
    const alone = [post('chief', 'desk_chief', 'root')];
    expect(told('chief', alone)).toEqual([
      ['chief', false],
      ['chief', true],
      ['', false],
      ['', false],
    ]);
  });
});
