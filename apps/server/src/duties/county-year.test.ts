import { afterEach, expect, it } from 'vitest';
import { type Bureau, startBureau } from '../../test/bureau.ts';
import { keepDay, keepNotice, nextVersion } from '../calendar/queries.ts';
import { newId } from '../ids.ts';
import {
  dayText,
  fresh,
  looked,
  ModelCalendar,
  type ModelDuty,
  type ModelTerm,
  modelDue,
  startOf,
  turned,
} from './county-model-for-tests.ts';
import { endDuty, endLocked } from './end.ts';
import { ratesOf } from './list-queries.ts';
import { makeDuties } from './make.ts';
import { moveDuty, waiveDuty } from './move.ts';
import { openDuty } from './open.ts';
import { lockDuty } from './queries.ts';
import { recomputeDue } from './recompute.ts';
import { actOnDue } from './round.ts';
import { insertRule } from './rule-queries.ts';

const DAY = 86_400_000;

type County = { seed: number; first: string; days: number; units: number };
/** The weeks in which the notice comes; the turn of the year without any; the holidays of spring and summer. */
const SMALL: County[] = [
  { seed: 20_261_102, first: '2026-11-02', days: 45, units: 3 },
  { seed: 3, first: '2026-12-21', days: 60, units: 2 },
  { seed: 77, first: '2027-04-12', days: 60, units: 2 },
];
/** The whole year, with more seeds: `COUNTY=large npx vitest run apps/server/src/duties/county-year.test.ts` (decision 0744). */
const LARGE: County[] = [20_261_102, 1, 2, 3].map(seed => ({
  seed,
  first: '2026-11-02',
  days: 365,
  units: 5,
}));
const COUNTIES = process.env['COUNTY'] === 'large' ? LARGE : SMALL;

const DAILY = [-45, -15, 5, 60];
const WEEKLY = [-1440, -240, 30];
const ASKED = [-240, 0, 240, 1440];
/** What the notice of 2027 makes of the year, as invented for this test. */
const NOTICE = [
  ['2027-01-01', false],
  ['2027-01-04', false],
  ['2027-01-02', true],
  ...['05', '08', '09', '10', '11', '12'].map(day => [`2027-02-${day}`, false]),
  ['2027-02-14', true],
  ['2027-02-20', true],
  ['2027-04-05', false],
  ...['03', '04', '05'].map(day => [`2027-05-${day}`, false]),
  ['2027-05-08', true],
  ['2027-06-09', false],
  ['2027-09-15', false],
  ...['01', '04', '05', '06', '07'].map(day => [`2027-10-${day}`, false]),
  ['2027-10-09', true],
] as [string, boolean][];
const NOTICE_COMES = '2026-11-16';

/** The things of this test keep no copy of their due times. */
const dueMoved = async (): Promise<void> => undefined;

