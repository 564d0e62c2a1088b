import { contract } from '@xinxuan/contract';
import { recordAudit } from '../db/audit.ts';
import { answersAnyone, type PublicCall } from '../http/endpoint.ts';
import { SESSION_COOKIE } from '../http/identity.ts';
import { isRefusal, type Refusal, refuse } from '../http/refusal.ts';
import type { PersonRow } from '../network/tables.ts';
import { checkPassword, hashPassword, type SignInParts } from './auth.ts';
import { meOf } from './me.ts';
import { clearFailures, countFailure, findByUserName, passwordHash } from './queries.ts';

const LIMIT = 5;
const LOCK_MINUTES = 15;

/** An unknown user name takes as long as a wrong password. */
let decoy: Promise<string> | undefined;

type Attempt = PublicCall<{ userName: string; password: string }>;

export function signIn({ auth, identity }: SignInParts) {
  return answersAnyone(contract.session.signIn, async call => {
    const { input, context, now } = call;
    const person = await findByUserName(call.server.database, input.userName);
    if (!person) {
      decoy ??= hashPassword('nobody has this one');
      await checkPassword(await decoy, input.password);
      return wrong();
    }
    if (person.locked_until && new Date(person.locked_until) > now) return locked(person.locked_until, now);
    const kept = await passwordHash(call.server.database.reader(person.body_id), person.id);
    if (!kept || !(await checkPassword(kept.hash, input.password))) return failed(call, person);
    const answer = await auth.api.signInUsername({
      body: { username: person.user_name, password: input.password },
      headers: new Headers({
        'x-forwarded-for': context.address,
        'user-agent': String(context.headers['user-agent'] ?? ''),
      }),
      asResponse: true,
    });
    const cookies = answer.headers.getSetCookie();
    const cookie = cookies
      .map(each => new RegExp(`^${SESSION_COOKIE.replace('.', '\\.')}=([^;]+)`).exec(each)?.[1])
      .find(Boolean);
    if (!answer.ok || !cookie) return failed(call, person);
    await succeeded(call, person);
    context.setHeader('set-cookie', cookies);
    const actor = await identity.find({
      cookie: decodeURIComponent(cookie),
      bearer: undefined,
      post: undefined,
      address: context.address,
      now,
    });
    return isRefusal(actor) ? actor : meOf(actor);
  });
}

async function succeeded(call: Attempt, person: PersonRow): Promise<void> {
  await call.server.database.write(
    person.body_id,
    async tx => {
      await clearFailures(tx, person.id);
      await recordAudit(tx, entry(call, person, 'session.signIn'));
    },
    () => false,
  );
}

async function failed(call: Attempt, person: PersonRow): Promise<Refusal> {
  const lockUntil = new Date(call.now.getTime() + LOCK_MINUTES * 60_000);
  const nowLocked = await call.server.database.write(
    person.body_id,
    async tx => {
      await recordAudit(tx, entry(call, person, 'session.signIn.failed'));
      return countFailure(tx, person.id, { limit: LIMIT, lockUntil });
    },
    () => false,
  );
  return nowLocked ? locked(lockUntil.toISOString(), call.now) : wrong();
}

function entry(call: Attempt, person: PersonRow, act: string) {
  return {
    at: call.now,
    personId: person.id,
    appointmentId: null,
    role: null,
    address: call.context.address,
    act,
    subjectId: person.id,
    before: null,
    after: null,
  };
}

function wrong(): Refusal {
  return refuse('wrong_credentials', 'wrong_credentials', {
    zh: `登录名或密码不正确。请检查大小写后再试；连续 ${LIMIT} 次错误将锁定 ${LOCK_MINUTES} 分钟。`,
    en: `The user name or password is wrong. Check capitals and try again; ${LIMIT} failures in a row lock the account for ${LOCK_MINUTES} minutes.`,
  });
}

function locked(until: string, now: Date): Refusal {
  const minutes = Math.max(1, Math.ceil((new Date(until).getTime() - now.getTime()) / 60_000));
  return refuse('locked_out', 'locked_out', {
    zh: `连续输错密码，账号已锁定，约 ${minutes} 分钟后自动解锁。急用请联系安全管理员重置密码。`,
    en: `Too many wrong passwords: the account is locked for about ${minutes} more minutes. The security administrator can reset it at once.`,
    details: { until },
  });
}
