import { clientOf, PASSWORD, signIn } from '../../server/test/office.ts';
import type { Stage } from './stage.ts';

export type Known = { id: string; name: string; userName: string; password: string };
export type WestSquad = {
  unit: string;
  writer: Known;
  head: Known;
};

/**
 * Adds the unit of the sample documents to the office: 城西中队 with its correspondent 马思远, who still has his first
 * password, and its head 高其昌, and puts it in the charge of the office's leader.
 */
export async function withWestSquad(stage: Stage): Promise<WestSquad> {
  const { office } = stage;
  const system = await office.as('system');
  const security = await office.as('security');
  const groups = await system.network.groups.list();
  const unit = await system.network.units.create({
    parentId: office.units.bureau,
    name: '城西中队',
    shortName: '城西中队',
    kind: 'squad',
    groupId: groups.find(group => group.name === '中队')?.id ?? null,
    deskName: null,
    openedOn: '2020-01-01',
  });
  const appoint = (personId: string, role: 'correspondent' | 'unit_head' | 'leader_in_charge') =>
    security.network.appointments.create({ personId, unitId: unit.id, role, fromOn: '2026-01-01' });
  const register = async (name: string, userName: string): Promise<Known> => {
    const made = await system.network.people.create({ name, userName });
    return { id: made.person.id, name, userName, password: made.firstPassword };
  };
  const writer = await register('马思远', 'ma.siyuan');
  const head = await register('高其昌', 'gao.qichang');
  await appoint(writer.id, 'correspondent');
  await appoint(head.id, 'unit_head');
  await appoint(office.people.leader, 'leader_in_charge');
  return { unit: unit.id, writer, head: await withOwnPassword(stage, head) };
}

/** What a new person chooses instead of the first password. */
export const CHOSEN = `${PASSWORD}-own`;

async function withOwnPassword({ office }: Stage, person: Known): Promise<Known> {
  const cookie = await signIn(office.url, person.userName, person.password);
  await clientOf(office.url, { cookie }).session.changePassword({ current: person.password, next: CHOSEN });
  return { ...person, password: CHOSEN };
}

export const BULLETIN = '东河执法简报';
export const EVENING_PAPER = '东河晚报';
export const DAILY_PAPER = '东河日报';

/** The bulletin of the desk itself, and a newspaper of the city and one of the district. */
export async function withOutlets({ office }: Stage): Promise<void> {
  const desk = await office.as('editor');
  const known = { openedOn: '2020-01-01', internal: false } as const;
  await desk.outlets.create({ ...known, name: BULLETIN, level: 'inhouse', kind: 'bulletin', internal: true });
  await desk.outlets.create({ ...known, name: EVENING_PAPER, level: 'municipal', kind: 'paper' });
  await desk.outlets.create({ ...known, name: DAILY_PAPER, level: 'district', kind: 'paper' });
}
