import { close } from './closing.ts';
import { combine, type Row } from './combine.ts';
import { type Kind, LAST, PERIODS, type Span, within } from './days.ts';
import { creditOf, partsOf } from './facts.ts';
import * as f from './fractions.ts';
import { type Q, q, read, ZERO } from './fractions.ts';
import { rankIn } from './ranking.ts';
import type { Amount, Clause, FactStep, Here, Owner, Reader } from './rules.ts';
import { periodStep, tally } from './tally.ts';
import { type Given, keep, keyOf, rowsAt, sumAt, textOf, type World } from './world.ts';

const YEAR = PERIODS.year[0] as Span;

/** Totals of every account of the year. */
export function workOut(given: Given): World {
  const known = given.facts.filter(fact => within(fact.on, YEAR) && (fact.bookedOn ?? fact.on) <= LAST);
  const world: World = { ...given, known, rows: new Map(), marks: new Map() };
  const { rules, owners } = given;
  const readers = (ledger: Reader['ledger']) => rules.readers.filter(reader => reader.ledger === ledger);
  const clauses = (id: Clause['ledger']) => rules.clauses.filter(clause => clause.ledger === id);
  const persons = owners.filter(owner => owner.kind === 'person');
  const units = owners.filter(owner => owner.kind === 'unit');
  const book = (who: readonly Owner[], ledger: 'main' | 'own' | 'year') => {
    for (const reader of readers(ledger)) for (const owner of who) runReader(world, owner, reader);
    for (const owner of who) {
      const ids = [...clauses(ledger), ...readers(ledger)].map(({ id }) => id);
      const all = ids.flatMap(id => rowsAt(world, owner, id));
      const closing = close(world, owner, { ledger, rows: all });
      world.rows.set(keyOf(owner, ledger), [...all, ...closing]);
    }
  };
  for (const clause of rules.clauses) {
    for (const owner of clause.owner === 'unit' ? units : persons) {
      const rows =
        'lines' in clause.select
          ? linesOf(world, owner, clause.select.lines)
          : factRows(world, owner, clause);
      world.rows.set(keyOf(owner, clause.id), finish(world, owner, { clause, rows }));
    }
  }
  // whoever is read by the others is worked out first
  const personsFirst = rules.readers.some(({ reads }) => reads.what === 'personsTotal');
  if (personsFirst) book(persons, 'own');
  book(units, 'main');
  book(units, 'year');
  if (!personsFirst) book(persons, 'own');
  return world;
}

function factRows(world: World, owner: Owner, clause: Clause): Row[] {
  if (!('kinds' in clause.select)) return [];
  const { kinds, where, leaveOut } = clause.select;
  const own = partsOf(world.known, owner);
  const credit = clause.steps.find(step => step.do === 'credit');
  const rows = own
    .filter(
      fact =>
        kinds.includes(fact.kind) && creditOf(owner, fact, credit?.do === 'credit' ? credit.to : undefined),
    )
    .map((fact): Row => {
      const booked = clause.ledger === 'main' && world.rules.dates === 'bookedOn';
      const day = booked ? (fact.bookedOn ?? fact.on) : fact.on;
      return { fact, day, now: ZERO, base: ZERO, state: 'counted', part: '' };
    });
  const here = hereFor(world, owner);
  return rows
    .filter(row => !where || where.holds(here(row)))
    .map(row => (leaveOut?.holds(here(row)) ? { ...row, state: 'excluded' } : row));
}

const hereFor =
  (world: World, owner: Owner) =>
  (row: Row): Here => ({
    ...(row.fact && { fact: row.fact }),
    owner,
    now: row.now,
    own: partsOf(world.known, owner),
    all: world.known,
  });

function linesOf(world: World, owner: Owner, id: string): Row[] {
  return rowsAt(world, owner, id)
    .filter(row => row.state === 'counted')
    .map(row => ({ ...row, base: row.now }));
}

type Work = { clause: Clause; rows: Row[] };

function finish(world: World, owner: Owner, { clause, rows }: Work): Row[] {
  const here = hereFor(world, owner);
  let all = begin(rows, clause, here);
  for (const step of clause.steps) all = factStep(all, { step, here, owner });
  if (clause.tally) {
    all = tally(all, {
      tally: clause.tally,
      staff: owner.staff,
      owed: clause.after.some(step => step.do === 'target'),
    });
    for (const step of clause.after) all = all.map(row => periodStep(row, { step, owner }));
  }
  const { places, mode, at } = world.rules.rounding;
  return all.map(row =>
    row.state === 'counted' ? { ...row, now: f.round(row.now, at === 'line' ? places : 6, mode) } : row,
  );
}

