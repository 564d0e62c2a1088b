import type { DutyLife, DutyReceiver, Named, Role, UnsentReason } from '@xinxuan/contract';
import type { ReadCall } from '../http/endpoint.ts';
import { can, firstOf } from '../http/refusal.ts';
import { loadAround } from './around.ts';
import { nextAct, whyNotHand, whyNotHandBack } from './duty.ts';
import { handedOver } from './hand-queries.ts';
import { type EventLine, eventsOf, type StepLine, stepsOf } from './life-queries.ts';
import { namesOf } from './name-queries.ts';
import { pathOf } from './queries.ts';
import { type Around, asksOwner, holdersOf, toldByPlan } from './receivers.ts';
import type { DutyRow } from './tables.ts';
import { showDuties } from './views.ts';

type Call = Pick<ReadCall<unknown>, 'reader' | 'now' | 'may' | 'actor'>;
type NamedOf = (id: string) => Named;

/** One duty with everything that happened to it and everything that will, with the persons as they stand today. */
export async function showLife(call: Call, row: DutyRow): Promise<DutyLife> {
  const { reader, now } = call;
  const [duty] = await showDuties(call, [row]);
  if (!duty) throw new Error(`duty ${row.id} is not shown`);
  const events = await eventsOf(reader, row.id);
  const done = await stepsOf(reader, row.id);
  const around = (await loadAround(reader, [row], now))(row.unit_id);
  const toCome = stepsToCome(row, toldByPlan(row.plan, row, around));
  const over = (await handedOver(reader, [row.id])).get(row.id);
  const personIds = [
    ...events.flatMap(({ personId, detail }) => [personId, detail['from'], detail['to']]),
    ...[...done, ...toCome].flatMap(step => step.personIds),
    over?.from,
  ].filter(id => typeof id === 'string');
  const names = await namesOf(reader, { unitIds: [], personIds });
  const named: NamedOf = id => ({ id, name: names.get(id) ?? '' });
  const holder = (id: unknown) =>
    typeof id === 'string' ? { person: named(id), role: null } : { person: null, role: row.role };
  return {
    ...duty,
    events: events.map(event => shownEvent(event, { named, holder })),
    back: over
      ? {
          to: holder(over.from),
          can: can(await whyNotBack(call, row, { by: over.by, held: holdersOf(row, around) })),
        }
      : null,
    steps: [...done.map(step => ({ ...step, at: step.plannedAt })), ...toCome].map(
      ({ at, round, step, last, doneAt, personIds: told }) => ({
        ...{ at, to: row.plan[step]?.to ?? [], last, doneAt },
        told: told.map(id => ({ ...named(id), role: postOf(id, row.plan[step]?.to ?? [], around) })),
        unsent:
          doneAt !== null && told.length === 0
            ? whyUnsent({ round, step, to: row.plan[step]?.to ?? [] }, done)
            : null,
      }),
    ),
  };
}

type Untold = Pick<StepLine, 'round' | 'step'> & { to: readonly DutyReceiver[] };

/** What tells nobody was not sent, and the page says why. Above the owner the desk hears once of what nobody has in hand. */
function whyUnsent({ round, step, to }: Untold, done: readonly StepLine[]): UnsentReason {
  if (to.every(each => each === 'substitute')) return 'no_substitute';
  const before = done.some(each => each.round === round && each.step < step && each.personIds.length > 0);
  return before && !asksOwner(to) ? 'told_before' : 'nobody';
}

/** The post by which a step tells somebody, or the one held instead; null for who holds none any more. */
function postOf(personId: string, to: readonly DutyReceiver[], { posts, upward }: Around): Role | null {
  const held = posts.filter(post => post.personId === personId && upward.includes(post.unitId));
  return (held.find(({ role }) => to.some(each => each === role)) ?? held[0])?.role ?? null;
}

async function whyNotBack(
  { reader, may, actor }: Call,
  row: DutyRow,
  { by, held }: { by: string | null; held: readonly string[] },
) {
  const unitPath = (await pathOf(reader, row.unit_id)) ?? '';
  const holds = by === actor.personId || held.includes(actor.personId);
  const why = whyNotHand({ ...row, perPerson: false }, { holds, above: may({ unitPath }, 'duty.hand') });
  return firstOf(whyNotHandBack({ ...row, back: true }, why));
}

type Saying = { named: NamedOf; holder: (id: unknown) => { person: Named | null; role: DutyRow['role'] } };

function shownEvent(
  { at, kind, personId, detail }: EventLine,
  { named, holder }: Saying,
): DutyLife['events'][number] {
  const { from, to, reason } = detail;
  return {
    at,
    kind,
    by: personId === null ? null : named(personId),
    from: time(from),
    to: time(to),
    reason: typeof reason === 'string' ? reason : null,
    handed: kind === 'handed' ? { from: holder(from), to: holder(to) } : null,
  };
}

const time = (value: unknown): string | null =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) && value.includes('T') ? value : null;

type Coming = Pick<StepLine, 'round' | 'step' | 'last' | 'personIds'> & { at: string; doneAt: null };

/** What is still to be told; a step that would tell nobody is none. */
function stepsToCome(row: DutyRow, told: ReturnType<typeof toldByPlan>): Coming[] {
  if (row.state !== 'open') return [];
  const timed = {
    dueAt: Date.parse(row.due_at),
    closeAt: row.close_at === null ? null : Date.parse(row.close_at),
    since: Date.parse(row.since),
    plan: row.plan,
  };
  const steps: Coming[] = [];
  for (let nextStep = row.next_step; ; ) {
    const next = nextAct({ ...timed, nextStep });
    if (!next || next.step === null) return steps;
    const { personIds = [], last = false } = told[next.step] ?? {};
    if (personIds.length > 0)
      steps.push({
        at: new Date(next.at).toISOString(),
        round: row.round,
        step: next.step,
        last,
        doneAt: null,
        personIds,
      });
    nextStep = next.step + 1;
  }
}
