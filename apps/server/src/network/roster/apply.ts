import { contract } from '@xinxuan/contract';
import type { Tx } from '../../db/connect.ts';
import { writeSheet } from '../../documents/xlsx.ts';
import { acts } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identity.ts';
import { keepFile } from '../../http/keep-file.ts';
import { isRefusal, refuse } from '../../http/refusal.ts';
import { hashPassword } from '../../session/auth.ts';
import { firstPassword } from '../../session/password.ts';
import { insertAccount } from '../../session/queries.ts';
import { insertAppointments } from '../appointments/queries.ts';
import { insertPerson, updatePerson } from '../people/queries.ts';
import { pinyinOf } from '../person.ts';
import { insertUnits, lockTree } from '../units/queries.ts';
import { groupIds, insertGroups } from './queries.ts';
import { checkRoster } from './read.ts';
import type { KnownPerson, RegisterPlan } from './state.ts';
import { kindOfName } from './unit-kind.ts';
import { problemsOf } from './views.ts';

/** Takes a roster in, whole or not at all. First passwords go into a workbook that only the actor can open. */
export function takeRoster({ identity }: { identity: Identity }) {
  return acts(contract.network.roster.apply, async call => {
    const { input, tx, now, actor, server, record, afterwards } = call;
    await lockTree(tx);
    const checked = await checkRoster(call, input.fileId);
    if (isRefusal(checked)) return checked;
    const { plan, problems } = checked;
    if (problems.length > 0) {
      return refuse('invalid', 'roster_problems', {
        zh: `名册有 ${problems.length} 处问题，没有导入任何内容。请逐格改正后重新上传。`,
        en: `The roster has ${problems.length} problem(s) and nothing was taken in. Correct the cells and upload it again.`,
        details: { problems: problemsOf(problems) },
      });
    }
    await writeUnits(tx, plan, now);
    const passwords = await writePeople(tx, plan);
    await insertAppointments(tx, plan.posts.added.map(postRow));
    const made = await passwordSheet(plan, passwords);
    const kept = made ? await keepFile(tx, server, { bytes: made, name: '初始密码.xlsx', actor, now }) : null;
    if (isRefusal(kept)) return kept;
    const answer = {
      unitsAdded: plan.units.filter(unit => unit.added).length,
      peopleAdded: plan.people.added.length,
      appointmentsAdded: plan.posts.added.length,
      firstPasswordFileId: kept?.fileId ?? null,
    };
    record(input.fileId, null, { ...answer, peopleChanged: plan.people.changed.length });
    afterwards(() => identity.forget());
    return answer;
  });
}

async function writeUnits(tx: Tx, plan: RegisterPlan, now: Date): Promise<void> {
  await insertGroups(tx, plan.groups);
  const groups = await groupIds(tx);
  const added = plan.units.filter(unit => unit.added).sort((a, b) => a.depth - b.depth);
  await insertUnits(
    tx,
    added.map((unit, index) => ({
      id: unit.id,
      parent_id: unit.parentId,
      name: unit.name,
      short_name: unit.name.slice(0, 30),
      aliases: [],
      kind: kindOfName(unit.name),
      group_id: unit.group ? (groups.get(unit.group) ?? null) : null,
      desk_name: null,
      path: unit.path,
      depth: unit.depth,
      // Behind their sisters, in the order of the roster.
      sort: 1000 + index,
      opened_on: unit.openedOn,
      closed_on: null,
    })),
    now,
  );
}

/** How many passwords are hashed side by side; hashing is slow on purpose. */
const AT_ONCE = 8;

async function writePeople(tx: Tx, { people }: RegisterPlan): Promise<Map<string, string>> {
  for (const { id, version, title, phone, email } of people.changed)
    await updatePerson(tx, { id, version }, { title, phone, email });
  const passwords = new Map<string, string>();
  for (let at = 0; at < people.added.length; at += AT_ONCE) {
    const some = people.added.slice(at, at + AT_ONCE);
    for (const { id } of some) passwords.set(id, firstPassword());
    const hashes = await Promise.all(some.map(({ id }) => hashPassword(passwords.get(id)!)));
    for (const [index, person] of some.entries()) await register(tx, person, hashes[index]!);
  }
  return passwords;
}

async function register(tx: Tx, person: KnownPerson, hash: string): Promise<void> {
  const { id, name, userName, title, phone, email } = person;
  await insertPerson(tx, { id, name, pinyin: pinyinOf(name), user_name: userName, title, phone, email });
  await insertAccount(tx, { id, userName, name }, { hash, mustChange: true });
}

function postRow(post: RegisterPlan['posts']['added'][number]) {
  return {
    id: post.id,
    person_id: post.personId,
    unit_id: post.unitId,
    role: post.role,
    full_time: false,
    from_on: post.fromOn,
    to_on: post.toOn,
  };
}

async function passwordSheet(
  { people, posts, units }: RegisterPlan,
  passwords: ReadonlyMap<string, string>,
): Promise<Uint8Array | null> {
  if (people.added.length === 0) return null;
  const unitOf = (personId: string) => {
    const post = posts.added.find(each => each.personId === personId);
    return units.find(unit => unit.id === post?.unitId)?.name ?? '';
  };
  return writeSheet({
    sheets: [
      {
        name: '初始密码',
        columns: [
          { title: '单位', width: 24 },
          { title: '姓名', width: 12 },
          { title: '登录名', width: 18 },
          { title: '初始密码', width: 20 },
        ],
        rows: people.added.map(({ id, name, userName }) => [
          unitOf(id),
          name,
          userName,
          passwords.get(id) ?? '',
        ]),
      },
    ],
  });
}
