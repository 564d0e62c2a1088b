import type { Role, UnitKind } from '@xinxuan/contract';
import { pinyinOf } from '../../network/person.ts';
import { addDays, laterOf, momentOf } from './days.ts';
import { drawId } from './ids.ts';
import type { Appointment, Person, Size, Unit } from './model.ts';
import { nameOf } from './names.ts';
import { type Draw, drawOf } from './random.ts';
import { FOUNDED } from './units.ts';

/** How a bureau is staffed; `people` tops the number up with second correspondents. */
const STAFF: Record<Size, { leaders: number; editors: number; second: number; people: number | null }> = {
  district: { leaders: 5, editors: 2, second: 0.5, people: 120 },
  county: { leaders: 12, editors: 6, second: 0.5, people: null },
  city: { leaders: 8, editors: 4, second: 0.5, people: null },
};

const HEAD_TITLES: Partial<Record<UnitKind, string>> = {
  section: '科长',
  squad: '中队长',
  street: '街道办事处副主任',
  community: '社区党委书记',
};
const WRITER_TITLES: Partial<Record<UnitKind, readonly string[]>> = {
  section: ['科员', '一级科员', '副科长'],
  squad: ['队员', '内勤', '副中队长'],
  street: ['城管办干事', '宣传干事', '综合办科员'],
  community: ['社区工作者', '网格员', '社区委员'],
  county: ['宣传科干事', '宣传科科员'],
};

/** The days on which a correspondent hands over to another, and the place of the unit among those that may. */
const HANDOVERS = ['2026-05-31', '2026-06-30', '2026-08-31'];

export type Roster = { people: Person[]; appointments: Appointment[] };

export function makePeople(seed: number, size: Size, units: readonly Unit[]): Roster {
  const office = new Office(seed);
  const bureaus = units.filter(unit => unit.kind === 'bureau' || unit.kind === 'county');
  for (const bureau of bureaus) staffBureau(office, { bureau, units, size });
  const below = units.filter(unit => unit.kind !== 'bureau' && unit.kind !== 'county');
  for (const unit of below) staffUnit(office, unit);
  appointSeconds(office, { size, below });
  handOver(office, below);
  return { people: office.people, appointments: office.appointments };
}

type Posting = { role: Role; unit: Unit; from?: string; to?: string };

/** Hires people and appoints them. */
class Office {
  readonly seed: number;
  readonly people: Person[] = [];
  readonly appointments: Appointment[] = [];
  readonly #taken = new Map<string, number>();

  constructor(seed: number) {
    this.seed = seed;
  }

  draw(about: string): Draw {
    return drawOf(this.seed, about);
  }

  hire(title: string): Person {
    const index = this.people.length;
    const draw = this.draw(`person/${index}`);
    const { name, letters } = nameOf(draw);
    const before = this.#taken.get(letters) ?? 0;
    this.#taken.set(letters, before + 1);
    const userName = before === 0 ? letters : `${letters}${before + 1}`;
    const person: Person = {
      id: drawId('person', momentOf(FOUNDED, 0), draw),
      name,
      pinyin: pinyinOf(name),
      userName,
      title,
      phone: `199000${String(index).padStart(5, '0')}`,
      email: `${userName}@office.example`,
      active: true,
    };
    this.people.push(person);
    return person;
  }

  appoint(person: Person, { role, unit, from, to }: Posting): Appointment {
    const draw = this.draw(`post/${this.appointments.length}`);
    const usual = addDays('2021-03-01', draw.int(0, 1300));
    const fromOn = from ?? laterOf(unit.openedOn, usual);
    const post: Appointment = {
      id: drawId('appointment', momentOf(fromOn, 0), draw),
      personId: person.id,
      unitId: unit.id,
      role,
      fullTime: role === 'correspondent' && draw.chance(0.3),
      fromOn,
      toOn: to ?? unit.closedOn,
    };
    this.appointments.push(post);
    return post;
  }

  holder(role: Role, unit: Unit): Person {
    const post = this.appointments.find(each => each.role === role && each.unitId === unit.id);
    const person = this.people.find(each => each.id === post?.personId);
    if (!person) throw new Error(`nobody is ${role} of ${unit.name}`);
    return person;
  }
}

