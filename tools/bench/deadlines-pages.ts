import type { ClientConfig } from 'pg';
import { connect } from '../../apps/server/src/db/connect.ts';
import { listDuties, ratesOf } from '../../apps/server/src/duties/list-queries.ts';
import { claimDuties } from '../../apps/server/src/duties/round-queries.ts';
import type { Actor } from '../../apps/server/src/http/actor.ts';
import { BODY } from './deadlines-body.ts';
import { quantile } from './duplicates-measure.ts';

type Row = Record<string, string | number>;

const TIMES = 15;
const ACTOR = { personId: 'per_77', post: { unitId: 'unt_77', role: 'unit_head' } } as unknown as Actor;

/** What the pages about duties and one look of the round cost, in the median, with whatever else is open. */
export async function measurePages(config: ClientConfig, now: Date): Promise<Row> {
  const database = connect({ ...config, max: 2 });
  const reader = database.reader(BODY);
  const unit = { kind: 'unit', path: 'unt_0/unt_77/' } as const;
  const page = { actor: ACTOR, now, show: 'open', sort: 'due', page: 1, pageSize: 20 } as const;
  const day = (ago: number): string => new Date(now.getTime() - ago * 86_400_000).toISOString().slice(0, 10);
  const quarter = { from: day(91), to: day(1), now };
  const asked: [string, () => Promise<unknown>][] = [
    ['mine ms', () => listDuties(reader, { ...page, scope: unit, view: 'mine' })],
    ['of the unit ms', () => listDuties(reader, { ...page, scope: unit, view: 'unit' })],
    ['nobody ms', () => listDuties(reader, { ...page, scope: { kind: 'body' }, view: 'nobody' })],
    ['all ms', () => listDuties(reader, { ...page, scope: { kind: 'body' }, view: 'all' })],
    ['rates of a unit ms', () => ratesOf(reader, unit, quarter)],
    ['rates of all ms', () => ratesOf(reader, { kind: 'body' }, quarter)],
    [
      'pick up 100 ms',
      () =>
        database.write(
          BODY,
          tx => claimDuties(tx, { now, limit: 100 }),
          () => true,
        ),
    ],
  ];
  try {
    const row: Row = {};
    for (const [name, ask] of asked) row[name] = (await median(ask)).toFixed(1);
    return row;
  } finally {
    await database.close();
  }
}

async function median(ask: () => Promise<unknown>): Promise<number> {
  const ms: number[] = [];
  for (let turn = 0; turn < TIMES + 3; turn++) {
    const started = performance.now();
    await ask();
    if (turn >= 3) ms.push(performance.now() - started);
  }
  return quantile(ms, 0.5);
}
