import type { Importance, Manuscript, RouteStep } from '@xinxuan/contract';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { draftOf, paragraph } from '../../test/draft.ts';
import { type Client, type Office, startOffice } from '../../test/office.ts';
import { oneByOne } from '../manuscripts/route.ts';
import { type ModelRoute, PERSONS, type Person, ReviewModel } from './sequences-model-for-tests.ts';

type Kind = keyof typeof ACTS;
type Act = { kind: Kind; person: Person; to: number };

/** One after the other; and two who both sign before the third. */
const ROUTES: Partial<Record<Importance, { steps: RouteStep[]; model: ModelRoute }>> = {
  brand: {
    steps: oneByOne(['unit_head', 'leader_in_charge', 'principal_leader']),
    model: [['head'], ['leader'], ['principal']],
  },
  special_work: {
    steps: [
      { roles: ['unit_head', 'leader_in_charge'], mode: 'all', onlyFor: [] },
      ...oneByOne(['principal_leader']),
    ],
    model: [['head', 'leader'], ['principal']],
  },
};

let office: Office;
const clients = {} as Record<Person, Client>;
beforeAll(async () => {
  office = await startOffice();
  for (const person of PERSONS) clients[person] = await office.as(person);
  const chief = await office.as('chief');
  const { version, rules } = await chief.reviews.routes.get();
  const changed = rules.map(rule => ({
    ...rule,
    steps: (rule.importance && rule.channel === 'news' && ROUTES[rule.importance]?.steps) || rule.steps,
  }));
  await chief.reviews.routes.save({ version, rules: changed });
});
afterAll(() => office.close());

type Run = { id: string; model: ReviewModel; delegation: string | null; texts: number };
type Doing = { run: Run; act: Act; at: { id: string; version: number }; client: Client };

/** What each act asks of the API, and whether the model allows it. */
const ACTS = {
  submit: ({ client, at }: Doing) => client.manuscripts.submit(at),
  withdraw: ({ client, at }: Doing) => client.manuscripts.withdraw(at),
  approve: ({ client, at }: Doing) => client.reviews.approve(at),
  batch: async ({ client, at }: Doing) => {
    const [one] = (await client.reviews.approveMany({ items: [{ ...at, unread: true }] })).results;
    if (!one?.done) throw Object.assign(new Error('not signed'), { code: 'refused' });
  },
  giveBack: ({ client, at, act }: Doing) => client.reviews.return({ ...at, reason: '请核对', to: act.to }),
  takeBack: ({ client, at }: Doing) => client.reviews.takeBack({ ...at, reason: '' }),
  deskReturn: ({ client, at }: Doing) => client.reviews.desk.return({ ...at, reason: '请补充数字' }),
  deskUndo: ({ client, at }: Doing) => client.reviews.desk.undo(at),
  edit: ({ client, at, run }: Doing) => {
    run.texts += 1;
    const text = { title: '连串审签', body: [paragraph(`第 ${run.texts} 稿的正文。`)] };
    return client.writing.save({ ...at, ...text });
  },
} as const;

const allowed = ({ kind, person, to }: Act, model: ReviewModel): boolean => {
  if (kind === 'giveBack') return model.giveBack(person, to);
  return kind === 'batch' ? model.approve(person) : model[kind](person);
};

const rows = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await query.execute(office.app.database.db)).rows;

type Seen = { version: number; life: number; trail: number };
async function seen(id: string): Promise<Seen> {
  const [found] = await rows(sql<Seen>`select m.version,
      (select count(*)::int from manuscript_events e where e.manuscript_id = m.id) as life,
      (select count(*)::int from audit_entries a where a.subject_id = m.id) as trail
    from manuscripts m where m.id = ${id}`);
  return found!;
}

/** Only the writer may still change the text while nobody is asked; the desk's own text is another matter. */
const isDeskEdit = ({ kind, person }: Act, model: ReviewModel): boolean =>
  kind === 'edit' && person === 'editor' && model.now.state === 'at_desk';

async function perform(run: Run, act: Act): Promise<void> {
  if (isDeskEdit(act, run.model)) return;
  office.time.now = new Date(office.time.now.getTime() + 1000);
  const before = await seen(run.id);
  const client = clients[act.person];
  const may = allowed(act, run.model);
  const at = { id: run.id, version: before.version };
  const done = await Promise.resolve(ACTS[act.kind]({ run, act, at, client })).then(
    () => true,
    (error: { code?: string }) => {
      expect(['forbidden', 'wrong_state', 'invalid', 'not_found', 'refused']).toContain(error.code);
      return false;
    },
  );
  expect([act, done]).toEqual([act, may]);
  const after = await seen(run.id);
  if (!done) expect(after).toEqual(before);
  else {
    expect(after.trail).toBe(before.trail + 1);
    expect(after.life).toBeGreaterThanOrEqual(before.life + (act.kind === 'edit' ? 0 : 1));
  }
  await expectConsistent(run);
}

type Seat = {
  reviewer: string;
  state: string;
  decided_by: string | null;
  signed_hash: string | null;
  stands: boolean;
  duties: number;
};

