import { parseArgs } from 'node:util';

export type Config = {
  host: string;
  port: number;
  dataDir: string;
  /** Answers the first question by itself. */
  begin: 'ask' | 'demonstration' | 'empty';
  databaseUrl: string | null;
  /** The address people type, when a proxy stands before the server; null on a plain machine. */
  publicUrl: string | null;
  poolSize: number;
  /** Off for poolers that cannot carry named statements. */
  prepare: boolean;
  sessionIdleMinutes: number;
  sessionHours: number;
  uploadLimitBytes: number;
  demonstrationUntil: string | null;
  /** Nets of the house, or of this machine, that robots, webhooks and the SMS gateway may lie in: `10.8.0.0/16`. */
  insideNets: string[];
};

/** Command line first, then environment, then defaults. */
export function readConfig(argv: string[], env: NodeJS.ProcessEnv): Config {
  const { values } = parseArgs({
    args: argv,
    options: {
      host: { type: 'string' },
      port: { type: 'string' },
      data: { type: 'string' },
      demo: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
    },
  });
  return {
    host: values.host ?? env['HOST'] ?? '127.0.0.1',
    port: whole(values.port ?? env['PORT'] ?? '8600', 'port'),
    dataDir: values.data ?? env['XINXUAN_DATA'] ?? 'data',
    begin: values.demo ? 'demonstration' : values.empty ? 'empty' : 'ask',
    databaseUrl: env['DATABASE_URL'] ?? null,
    publicUrl: env['PUBLIC_URL'] ?? null,
    poolSize: whole(env['POOL_SIZE'] ?? '20', 'POOL_SIZE'),
    prepare: env['PREPARE'] !== 'off',
    sessionIdleMinutes: whole(env['SESSION_IDLE_MINUTES'] ?? '60', 'SESSION_IDLE_MINUTES'),
    sessionHours: whole(env['SESSION_HOURS'] ?? '12', 'SESSION_HOURS'),
    uploadLimitBytes: whole(env['UPLOAD_LIMIT_MB'] ?? '50', 'UPLOAD_LIMIT_MB') * 1024 * 1024,
    demonstrationUntil: env['DEMONSTRATION_UNTIL'] ?? null,
    insideNets: (env['INSIDE_NETS'] ?? '').split(/[\s,]+/u).filter(net => net !== ''),
  };
}

function whole(text: string, name: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new Error(`${name} 应为非负整数 / must be a whole number: ${text}`);
  return number;
}