function staffBureau(office: Office, of: { bureau: Unit; units: readonly Unit[]; size: Size }): void {
  const { bureau, units, size } = of;
  office.appoint(office.hire('局长'), { role: 'principal_leader', unit: bureau });
  const leaders = Array.from({ length: STAFF[size].leaders }, () => office.hire('副局长'));
  office.appoint(office.hire('宣传科科长'), { role: 'desk_chief', unit: bureau });
  for (let i = 0; i < STAFF[size].editors; i++)
    office.appoint(office.hire('宣传科编辑'), { role: 'desk_editor', unit: bureau });
  office.appoint(office.hire('督察科副科长'), { role: 'assessor', unit: bureau });
  office.appoint(office.hire('信息中心主任'), { role: 'system_admin', unit: bureau });
  office.appoint(office.hire('信息中心工程师'), { role: 'security_admin', unit: bureau });
  office.appoint(office.hire('纪检组干事'), { role: 'audit_admin', unit: bureau });
  const own = units.filter(unit => unit !== bureau && bureauAbove(unit, units) === bureau);
  own.forEach((unit, i) => {
    if (unit.kind !== 'county')
      office.appoint(leaders[i % leaders.length]!, { role: 'leader_in_charge', unit });
  });
  if (bureau.kind === 'county') {
    office.appoint(leaders[0]!, { role: 'unit_head', unit: bureau });
    office.appoint(leaders[1]!, { role: 'leader_in_charge', unit: bureau });
    for (const title of WRITER_TITLES.county!)
      office.appoint(office.hire(title), { role: 'correspondent', unit: bureau });
  }
}

function bureauAbove(unit: Unit, units: readonly Unit[]): Unit {
  let above = units[unit.parent ?? 0]!;
  while (above.kind !== 'bureau' && above.kind !== 'county') above = units[above.parent ?? 0]!;
  return above;
}

/** Head and first correspondent. The desk's own section is headed by the desk chief: one person in two posts. */
function staffUnit(office: Office, unit: Unit): void {
  const draw = office.draw(`staff/${unit.index}`);
  const chiefs = unit.name === '法制宣传科' && unit.depth === 1;
  const head = chiefs
    ? office.holder('desk_chief', { ...unit, id: unit.path.split('/')[0]! })
    : office.hire(HEAD_TITLES[unit.kind] ?? '负责人');
  office.appoint(head, { role: 'unit_head', unit });
  office.appoint(office.hire(draw.pick(WRITER_TITLES[unit.kind] ?? ['干事'])), {
    role: 'correspondent',
    unit,
  });
  if (unit.index % 9 !== 4) return;
  // A head who writes too has a deputy who signs in his place: nobody signs what is his own.
  office.appoint(head, { role: 'correspondent', unit });
  office.appoint(office.hire('副职负责人'), { role: 'unit_head', unit });
}

function appointSeconds(office: Office, of: { size: Size; below: readonly Unit[] }): void {
  const { second, people } = STAFF[of.size];
  const draw = office.draw('seconds');
  const order = draw.sample(of.below, of.below.length);
  const count = people ? people - office.people.length - HANDOVERS.length : Math.round(order.length * second);
  for (const unit of order.slice(0, count)) {
    office.appoint(office.hire(draw.pick(WRITER_TITLES[unit.kind] ?? ['干事'])), {
      role: 'correspondent',
      unit,
    });
  }
}

/** Three correspondents hand over: the first leaves, the others take another post. */
function handOver(office: Office, below: readonly Unit[]): void {
  const draw = office.draw('handover');
  const steady = below.filter(unit => !unit.closedOn && unit.openedOn === FOUNDED && unit.index % 9 !== 4);
  const [first, second, third] = draw.sample(steady, HANDOVERS.length);
  [first, second, third].forEach((unit, i) => {
    if (!unit) return;
    const post = office.appointments.find(each => each.role === 'correspondent' && each.unitId === unit.id)!;
    const person = office.people.find(each => each.id === post.personId)!;
    const lastDay = HANDOVERS[i]!;
    post.toOn = lastDay;
    const next = addDays(lastDay, 1);
    office.appoint(office.hire(person.title), { role: 'correspondent', unit, from: next });
    if (i === 0) person.active = false;
    else
      office.appoint(person, {
        role: 'correspondent',
        unit: steady.find(each => each !== unit)!,
        from: next,
      });
  });
}
