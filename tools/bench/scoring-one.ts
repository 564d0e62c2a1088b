import { type Fact, type Roster, scoreOwner } from '@xinxuan/scoring';
import { connect } from '../../apps/server/src/db/connect.ts';
import { recordFact } from '../../apps/server/src/facts/record.ts';
import { settleChanges } from '../../apps/server/src/standings/rescore.ts';
import { planOf, type SchemeName } from './scoring-schemes.ts';

type Latency = { 'median ms': string; 'p99 ms': string };

const LEVELS = ['national', 'provincial', 'municipal', 'district'];

function adoption(n: number): Fact {
  const mix = (n * 2_654_435_761) % 4_294_967_296;
  return {
    id: `f${String(n).padStart(6, '0')}`,
    kind: 'adopted',
    on: new Date(Date.UTC(2026, 0, 1 + (mix % 365))).toISOString().slice(0, 10),
    unit: 'u',
    persons: [{ id: `p${n % 4}` }],
    manuscript: `m${Math.floor(n / 1.5)}`,
    attrs: {
      channel: 'news',
      level: LEVELS[Math.floor(mix / 365) % 4] as string,
      genre: mix % 3 === 0 ? 'long' : 'brief',
      position: ['ordinary', 'page_lead', 'front_lead'][Math.floor(mix / 7) % 3] as string,
    },
    label: `信息${n}`,
  };
}

/** One more fact of a unit that has many: its whole account anew, with every line and its arithmetic. */
export function engineAlone(scheme: SchemeName, facts: number): Latency {
  const plan = planOf(scheme);
  const roster: Roster = {
    units: [{ id: 'u', name: '单位', group: 'g' }],
    persons: Array.from({ length: 4 }, (_, i) => ({ id: `p${i}`, name: `人员${i}`, unit: 'u' })),
  };
  const known = Array.from({ length: facts }, (_, n) => adoption(n));
  const times: number[] = [];
  for (let n = 0; n < 1200; n++) {
    const started = performance.now();
    scoreOwner({
      scheme: plan,
      facts: [...known, adoption(facts + n)],
      roster,
      period: { from: '2026-01-01', to: '2026-12-31' },
      asOf: '2026-12-31',
      owner: { kind: 'unit', id: 'u' },
    });
    // the first runs warm up
    if (n >= 200) times.push(performance.now() - started);
  }
  return latency(times);
}

/** The product's act: one more adoption, its unit scored anew and the changed lines written, in one transaction. */
export async function inItsTransaction(connectionString: string, body: string): Promise<Latency> {
  const database = connect({ connectionString, max: 2 });
  const now = new Date('2026-12-30T02:00:00Z');
  await database.pool.query(
    `insert into schemes (body_id, id, name, number, yaml, state, from_on, saved_at) values ($1, $2, '计分办法', 1, $3, 'in_force', '2026-01-01', now())`,
    [body, `sch_${'0'.repeat(26)}`, planOf('thirty').scheme.text],
  );
  const times: number[] = [];
  for (let n = 0; n < 220; n++) {
    await database.write(
      body,
      async tx => {
        await recordFact(tx, {
          kind: 'adopted',
          onDay: '2026-12-29',
          unitId: `unt_${'7'.padStart(26, '0')}`,
          personIds: [],
          manuscriptId: `man_${String(n).padStart(26, 'z')}`,
          attrs: { channel: 'news', level: 'municipal', genre: 'brief', position: 'ordinary' },
          label: '新采用',
          recordedBy: null,
          now,
        });
        const started = performance.now();
        await settleChanges(tx, now);
        if (n >= 20) times.push(performance.now() - started);
      },
      () => false,
    );
  }
  await database.close();
  return latency(times);
}

function latency(times: readonly number[]): Latency {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(2);
  return { 'median ms': at(0.5), 'p99 ms': at(0.99) };
}