async function expectConsistent({ id, model }: Run): Promise<void> {
  const [item] = await rows(sql<{
    state: string;
    hash: string;
    due: string | null;
    first: string | null;
    open: number;
  }>`
    select m.state, v.hash, m.due_at as due,
      (select min(r.due_at) from reviews r where r.manuscript_id = m.id and r.state = 'pending') as first,
      (select count(*)::int from duties d where d.subject_id = m.id and d.kind = 'review' and d.state = 'open') as open
    from manuscripts m join revisions v on v.id = m.revision_id where m.id = ${id}`);
  const seats = await rows(sql<Seat>`select r.reviewer_id as reviewer, r.state, r.decided_by, r.signed_hash,
      r.round = m.round and o.id is not null and o.decided_at = r.decided_at as stands,
      (select count(*)::int from duties d where d.state = 'open' and d.key like 'review/' || r.id || '/%') as duties
    from reviews r join manuscripts m on m.id = r.manuscript_id left join reviews o on o.id = r.carried_from
    where r.manuscript_id = ${id} order by r.round, r.step, r.seat`);
  const pending = seats.filter(seat => seat.state === 'pending');
  const asked = model.now.state === 'in_review' ? model.now.pending : [];
  expect([item?.state, pending.map(seat => seat.reviewer).sort()]).toEqual([
    model.now.state,
    asked.map(person => office.people[person]).sort(),
  ]);
  // Exactly one open duty for each open seat, and none for anything else, also after the end.
  expect([item?.open, seats.map(seat => seat.duties)]).toEqual([
    pending.length,
    seats.map(seat => (seat.state === 'pending' ? 1 : 0)),
  ]);
  expect(item?.due).toBe(item?.first);
  for (const seat of seats) expect(seat.decided_by).not.toBe(office.people.writer);
  // What stands from an earlier round stands on the very text that goes on.
  for (const seat of seats.filter(each => each.stands && each.state === 'approved'))
    if (model.now.state === 'at_desk') expect(seat.signed_hash).toBe(item?.hash);
  const kept = await rows(sql<{ hash: string }>`select hash from revisions where manuscript_id = ${id}`);
  const hashes = kept.map(each => each.hash);
  for (const seat of seats) if (seat.signed_hash) expect(hashes).toContain(seat.signed_hash);
}

async function begin(importance: Importance): Promise<Run> {
  const draft: Manuscript = await clients.writer.manuscripts.create({
    ...draftOf(office, { importance, title: '连串审签' }),
    sourceFileId: null,
  });
  return { id: draft.id, model: new ReviewModel(ROUTES[importance]!.model), delegation: null, texts: 0 };
}

const term = { fromOn: '2026-05-20', toOn: '2026-05-20' };

/** A stand-in signs for the unit head, for part of the sequence. */
async function delegate(run: Run, on: boolean): Promise<void> {
  const { head } = clients;
  if (on && run.delegation === null) {
    const made = await head.reviews.delegations.create({ toPersonId: office.people.other_head, ...term });
    run.delegation = made.id;
  } else if (!on && run.delegation !== null) {
    await head.reviews.delegations.end({ id: run.delegation });
    run.delegation = null;
  }
  run.model.delegate = run.delegation === null ? null : 'other_head';
}

async function open(run: Run, person: Person): Promise<void> {
  run.model.open(person);
  await clients[person].reviews.opened({ id: run.id }).catch(() => undefined);
}

/** Mostly those whose turn it is: a sequence of refusals would prove little. */
const kinds: Kind[] = [
  ...Array.from({ length: 5 }, () => 'approve' as const),
  ...(['batch', 'giveBack', 'giveBack', 'takeBack', 'takeBack', 'edit', 'edit'] as const),
  ...(['submit', 'submit', 'withdraw', 'deskReturn', 'deskUndo'] as const),
];
const OWNERS: Partial<Record<Kind, readonly Person[]>> = {
  submit: ['writer'],
  withdraw: ['writer'],
  deskReturn: ['editor'],
  deskUndo: ['editor'],
};
const acts = fc
  .record({
    kind: fc.constantFrom(...kinds),
    any: fc.constantFrom(...PERSONS),
    turn: fc.nat(7),
    to: fc.nat(2),
  })
  .chain(({ kind, any, turn, to }) => fc.constant({ kind, to, any, turn }));

function personOf(drawn: { kind: Kind; any: Person; turn: number }, { model }: Run): Person {
  const asked = PERSONS.filter(person => model.seatOf(person) !== null);
  if (drawn.turn === 7) return drawn.any;
  return OWNERS[drawn.kind]?.[0] ?? asked[drawn.turn % Math.max(asked.length, 1)] ?? drawn.any;
}

it('whatever is done in whatever order, rules, duties, trail and life line agree with a model of the review', async () => {
  const reached = new Set<string>();
  const drawn = fc.tuple(
    fc.constantFrom<Importance>('brand', 'special_work'),
    fc.array(fc.tuple(acts, fc.nat(9)), { minLength: 6, maxLength: 16 }),
  );
  await fc.assert(
    fc.asyncProperty(drawn, async ([importance, sequence]) => {
      const run = await begin(importance);
      await perform(run, { kind: 'submit', person: 'writer', to: 0 });
      for (const [each, beside] of sequence) {
        if (beside === 0) await delegate(run, true);
        if (beside === 1) await delegate(run, false);
        const person = personOf(each, run);
        if (beside === 2) await open(run, person);
        await perform(run, { kind: each.kind, person, to: each.to });
        reached.add(run.model.now.state);
      }
      await delegate(run, false);
    }),
    { numRuns: 10, seed: 5, endOnFailure: true },
  );
  for (const state of ['in_review', 'returned', 'at_desk'] as const) expect(reached).toContain(state);
}, 60_000);
