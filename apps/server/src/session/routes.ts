import { contract } from '@xinxuan/contract';
import { acts, answers, answersAnyone } from '../http/endpoint.ts';
import type { SignInParts } from './auth.ts';
import { changePassword } from './change-password.ts';
import { meOf } from './me.ts';
import { endSessions, theBody } from './queries.ts';
import { signIn } from './sign-in.ts';

export function sessionRoutes(parts: SignInParts) {
  return {
    state: answersAnyone(contract.session.state, async ({ server }) => {
      const body = await theBody(server.database);
      return {
        setUp: body !== null,
        demonstration: body?.demonstration ?? false,
        bodyName: body?.name ?? null,
      };
    }),
    signIn: signIn(parts),
    signOut: acts(contract.session.signOut, async ({ actor, tx, record, afterwards }) => {
      if (actor.sessionToken) await endSessions(tx, actor.sessionToken);
      record(actor.personId, null, null);
      afterwards(() => parts.identity.forget());
      return { signedOut: true as const };
    }),
    me: answers(contract.session.me, async ({ actor }) => meOf(actor)),
    changePassword: changePassword(parts),
  };
}
