import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

/** A real IMAP server for tests: Dovecot as an ordinary process on the loopback, with everything it writes in one folder. */
export type Dovecot = {
  port: number;
  user: string;
  secret: string;
  /** Lays a message into the inbox as a delivery would. */
  deliver(bytes: Uint8Array): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The folder's numbers begin anew, as after a restored backup. */
  renumber(): Promise<void>;
  close(): Promise<void>;
};

const PROGRAM = '/usr/sbin/dovecot';
const NOBODY = 65534;
const asRoot = process.getuid?.() === 0;

/**
 * From the path, or by root from apt; without one the tests of mail fail, and say why. Files of tests begin at once: one
 * installs it, and the others wait until it is whole.
 */
function installed(): string {
  if (asRoot && existsSync('/usr/bin/apt-get')) {
    // A machine that may not start daemons installs it all the same: the package's own service is not wanted.
    const install = `test -x ${PROGRAM} || { apt-get -qq -y update; apt-get -qq -y install --no-install-recommends dovecot-imapd; }`;
    spawnSync('flock', [join(tmpdir(), 'xinxuan-dovecot.lock'), 'sh', '-c', install], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  if (!existsSync(PROGRAM))
    throw new Error('there is no Dovecot to test against: apt-get install dovecot-imapd');
  return PROGRAM;
}

/** `idle`: whether the server offers to push. */
export async function startDovecot({ idle = true }: { idle?: boolean } = {}): Promise<Dovecot> {
  const program = installed();
  const folder = mkdtempSync(join(tmpdir(), 'xinxuan-dovecot-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const user = 'xinxi';
  const secret = randomBytes(9).toString('base64url');
  const maildir = join(folder, 'mail', user);
  for (const each of ['cur', 'new', 'tmp']) mkdirSync(join(maildir, each), { recursive: true });
  mkdirSync(join(folder, 'home'), { recursive: true });
  writeFileSync(join(folder, 'dovecot.conf'), configuration({ folder, port, secret, idle }));
  own(folder);
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    child = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore', detached: true });
    await reachable(port);
  };
  const stop = async (): Promise<void> => {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null) return;
    const gone = new Promise(resolve => ending.once('exit', resolve));
    // The whole group: processes that serve a connection would go on for half a minute after their master.
    killGroup(ending, 'SIGTERM');
    await gone;
    killGroup(ending, 'SIGKILL');
  };
  await start();
  let delivered = 0;
  return {
    port,
    user,
    secret,
    start,
    stop,
    deliver: bytes => {
      delivered += 1;
      const name = `${delivered}.${randomBytes(6).toString('hex')}.test`;
      writeFileSync(join(maildir, 'tmp', name), bytes);
      own(join(maildir, 'tmp', name));
      renameSync(join(maildir, 'tmp', name), join(maildir, 'new', name));
    },
    renumber: async () => {
      await stop();
      spawnSync('find', [maildir, '-name', 'dovecot*', '-delete']);
      await start();
    },
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, signal);
  } catch {
    // All of them have ended.
  }
}

function own(path: string): void {
  if (asRoot) spawnSync('chown', ['-R', `${NOBODY}:${NOBODY}`, path]);
  else chownSync(path, process.getuid?.() ?? 0, process.getgid?.() ?? 0);
}

function configuration(at: { folder: string; port: number; secret: string; idle: boolean }): string {
  const { folder, port, secret, idle } = at;
  const [uid, gid] = asRoot ? [NOBODY, NOBODY] : [process.getuid?.(), process.getgid?.()];
  const name = spawnSync('id', ['-un', ...(asRoot ? [String(NOBODY)] : [])], {
    encoding: 'utf8',
  }).stdout.trim();
  const group = spawnSync('id', ['-gn', ...(asRoot ? [String(NOBODY)] : [])], {
    encoding: 'utf8',
  }).stdout.trim();
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = ${name}
default_internal_group = ${group}
default_login_user = ${name}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${folder}/mail/%u
mailbox_idle_check_interval = 1 secs
${idle ? '' : 'imap_capability = IMAP4rev1 LITERAL+ UIDPLUS MOVE'}
passdb {
  driver = static
  args = password=${secret}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/home/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}

/** Until the server greets: a port that is open is not yet a server that answers. */
async function reachable(port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const greeted = await new Promise<boolean>(resolve => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.setTimeout(5000, () => socket.destroy());
      socket.once('data', () => {
        resolve(true);
        socket.destroy();
      });
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
    });
    if (greeted) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('Dovecot did not answer within a minute');
}
