import { createServer } from 'node:net';

/** Each worker of the tests asks in a range of its own, below the ports that the system gives to whoever wants any. */
const RANGE = 2_500;
const first = 12_000 + (Number(process.env['VITEST_POOL_ID'] ?? 0) % 8) * RANGE;
let asked = process.pid;

/**
 * A port that is free and stays so until it is used, also while the server on it is stopped and started again: a port
 * that the system has just given away and taken back may be anybody's by then.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < RANGE; tries++) {
    const port = first + (asked++ % RANGE);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${first} on is free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
