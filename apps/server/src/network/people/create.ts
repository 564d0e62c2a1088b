import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import { newId } from '../../ids.ts';
import { hashPassword } from '../../session/auth.ts';
import { firstPassword } from '../../session/password.ts';
import { insertAccount } from '../../session/queries.ts';
import { pinyinOf, whyNotUserName } from '../person.ts';
import { insertPerson, isUserNameTaken } from './queries.ts';
import { showPerson } from './views.ts';

export const createPerson = acts(contract.network.people.create, async call => {
  const { input, tx, now, record } = call;
  const why = whyNotUserName(input.userName, await isUserNameTaken(tx, input.userName));
  if (why) return why;
  const id = newId('person', now);
  await insertPerson(tx, {
    id,
    name: input.name,
    pinyin: pinyinOf(input.name),
    user_name: input.userName,
    title: input.title,
    phone: input.phone || null,
    email: input.email,
  });
  const password = firstPassword();
  await insertAccount(tx, { id, ...input }, { hash: await hashPassword(password), mustChange: true });
  record(id, null, input);
  return { person: await showPerson(call, id), firstPassword: password };
});
