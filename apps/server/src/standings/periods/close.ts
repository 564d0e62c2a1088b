import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import type { Tx } from '../../db/connect.ts';
import { acts } from '../../http/endpoint.ts';
import { type Refusal, stale } from '../../http/refusal.ts';
import type { LedgerRow } from '../ledger-queries.ts';
import { type NamedPeriod, periodOf } from '../period.ts';
import { plain, sumOf } from '../plain.ts';
import { rescoreYear } from '../rescore.ts';
import { type CanonicalRow, type Closing, seal } from './canonical.ts';
import { aroundOf, whyNotInOrder } from './closing-order.ts';
import { type Figures, figuresOf, placesOf } from './figures.ts';
import { beforeClosing, whyNotClose, whyNotWithoutReason } from './period-state.ts';
import {
  changePeriod,
  factsUsed,
  findPeriod,
  insertSections,
  insertTotals,
  lastClosing,
  lockClosings,
  openObjections,
} from './queries.ts';
import { periodView } from './views.ts';

/** Freezes a period: what it says now is what it will always say, and its hash can be printed in the circular. */
export const closePeriod = acts(contract.standings.closePeriod, async ({ input, actor, tx, now, record }) => {
  const state = await findPeriod(tx, input.period);
  const today = dayOf(now);
  const why = whyNotClose(state, actor, today) ?? (await whyNotInOrderNow(tx, input.period));
  if (why) return why;
  if (state.version !== input.version) return stale({ version: state.version });
  const open = await openObjections(tx, input.period);
  const { earlierOpen } = await aroundOf(tx, input.period);
  const early = whyNotWithoutReason(beforeClosing(state, open, { today, earlierOpen }), input.reason, open);
  if (early) return early;
  const closing = { period: periodOf(input.period), version: input.version };
  await rescoreYear(tx, closing.period.year, now);
  await lockClosings(tx, 'closing');
  // another period may have been closed while this one waited
  const late = await whyNotInOrderNow(tx, input.period);
  if (late) return late;
  const hash = await freeze(tx, closing, {
    by: actor.personId,
    reason: input.reason ?? '',
    now,
    computed: true,
  });
  if (hash === null) return stale();
  record(
    input.period,
    { state: state.state },
    { state: 'closed', hash, ...(input.reason && { reason: input.reason }) },
  );
  return periodView(tx, input.period, { actor, today });
});

async function whyNotInOrderNow(tx: Tx, period: string): Promise<Refusal | null> {
  return whyNotInOrder(period, await aroundOf(tx, period));
}

type Which = { period: NamedPeriod; version: number };
/** `computed`: the caller has computed the year just before. */
type Why = { by: string | null; reason: string; now: Date; computed?: true };

/** Writes a closing; answers its hash, or null when somebody else has touched the period meanwhile. */
export async function freeze(tx: Tx, { period, version }: Which, why: Why): Promise<string | null> {
  if (!why.computed) await rescoreYear(tx, period.year, why.now);
  await lockClosings(tx, 'closing');
  const figures = await figuresOf(tx, period);
  const { number, hash: previous } = await lastClosing(tx);
  const { key, from, to } = period;
  const head = { body: tx.body, period: key, from, to, number: number + 1, previous };
  const sealed = seal({
    ...head,
    closedAt: why.now.toISOString(),
    sections: await sectionsOf(tx, head, figures),
  });
  const changed = await changePeriod(
    tx,
    { period: key, version },
    {
      state: 'closed',
      closed_by: why.by,
      closed_at: why.now.toISOString(),
      close_reason: why.reason,
      closing_number: number + 1,
      previous_hash: previous,
      head: sealed.head,
      hash: sealed.hash,
      frozen: JSON.stringify(figures.frozen),
    },
  );
  if (!changed) return null;
  await insertSections(tx, key, sealed.sections);
  await insertTotals(tx, key, [
    ...totalsOf(figures.frozen.unit.lines),
    ...totalsOf(figures.frozen.person.lines),
  ]);
  return sealed.hash;
}

function totalsOf(lines: LedgerRow[]): { owner_kind: string; owner_id: string; points: string }[] {
  const counted = Map.groupBy(
    lines.filter(line => line.status === 'counted'),
    line => line.owner_id,
  );
  return [...counted].map(([owner_id, mine]) => ({
    owner_kind: mine[0]?.owner_kind ?? 'unit',
    owner_id,
    points: sumOf(mine.map(line => line.points)),
  }));
}

type Days = { from: string; to: string };

async function sectionsOf(tx: Tx, { from, to }: Days, figures: Figures): Promise<Closing['sections']> {
  const lines = [...figures.frozen.unit.lines, ...figures.frozen.person.lines];
  const named = [...new Set(lines.flatMap(line => line.fact_ids))];
  const facts = await factsUsed(tx, { from, to, named });
  const both = ['unit', 'person'] as const;
  return {
    schemes: figures.schemes.map(({ id, name, from_on, to_on, yaml }) => ({
      id,
      name,
      from: from_on,
      to: to_on,
      text: yaml,
    })),
    facts: facts.map(fact => ({
      id: fact.id,
      kind: fact.kind,
      on: fact.on_day,
      booked: fact.booked_on,
      unit: fact.unit_id,
      persons: fact.person_ids,
      manuscript: fact.manuscript_id,
      lead: fact.lead_id,
      attrs: fact.attrs,
      label: fact.label,
    })),
    lines: lines.map(lineRow),
    totals: both.flatMap(kind =>
      figures.frozen[kind].rows.map(row => ({
        kind,
        owner: row.owner_id,
        name: row.name,
        points: plain(row.points),
        submitted: row.submitted,
        counted: row.counted,
        adopted: row.adopted,
      })),
    ),
    places: both.flatMap(kind =>
      placesOf(figures, kind).map(({ owner, group, place, tied }) => ({ kind, owner, group, place, tied })),
    ),
  };
}

function lineRow(line: LedgerRow): CanonicalRow {
  return {
    id: line.id,
    kind: line.owner_kind,
    owner: line.owner_id,
    on: line.on_day,
    clause: line.clause,
    rule: line.rule,
    status: line.status,
    points: plain(line.points),
    facts: line.fact_ids,
    sentence: line.line.zh,
    origin: line.correction?.origin ?? null,
  };
}