function begin(rows: Row[], { start }: Clause, here: (row: Row) => Here): Row[] {
  if (!start) return rows;
  return rows.map(row => {
    if (row.state !== 'counted') return row;
    if ('value' in start) {
      const value = amount(start.value, row, here);
      return value ? { ...row, now: value, base: value } : { ...row, state: 'excluded' };
    }
    const { least, most } = start.judged;
    const mark = read(textOf(row.fact, 'mark') || '0');
    const named = textOf(row.fact, 'judge') !== '' && textOf(row.fact, 'reason') !== '';
    if (!named || f.cmp(mark, read(least)) < 0 || f.cmp(mark, read(most)) > 0)
      return { ...row, state: 'excluded' };
    return { ...row, now: mark, base: mark };
  });
}

/** How much; nothing where a table has no cell. */
function amount(
  { core, percent, each, least, most }: Amount,
  row: Row,
  here: (row: Row) => Here,
): Q | undefined {
  let value: Q;
  if ('number' in core) value = read(core.number);
  else if ('formula' in core) value = core.formula.of(here(row));
  else {
    const cell = core.table[textOf(row.fact, 'level')] ?? core.table['*'] ?? core.otherwise;
    if (cell === undefined) return undefined;
    value = read(cell);
  }
  if (percent) value = f.over(f.mul(value, percent === 'base' ? row.base : row.now), q(100));
  if (each) {
    const words = read(textOf(row.fact, 'words') || '0');
    const parts = f.over(f.least(f.minus(words, q(each.over)), ZERO), q(each.step));
    value = f.mul(
      value,
      each.count === 'whole' ? f.down(parts) : each.count === 'started' ? f.up(parts) : parts,
    );
  }
  if (least !== undefined) value = f.least(value, read(least));
  return most === undefined ? value : f.most(value, read(most));
}

type FactWork = { step: FactStep; here: (row: Row) => Here; owner: Owner };

function factStep(rows: Row[], { step, here, owner }: FactWork): Row[] {
  const when = 'when' in step ? step.when : undefined;
  const takes = (row: Row) => row.state === 'counted' && (!when || when.holds(here(row)));
  if (step.do === 'combine') {
    const outside = rows.filter(row => !takes(row));
    return [...outside, ...combine(rows.filter(takes), step)];
  }
  if (step.do === 'cap') return cap(rows, step);
  return rows.map(row => {
    if (!takes(row)) return row;
    if (step.do === 'round') return { ...row, now: f.round(row.now, step.places, step.mode) };
    if (step.do === 'limit') return limited(row, step);
    if (step.do === 'credit' && step.share === 'stated' && owner.kind === 'person' && !statedFor(row, owner))
      return { ...row, state: 'excluded' };
    if (step.do === 'credit') return { ...row, now: f.mul(row.now, shareOf(row, step, { owner, here })) };
    const value = amount(step.amount, row, here);
    if (!value) return row;
    const now =
      step.do === 'add' ? f.plus(row.now, value) : step.do === 'times' ? f.mul(row.now, value) : value;
    return { ...row, now };
  });
}

const statedFor = ({ fact }: Row, { id }: Owner) => fact?.persons?.find(person => person.id === id)?.share;

function limited(row: Row, step: Extract<FactStep, { do: 'limit' }>): Row {
  if (step.of !== 'base') return { ...row, now: keep(row.now, step) };
  const part = (bound: string) => f.over(f.mul(row.base, read(bound)), q(100));
  const low = step.least === undefined ? row.now : f.least(row.now, part(step.least));
  return { ...row, now: step.most === undefined ? low : f.most(low, part(step.most)) };
}

type Credit = Extract<FactStep, { do: 'credit' }>;

