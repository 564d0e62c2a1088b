/** Both engines on one scheme and one list of facts; what they do not agree on. */
import {
  awards,
  compileScheme,
  type Fact,
  type Ledger,
  parseScheme,
  type Roster,
  type Scheme,
  score,
  standings,
} from '../../src/index.ts';
import { PERIODS, type Span } from './days.ts';
import { totalOf, workOut } from './engine.ts';
import * as f from './fractions.ts';
import { read } from './fractions.ts';
import { OWNERS } from './random.ts';
import { awarded, CLASSES, rankIn } from './ranking.ts';
import type { Rules } from './rules.ts';
import { schemeText } from './write.ts';

export const ROSTER: Roster = {
  units: OWNERS.filter(owner => owner.kind === 'unit').map(({ id, unit, group, staff }) => ({
    id,
    name: id,
    group,
    ...(unit && { parent: unit }),
    classes: [CLASSES[id] ?? ''],
    numbers: { staff },
  })),
  persons: OWNERS.filter(owner => owner.kind === 'person').map(({ id, unit, role }) => ({
    id,
    name: id,
    unit,
    role,
  })),
};

const show = ({ n, d }: f.Q) => String(Number(n) / Number(d));

export function disagreements(rules: Rules, facts: readonly Fact[]): string[] {
  const parsed = parseScheme(schemeText(rules));
  if (!parsed.ok) return parsed.problems.map(problem => `${problem.code}: ${problem.en}`);
  const ledger = score({
    scheme: compileScheme(parsed.scheme),
    facts,
    roster: ROSTER,
    period: { from: '2026-01-01', to: '2026-12-31' },
    asOf: '2026-12-31',
  });
  const world = workOut({ rules, facts, owners: OWNERS });
  const found: string[] = [];
  for (const owner of OWNERS) {
    for (const id of owner.kind === 'unit' ? ['main', 'year'] : ['own']) {
      const said =
        ledger.totals.find(total => total.owner.id === owner.id && total.ledger === id)?.points ?? 'none';
      const wanted = totalOf(world, owner, id);
      if (said === 'none' || !f.same(read(said), wanted))
        found.push(`${id} of ${owner.id}: ${said}, naive ${show(wanted)}`);
    }
    const marked = ledger.marks.some(mark => mark.owner.id === owner.id);
    if (marked !== world.marks.has(`${owner.kind} ${owner.id}`)) found.push(`mark of ${owner.id}: ${marked}`);
  }
  return [...found, ...ofPlaces(world, parsed.scheme, ledger)];
}

/** Places, what they are worth, and who wins. */
function ofPlaces(world: ReturnType<typeof workOut>, scheme: Scheme, ledger: Ledger): string[] {
  const found: string[] = [];
  const year = PERIODS.year[0] as Span;
  const [table] = standings({ scheme, ledger, roster: ROSTER });
  for (const entry of rankIn(world, year)) {
    const place = table?.places.find(each => each.id === entry.owner.id);
    if (place?.place !== entry.place)
      found.push(`place of ${entry.owner.id}: ${place?.place}, naive ${entry.place}`);
    const worth = entry.worth && show(entry.worth);
    if ((place?.worth === undefined ? undefined : show(read(place.worth))) !== worth)
      found.push(`worth of ${entry.owner.id}: ${place?.worth}, naive ${worth}`);
  }
  const { winners } = awards({ scheme, ledger, roster: ROSTER });
  const wanted = awarded(world, year);
  for (const id of ['one', 'two'] as const) {
    const ids = winners.filter(winner => winner.award === id).map(winner => winner.standing.id);
    if (ids.sort().join() !== wanted[id].join())
      found.push(`award ${id}: ${ids.join()}, naive ${wanted[id].join()}`);
  }
  return found;
}
