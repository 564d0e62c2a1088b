import type pg from 'pg';
import { createApp } from '../src/app.ts';
import { systemClock } from '../src/clock.ts';
import { createLog } from '../src/log.ts';

/** A server of its own on a given database, with nothing but its mail at work: made to be killed. */
const { database, dataDir } = JSON.parse(process.argv[2] ?? '{}') as {
  database: pg.PoolConfig;
  dataDir: string;
};
await createApp({
  config: {
    host: '127.0.0.1',
    port: 0,
    dataDir,
    begin: 'ask',
    databaseUrl: null,
    publicUrl: null,
    poolSize: 5,
    prepare: true,
    sessionIdleMinutes: 60,
    sessionHours: 12,
    uploadLimitBytes: 50 * 1024 * 1024,
    demonstrationUntil: null,
    insideNets: [],
  },
  database,
  clock: systemClock,
  log: createLog(() => undefined, 'warn'),
  webDist: null,
});
process.send?.('ready');
