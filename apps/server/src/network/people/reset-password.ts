import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import { acts } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identity.ts';
import { firstOf, notFound } from '../../http/refusal.ts';
import { hashPassword } from '../../session/auth.ts';
import { firstPassword } from '../../session/password.ts';
import { insertAccount, setPassword } from '../../session/queries.ts';
import { whyNotReset } from '../person.ts';
import { findPersonLine } from './queries.ts';
import { whyNotHold } from './views.ts';

/** A new first password: it unlocks the account, ends every session and must be changed at the next sign-in. */
export function resetPassword({ identity }: { identity: Identity }) {
  return acts(contract.network.people.resetPassword, async call => {
    const { input, tx, now, record, afterwards } = call;
    const person = await findPersonLine(tx, input.id, dayOf(now));
    if (!person) return notFound('人员', 'person');
    const why = firstOf(whyNotHold(person, call, 'account.reset'), whyNotReset(person));
    if (why) return why;
    const password = firstPassword();
    const hash = await hashPassword(password);
    if (person.auth_user_id) {
      const account = { id: person.id, authUserId: person.auth_user_id };
      await setPassword(tx, account, { hash, mustChange: true, keepSession: null });
    } else {
      const account = { id: person.id, userName: person.user_name, name: person.name };
      await insertAccount(tx, account, { hash, mustChange: true });
    }
    record(person.id, null, { passwordReset: true });
    afterwards(() => identity.forget());
    return { firstPassword: password };
  });
}