function shareOf({ fact, now }: Row, { to, share }: Credit, { owner, here }: Omit<FactWork, 'step'>): Q {
  const units = [fact?.unit ?? '', ...(fact?.coUnits ?? [])].slice(to === 'co-units' ? 1 : 0);
  const order = owner.kind === 'person' ? (fact?.persons ?? []).map(({ id }) => id) : units;
  const place = order.indexOf(owner.id);
  if (share === 'full') return q(1);
  if (share === 'equal') return q(1, Math.max(1, order.length));
  if (share === 'half') return order.length > 1 ? q(1, 2) : q(1);
  if (share === 'stated') return owner.kind === 'person' ? read(fact?.persons?.[place]?.share ?? '0') : ZERO;
  if ('formula' in share) {
    const row: Row = { fact, day: '', now, base: now, state: 'counted', part: '' } as Row;
    return share.formula.of({ ...here(row), now: q(place + 1) });
  }
  const parts = share.ratio.slice(0, Math.max(1, order.length)).map(read);
  return f.over(parts[place] ?? ZERO, f.sum(parts));
}

function cap(rows: Row[], { per, forEach, least, most }: Extract<FactStep, { do: 'cap' }>): Row[] {
  const counted = rows.filter(row => row.state === 'counted');
  const wordOf = (row: Row) =>
    forEach === 'kind' ? (row.fact?.kind ?? '') : forEach ? textOf(row.fact, forEach) : '';
  const more = [...new Set(counted.map(wordOf))].flatMap(word =>
    PERIODS[per].flatMap((span): Row[] => {
      const own = counted.filter(row => wordOf(row) === word && within(row.day, span));
      const sum = f.sum(own.map(row => row.now));
      const kept = keep(sum, { ...(least !== undefined && { least }), ...(most !== undefined && { most }) });
      if (own.length === 0 || f.same(kept, sum)) return [];
      const now = f.minus(kept, sum);
      return [{ day: span.books, now, base: now, state: 'counted', part: word }];
    }),
  );
  return [...rows, ...more];
}

function runReader(world: World, owner: Owner, reader: Reader): void {
  const { places, mode, at } = world.rules.rounding;
  const done: Row[] = [];
  world.rows.set(keyOf(owner, reader.id), done);
  for (const [i, span] of PERIODS[reader.each as Kind].entries()) {
    const value = f.mul(
      readFor(world, owner, { reader, span, before: PERIODS[reader.each][i - 1] }),
      read(reader.times),
    );
    const now = f.round(value, at === 'line' ? places : 6, mode);
    done.push({ day: span.books, span, now, base: now, state: 'counted', part: '' });
  }
}

type Reading = { reader: Reader; span: Span; before: Span | undefined };

function readFor(world: World, owner: Owner, { reader, span, before }: Reading): Q {
  const { reads } = reader;
  const { owners } = world;
  const of = (who: readonly Owner[], id: string) => f.sum(who.map(each => sumAt(world, each, { id, span })));
  switch (reads.what) {
    case 'total':
      return sumAt(world, owner, { id: reads.id, span });
    case 'before':
      return before ? sumAt(world, owner, { id: reads.id, span: before }) : ZERO;
    case 'unitTotal':
      return of(
        owners.filter(each => each.kind === 'unit' && each.id === owner.unit),
        reads.id,
      );
    case 'personsTotal':
      return of(
        owners.filter(each => each.kind === 'person' && each.unit === owner.id),
        reads.id,
      );
    case 'partsTotal':
      return of(
        owners.filter(each => each.kind === 'unit' && each.unit === owner.id),
        reads.id,
      );
    case 'carry': {
      const carried = before ? sumAt(world, owner, { id: reader.id, span: before }) : ZERO;
      const all = f.plus(carried, sumAt(world, owner, { id: reads.id, span }));
      return f.least(f.minus(all, read(reads.above)), ZERO);
    }
    default: {
      const table = rankIn(world, span);
      const own = table.find(entry => entry.owner === owner);
      if (reads.what === 'place') return q(own?.place ?? 0);
      if (reads.what === 'worth') return own?.worth ?? ZERO;
      const group = table
        .filter(entry => entry.place !== null && entry.group === own?.group)
        .map(entry => entry.points);
      const [first] = group;
      if (!first) return ZERO;
      return reads.what === 'highest'
        ? group.reduce((a, b) => f.least(a, b), first)
        : f.over(f.sum(group), q(group.length));
    }
  }
}

/** What an account comes to in the year. */
export const totalOf = (world: World, owner: Owner, ledger: string): Q =>
  sumAt(world, owner, { id: ledger, span: YEAR });