/** Numbers that come again for a seed. */
function drawing(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Unit = { id: string; opened: string; closed: string | null };

let bureau: Bureau;
let writer: string;
const rules: Record<'daily' | 'weekly', string> = { daily: '', weekly: '' };

async function begin(first: string): Promise<void> {
  bureau = await startBureau(new Date(startOf(first)).toISOString());
  writer = await bureau.addPerson('陆晓棠', { unitId: bureau.root, role: 'desk_chief' });
  const base = { minute: 555, per: 'unit', role: 'correspondent', groupIds: [], nilAllowed: true } as const;
  for (const [kind, rule] of [
    ['opinion_report', { ...base, rhythm: 'working_day', workingDay: 1, closeAfter: 885 }],
    ['weekly_item', { ...base, rhythm: 'week', workingDay: -1, minute: 1020, closeAfter: null }],
  ] as const) {
    const id = newId('dutyRule', bureau.time.now);
    rules[kind === 'weekly_item' ? 'weekly' : 'daily'] = id;
    const body = { ...rule, unitKinds: ['community' as const] };
    await bureau.write(tx =>
      insertRule(tx, { id, kind, name: kind, from_on: first, to_on: null, rule: { ...body, groupIds: [] } }),
    );
  }
}
afterEach(() => bureau.close());

it.each(COUNTIES)(
  'a county agrees with the second opinion, duty by duty and step by step: seed $seed, $days days from $first',
  async ({ seed, first, days, units: count }) => {
    await begin(first);
    const draw = drawing(seed);
    const calendar = new ModelCalendar();
    const duties = new Map<string, ModelDuty>();
    const units: Unit[] = [];
    let version = 0;
    let keys = 0;
    /** The calendar changed, and no look at the clock has come since. */
    let outdated = false;

    const openUnit = async (day: string): Promise<void> => {
      const id = await bureau.addUnit({ name: `社区${units.length + 1}`, openedOn: day, below: bureau.root });
      units.push({ id, opened: day, closed: null });
    };
    const setClosed = async (unit: Unit, closed: string | null): Promise<void> => {
      unit.closed = closed;
      await bureau.database.db
        .updateTable('units')
        .set({ closed_on: closed })
        .where('id', '=', unit.id)
        .execute();
    };
    const stands = (unit: Unit, day: string): boolean =>
      unit.opened <= day && (unit.closed === null || unit.closed >= day);
    const daysOfWeek = (day: string): string[] => {
      const monday = startOf(day) - ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) * DAY;
      return Array.from({ length: 7 }, (_, index) => dayText(monday + index * DAY));
    };

    let lastLooked = first;
    /** What makes itself: every period since the last look, for whoever stands on its due day. */
    const expectMade = (now: number): void => {
      const today = dayText(now);
      const begin = lastLooked < today ? lastLooked : today;
      for (let at = startOf(begin); dayText(at) <= today; at += DAY) {
        const day = dayText(at);
        for (const [rule, days, minute, offsets, closeAfter] of [
          [rules.daily, [day], 555, DAILY, 885],
          [rules.weekly, daysOfWeek(day), 1020, WEEKLY, null],
        ] as const) {
          const term: ModelTerm = { kind: 'recurring', days, minute };
          const due = modelDue(term, now, calendar);
          if (due === null || dayText(due - 1) < first) continue;
          for (const unit of units) {
            const name = `${rule}/${days[0]}/${unit.id}/`;
            const known = duties.get(name);
            if (known && known.state !== 'void') continue;
            if (!stands(unit, dayText(due - 1)) || unit.opened > today) continue;
            if (known) {
              known.state = 'open';
              turned(known, known.due, now);
            } else duties.set(name, fresh(name, { term, from: now, due, closeAfter, offsets }));
          }
        }
      }
      for (const duty of duties.values()) {
        const unit = units.find(each => duty.name.endsWith(`/${each.id}/`));
        if (duty.state === 'open' && unit && !stands(unit, dayText(duty.due - 1))) duty.state = 'void';
      }
      lastLooked = today;
    };

    const expectRecomputed = (now: number): void => {
      for (const duty of duties.values()) {
        if (duty.state !== 'open') continue;
        const due = modelDue(duty.term, duty.from, calendar);
        if (due === null) {
          duties.delete(duty.name);
          duties.set(`${duty.name} gone ${now}`, { ...duty, state: 'void' });
        } else if (due !== duty.due) turned(duty, due, now);
      }
      outdated = false;
    };

    const look = async (now: number): Promise<void> => {
      bureau.time.now = new Date(now);
      const clock = (): Date => bureau.time.now;
      const nodes = Array.from({ length: 1 + draw(2) });
      expectMade(now);
      await Promise.all(nodes.map(() => makeDuties(bureau.database, clock)));
      if (outdated) {
        expectRecomputed(now);
        await Promise.all(nodes.map(() => recomputeDue(bureau.database, { clock, dueMoved })));
      }
      for (const duty of duties.values()) looked(duty, now);
      await Promise.all(nodes.map(() => actOnDue(bureau.database, clock)));
    };

    const someOpen = (wanted: (duty: ModelDuty) => boolean = () => true): ModelDuty | undefined => {
      const open = [...duties.values()].filter(duty => duty.state === 'open' && wanted(duty));
      return open[draw(Math.max(open.length, 1))];
    };

    const act = async (at: number): Promise<void> => {
      const now = new Date(at);
      const what = draw(10);
      if (what < 5) {
        const duty = someOpen();
        if (!duty) return;
        duty.state = what === 0 ? 'nil' : 'done';
        await bureau.write(async tx => {
          if (what > 0) return endDuty(tx, { key: duty.name, by: writer, act: 'x.y', now });
          const row = await lockDuty(tx, { key: duty.name });
          return row && endLocked(tx, row, { by: writer, act: 'duties.nil', state: 'nil', now });
        });
      } else if (what === 5) {
        const duty = someOpen();
        if (!duty) return;
        duty.state = 'waived';
        await bureau.write(tx => waiveDuty(tx, { key: duty.name, by: writer, reason: '停电', now }));
      } else if (what === 6) {
        const duty = someOpen(each => each.name.startsWith('asked/'));
        if (!duty) return;
        const term = { kind: 'working_days' as const, count: 1 + draw(4), until: 'close' as const };
        duty.term = term;
        duty.from = at;
        turned(duty, modelDue(term, at, calendar) ?? 0, at);
        await bureau.write(tx =>
          moveDuty(tx, { key: duty.name, due: term, by: writer, reason: '同意延期', dueMoved, now }),
        );
      } else {
        keys += 1;
        const count = 1 + draw(6);
        const terms: ModelTerm[] = [
          { kind: 'hours', count: count * 12 },
          { kind: 'working_days', count, until: 'close' },
          { kind: 'working_hours', count },
        ];
        const term = terms[draw(3)] as Exclude<ModelTerm, { kind: 'recurring' }>;
        const key = `asked/${keys}`;
        const due = modelDue(term, at, calendar) ?? 0;
        duties.set(key, fresh(key, { term, from: at, due, closeAfter: null, offsets: ASKED }));
        const owner = { unitId: bureau.root, personId: writer };
        const words = {
          subject: { kind: 'x', id: key },
          title: { zh: '待办', en: 'To do' },
          link: '/' as const,
        };
        const opened = await bureau.write(tx =>
          openDuty(tx, { kind: 'review', key, ...words, owner, due: term, by: null, now }),
        );
        expect([key, opened.dueAt.getTime()]).toEqual([key, due]);
      }
    };

    const changeCalendar = async (day: string, at: number): Promise<void> => {
      const now = new Date(at);
      const brings = day === NOTICE_COMES;
      if (!brings && draw(40) > 0) return;
      const decided = dayText(startOf(day) + (1 + draw(12)) * DAY);
      const work = !calendar.works(decided);
      await bureau.write(async tx => {
        expect(await nextVersion(tx, version)).toBe(true);
        const by = { by: writer, now };
        const days = NOTICE.map(([each, works]) => ({ day: each, name: '放假', work: works }));
        if (brings) await keepNotice(tx, { year: 2027, papers: [], days }, by);
        else await keepDay(tx, { unitId: bureau.root, day: decided, work, reason: '调整' }, by);
      });
      version += 1;
      if (brings) calendar.notice = new Map(NOTICE);
      else calendar.officer.set(decided, work);
      outdated = true;
    };

    for (let n = 0; n < count; n++) await openUnit('2020-01-01');
    let away = 0;
    for (let n = 0; n < days; n++) {
      const day = dayText(startOf(first) + n * DAY);
      const moments = Array.from({ length: 4 }, () => draw(1440 * 60) * 1000).sort((a, b) => a - b);
      if (draw(40) === 0) await openUnit(day);
      const standing = units.filter(unit => unit.closed === null);
      if (draw(50) === 0 && standing.length > 3)
        await setClosed(standing[draw(standing.length)] as Unit, dayText(startOf(day) + draw(15) * DAY));
      const going = units.find(unit => unit.closed !== null && unit.closed > day);
      if (going && draw(25) === 0) await setClosed(going, null);
      if (away > 0) away -= 1;
      else if (draw(60) === 0) away = 1 + draw(4);
      for (const moment of moments) {
        const at = startOf(day) + moment;
        await changeCalendar(day, at);
        if (away > 0) continue;
        await look(at);
        if (draw(2) === 0) await act(at + 500);
        // The clock is put forward by up to three hours, and back again.
        if (draw(30) === 0) await look(Math.min(at + draw(10_800) * 1000, startOf(day) + DAY - 1));
      }
    }

    const rows = await bureau.database.db
      .selectFrom('duties')
      .select(['id', 'key', 'state', 'due_at', 'round'])
      .execute();
    const name = new Map(rows.map(row => [row.id, row.key.replace(/\/dut_.*/u, '')]));
    const shown = (list: readonly string[]): string[] => [...list].sort();
    expect(
      shown(rows.map(row => `${name.get(row.id)} ${row.state} ${Date.parse(row.due_at)} ${row.round}`)),
    ).toEqual(
      shown(
        [...duties.values()].map(
          duty => `${duty.name.replace(/ gone.*/u, '')} ${duty.state} ${duty.due} ${duty.round}`,
        ),
      ),
    );
    const steps = await bureau.database.db.selectFrom('duty_steps').selectAll().execute();
    const expected = [...duties.values()].flatMap(duty =>
      duty.done.map(each => `${duty.name.replace(/ gone.*/u, '')} ${each.round} ${each.step} ${each.done}`),
    );
    expect(
      shown(steps.map(row => `${name.get(row.duty_id)} ${row.round} ${row.step} ${Date.parse(row.done_at)}`)),
    ).toEqual(shown(expected));
    expect(expected.length).toBeGreaterThan(days * 4);
    const told = await bureau.database.db
      .selectFrom('notices')
      .select('id')
      .where('kind', '=', 'duty')
      .execute();
    expect(told).toHaveLength(steps.reduce((sum, row) => sum + row.person_ids.length, 0));

    for (const kind of ['opinion_report', 'weekly_item'] as const) {
      const asked = {
        from: first,
        to: dayText(startOf(first) + (days + 7) * DAY),
        kind,
        now: bureau.time.now,
      };
      const rates = await ratesOf(bureau.database.reader(bureau.body), { kind: 'body' }, asked);
      for (const rate of rates)
        expect(0 <= rate.onTime && rate.onTime <= rate.complete && rate.complete <= rate.owed).toBe(true);
      const rule = kind === 'weekly_item' ? rules.weekly : rules.daily;
      for (const unit of units) {
        const own = [...duties.values()].filter(
          duty =>
            duty.name.startsWith(rule) &&
            duty.name.endsWith(`/${unit.id}/`) &&
            stands(unit, dayText(duty.due - 1)) &&
            !['void', 'waived'].includes(duty.state) &&
            (duty.state !== 'open' || duty.due + 60_000 <= bureau.time.now.getTime()),
        );
        const complete = own.filter(duty => duty.state === 'done' || duty.state === 'nil');
        const found = rates.find(rate => rate.unit.id === unit.id);
        expect([found?.owed ?? 0, found?.complete ?? 0]).toEqual([own.length, complete.length]);
      }
    }
  },
  240_000,
);
