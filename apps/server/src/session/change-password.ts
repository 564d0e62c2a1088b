import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { checkPassword, hashPassword, type SignInParts } from './auth.ts';
import { whyNotPassword } from './password.ts';
import { passwordHash, setPassword } from './queries.ts';

export function changePassword({ identity }: SignInParts) {
  return acts(contract.session.changePassword, async ({ input, actor, tx, record, afterwards }) => {
    const kept = await passwordHash(tx, actor.personId);
    if (!kept) return notFound('账号', 'account');
    if (!(await checkPassword(kept.hash, input.current))) {
      return refuse('wrong_credentials', 'wrong_current_password', {
        zh: '当前密码不正确，密码没有改动。请重新输入当前密码。',
        en: 'The current password is wrong and nothing was changed. Enter the current password again.',
      });
    }
    const why = whyNotPassword(input.next, { userName: actor.userName, current: input.current });
    if (why) return why;
    const hash = await hashPassword(input.next);
    await setPassword(
      tx,
      { id: actor.personId, authUserId: kept.authUserId },
      { hash, mustChange: false, keepSession: actor.sessionToken },
    );
    record(actor.personId, null, { passwordChanged: true });
    afterwards(() => identity.forget());
    return { changed: true as const };
  });
}
