import { hash, verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { username } from 'better-auth/plugins';
import type pg from 'pg';
import type { Identity } from '../http/identity.ts';

/** OWASP's second recommendation for argon2id (algorithm 2): 19 MiB, two passes, one lane. */
const ARGON = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON);
}

export function checkPassword(stored: string, password: string): Promise<boolean> {
  return verify(stored, password);
}

export type Auth = ReturnType<typeof createAuth>;

/** Who checks a credential, and who knows the person behind it. */
export type SignInParts = { auth: Auth; identity: Identity };

/** Credentials and sessions come from better-auth; lock-out, idle time and first passwords are ours (see sign-in.ts). */
export function createAuth(
  pool: pg.Pool,
  options: { secret: string; hours: number; secure: boolean; origin: string },
) {
  return betterAuth({
    appName: 'xinxuan',
    baseURL: options.origin,
    basePath: '/api/auth',
    secret: options.secret,
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    user: { modelName: 'auth_users' },
    session: {
      modelName: 'auth_sessions',
      expiresIn: options.hours * 3600,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: { modelName: 'auth_accounts' },
    verification: { modelName: 'auth_verifications' },
    advanced: {
      cookiePrefix: 'xinxuan',
      useSecureCookies: false,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, secure: options.secure, path: '/' },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: 128,
      password: {
        hash: hashPassword,
        verify: ({ hash: stored, password }) => checkPassword(stored, password),
      },
    },
    plugins: [username({ minUsernameLength: 3, maxUsernameLength: 32 })],
  });
}
