import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedFailure } from './failure.ts';

/** The account under which PostgreSQL runs; it refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

/** What `spawn` needs to run as the account; nothing for the account that already runs us. */
export type RunAs = Account | Record<string, never>;

/**
 * The account for a cluster: our own, unless we are root. Root takes the account that owns the cluster already,
 * else a dedicated `xinxuan`, else `nobody`. Not `postgres`: that one may own another database of this machine.
 */
export function accountFor(cluster: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const found = accountNamed('xinxuan') ?? accountNamed('nobody');
  if (found) return found;
  throw new EmbeddedFailure(
    'account',
    'PostgreSQL 不能以 root 身份运行,而本机没有 xinxuan 或 nobody 账户。请建立账户:useradd --system xinxuan',
    'PostgreSQL does not run as root, and this machine has no account xinxuan or nobody. Create one: useradd --system xinxuan',
  );
}

function accountNamed(name: string): Account | null {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    const account = { uid: id('-u'), gid: id('-g') };
    return account.uid > 0 ? account : null;
  } catch {
    return null;
  }
}

/** Whether the account can enter the folder, and list or write it as asked. Asks the system, so ACLs count. */
export function canUse(folder: string, account: Account | null, need: 'read' | 'write'): boolean {
  if (process.platform === 'win32') return true;
  const test = need === 'write' ? '[ -w . ]' : '[ -r . ]';
  const probe = spawnSync('/bin/sh', ['-c', `cd "$1" 2>/dev/null && ${test}`, 'sh', folder], {
    cwd: '/',
    stdio: 'ignore',
    ...runAs(account),
  });
  if (account && probe.error) throw cannotSwitch(account, probe.error);
  return probe.status === 0;
}

export function runAs(account: Account | null): RunAs {
  return account ?? {};
}

function cannotSwitch(account: Account, cause: Error): EmbeddedFailure {
  return new EmbeddedFailure(
    'account',
    `以 root 身份启动,但不能切换到账户 ${account.uid}(${cause.message})。请改用普通账户运行。`,
    `Started as root, but switching to account ${account.uid} is not allowed (${cause.message}). Run it as an ordinary account.`,
  );
}
