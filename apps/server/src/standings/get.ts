import { contract, type Standing } from '@xinxuan/contract';
import { parseScheme, rank } from '@xinxuan/scoring';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { answers } from '../http/endpoint.ts';
import { standingsThen } from './as-of.ts';
import { endOf, type Then, whyNotThen } from './as-of-day.ts';
import { type NamedPeriod, periodOf } from './period.ts';
import { findPeriod, type PeriodRow } from './periods/queries.ts';
import { periodView, stateThen } from './periods/views.ts';
import { plain } from './plain.ts';
import { type StandingRow, schemesInForce, standingRows } from './queries.ts';
import type { SchemeTable } from './tables.ts';
import { switchesOf } from './views.ts';

export const get = answers(contract.standings.get, async ({ input, reader, actor, now }) => {
  const period = periodOf(input.period);
  const state = await findPeriod(reader, input.period);
  const today = dayOf(now);
  if (input.asOf !== undefined) {
    const why = whyNotThen(input.asOf, today);
    if (why) return why;
    const asked = { period, owners: input.owners, state, actor, today };
    return standingsAsOf(reader, endOf(input.asOf), asked);
  }
  return standingsOf(reader, { period, owners: input.owners, state, actor, today });
});

type Asked = {
  period: NamedPeriod;
  owners: 'unit' | 'person';
  state: PeriodRow;
  actor: Actor;
  today: string;
};

/** Standings as shown; of a closed period, exactly as they were when it was closed. */
export async function standingsOf(reader: Reader, { period, owners, state, actor, today }: Asked) {
  const [scheme] = (await schemesInForce(reader, period.from, period.to)).slice(-1);
  const frozen = state.frozen?.[owners];
  const rows = frozen?.rows ?? (await standingRows(reader, { owners, from: period.from, to: period.to }));
  return {
    period: period.key,
    state: await periodView(reader, period.key, { actor, today }),
    scheme: scheme ? { id: scheme.id, name: scheme.name, switches: switchesOf(scheme) } : null,
    groups: groupsOf(rows, scheme ?? null, owners),
    computedAt: state.closed_at,
    asOf: null,
  };
}

/** Standings as they were at the end of an earlier day; of a period that was closed by then, what was frozen. */
async function standingsAsOf(reader: Reader, then: Then, { period, owners, state, actor, today }: Asked) {
  const isClosed = state.closed_at !== null && state.closed_at < then.before;
  const found = await standingsThen(reader, then, { period, owners });
  const [scheme] = found.schemes.slice(-1);
  const rows = (isClosed && state.frozen?.[owners].rows) || found.rows;
  const view = await periodView(reader, period.key, { actor, today });
  return {
    period: period.key,
    state: stateThen(view, then),
    scheme: scheme ? { id: scheme.id, name: scheme.name, switches: switchesOf(scheme) } : null,
    groups: groupsOf(rows, scheme ?? null, owners),
    computedAt: isClosed ? state.closed_at : null,
    asOf: then.day,
  };
}

type Group = { group: { id: string; name: string } | null; rows: Standing[] };

/** Rows by group with places, or in one list where the scheme ranks all together; equals share a place. */
export function groupsOf(
  rows: StandingRow[],
  scheme: SchemeTable | null,
  owners: 'unit' | 'person',
): Group[] {
  const parsed = scheme ? parseScheme(scheme.yaml) : null;
  const ranking = parsed?.ok
    ? parsed.scheme.rankings.find(each => parsed.scheme.ledgers[each.ledger]?.owner === owners)
    : undefined;
  const groupOf = (row: StandingRow): string => (ranking?.by === 'all' ? '' : (row.group_id ?? ''));
  const places = rank(
    rows.map(row => ({ id: row.owner_id, group: groupOf(row), points: row.points })),
    { ties: ranking?.ties ?? 'shared' },
  );
  const placed = new Map(places.map(place => [place.id, place]));
  const groups = Map.groupBy(rows, groupOf);
  return [...groups].map(([id, members]) => ({
    group: id ? { id, name: members[0]?.group_name ?? '' } : null,
    rows: members
      .map(row => view(row, placed.get(row.owner_id)))
      .sort((a, b) => a.place - b.place || a.owner.name.localeCompare(b.owner.name, 'zh-CN')),
  }));
}

function view(row: StandingRow, place: { place: number | null; tied: boolean } | undefined): Standing {
  return {
    owner: { id: row.owner_id, name: row.name },
    unit: row.unit_id ? { id: row.unit_id, name: row.unit_name ?? '' } : null,
    place: place?.place ?? 0,
    tied: place?.tied ?? false,
    points: plain(row.points),
    submitted: row.submitted,
    counted: row.counted,
    adopted: row.adopted,
    byClause: row.by_clause.map(each => ({ ...each, points: plain(each.points) })),
    targets: row.targets.map(each => ({
      ...each,
      target: plain(each.target),
      done: plain(each.done),
      missing: plain(each.missing),
    })),
  };
}
