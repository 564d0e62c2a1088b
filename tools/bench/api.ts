import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { startEmbedded } from '../../apps/server/src/db/embedded.ts';
import { migrate } from '../../apps/server/src/db/migrate.ts';
import { type Operation, operations } from './operations.ts';
import { record } from './record.ts';
import { seed } from './seed.ts';

export type Measured = {
  operation: string;
  kind: 'read' | 'write';
  connections: number;
  product: Figure;
  bare: Figure;
  ratio: number;
};
type Figure = { rate: number; p50: number; p99: number };

const PRODUCT_PORT = 8690;
const BARE_PORT = 8691;

type Options = {
  folder: string;
  manuscripts: number;
  seconds: number;
  rounds: number;
  say: (line: string) => void;
};

/** The product against the floor, turn by turn on one database, each at 1, 8 and 32 connections. */
export async function measureApi({
  folder,
  manuscripts,
  seconds,
  rounds,
  say,
}: Options): Promise<Measured[]> {
  const embedded = await startEmbedded({ dataDir: folder, log: () => undefined });
  await migrate(embedded.config);
  const seeded = await seed(embedded.connectionString, manuscripts);
  const asked = operations(seeded, manuscripts);
  const recordings = join(folder, 'recordings.json');
  const recorded = await record(embedded.connectionString, folder, { seeded, operations: asked });
  writeFileSync(recordings, JSON.stringify(recorded));
  for (const { name, statements } of recorded) say(`  ${name}: ${statements.length} statements`);
  const children = [
    child(['apps/server/src/main.ts', '--port', String(PRODUCT_PORT), '--data', folder], {
      DATABASE_URL: embedded.connectionString,
    }),
    child(['tools/bench/bare-server.ts', recordings, embedded.connectionString, String(BARE_PORT)], {}),
  ];
  try {
    await Promise.all([
      answering(PRODUCT_PORT, '/api/health'),
      answering(BARE_PORT, asked[0]?.next(0).path ?? '/'),
    ]);
    const measured: Measured[] = [];
    let turn = 5000;
    for (const operation of asked) {
      for (const connections of [1, 8, 32]) {
        const runs: Runs = { product: [], bare: [] };
        for (let round = 0; round < rounds; round++) {
          for (const side of ['product', 'bare'] as const) {
            const result = await load(side === 'product' ? PRODUCT_PORT : BARE_PORT, operation, {
              connections,
              seconds,
              first: turn,
              token: seeded.token,
            });
            turn += result.sent + connections;
            runs[side].push(result);
          }
        }
        const row = compared(operation, connections, runs);
        measured.push(row);
        say(told(row));
      }
    }
    return measured;
  } finally {
    for (const each of children) each.kill('SIGTERM');
    await embedded.stop();
  }
}

type Runs = Record<'product' | 'bare', Figure[]>;

function compared({ name, kind }: Operation, connections: number, runs: Runs): Measured {
  const product = median(runs.product);
  const bare = median(runs.bare);
  return { operation: name, kind, connections, product, bare, ratio: product.rate / bare.rate };
}

function told({ operation, connections, product, bare, ratio }: Measured): string {
  const rates = `${product.rate.toFixed(0)}/s of ${bare.rate.toFixed(0)}/s = ${ratio.toFixed(2)}`;
  return `  ${operation} @${connections}: ${rates}, p99 ${product.p99} / ${bare.p99} ms`;
}

function child(args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function answering(port: number, path: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      await fetch(`http://127.0.0.1:${port}${path}`);
      return;
    } catch {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
  throw new Error(`no answer on port ${port}`);
}

type Load = { connections: number; seconds: number; first: number; token: string };

async function load(
  port: number,
  operation: Operation,
  { connections, seconds, first, token }: Load,
): Promise<Figure & { sent: number }> {
  let turn = first;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    duration: seconds,
    requests: [{ setupRequest: request => ({ ...request, ...operation.next(turn++), headers }) }],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${operation.name}: ${result.non2xx} refused, ${result.errors} failed`);
  return {
    rate: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    sent: turn - first,
  };
}

function median(figures: Figure[]): Figure {
  const sorted = figures.toSorted((a, b) => a.rate - b.rate);
  return sorted[Math.floor(sorted.length / 2)] ?? { rate: 0, p50: 0, p99: 0 };
}
