import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import { acts } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identity.ts';
import { firstOf, notFound, stale } from '../../http/refusal.ts';
import { endEverySession, renameAccount } from '../../session/queries.ts';
import { pinyinOf, whyNotDeactivate, whyNotUserName } from '../person.ts';
import { findPersonLine, isUserNameTaken, updatePerson } from './queries.ts';
import { showPerson, whyNotHold } from './views.ts';

export function changePerson({ identity }: { identity: Identity }) {
  return acts(contract.network.people.update, async call => {
    const { input, tx, now, actor, record, afterwards } = call;
    const person = await findPersonLine(tx, input.id, dayOf(now));
    if (!person) return notFound('人员', 'person');
    const out = whyNotHold(person, call, 'network.manage');
    if (out) return out;
    if (person.version !== input.version) return stale();
    const taken = await isUserNameTaken(tx, input.userName, person.id);
    const why = firstOf(
      whyNotUserName(input.userName, taken),
      input.active ? null : whyNotDeactivate(person, actor.personId),
    );
    if (why) return why;
    const change = {
      name: input.name,
      pinyin: pinyinOf(input.name),
      user_name: input.userName,
      title: input.title,
      phone: input.phone || null,
      email: input.email,
      active: input.active,
    };
    if (!(await updatePerson(tx, input, change))) return stale();
    if (person.auth_user_id) {
      await renameAccount(tx, person.auth_user_id, input);
      if (!input.active) await endEverySession(tx, person.auth_user_id);
    }
    const { name, user_name, title, phone, email, active } = person;
    record(person.id, { name, user_name, title, phone, email, active }, change);
    afterwards(() => identity.forget());
    return showPerson(call, person.id);
  });
}
