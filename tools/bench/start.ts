import { spawn } from 'node:child_process';

const PORT = 8692;

/** From starting the server process on a warm data folder, cluster stopped, to its first answer. */
export async function measureStart({
  folder,
  say,
}: {
  folder: string;
  say: (line: string) => void;
}): Promise<Record<string, string | number>[]> {
  const times: number[] = [];
  for (let round = 0; round < 6; round++) {
    const started = performance.now();
    const server = spawn(
      process.execPath,
      ['apps/server/src/main.ts', '--port', String(PORT), '--data', folder],
      { stdio: 'ignore' },
    );
    await firstAnswer();
    if (round > 0) times.push(performance.now() - started);
    say(`  start ${round === 0 ? 'cold' : 'warm'}: ${(performance.now() - started).toFixed(0)} ms`);
    const ended = new Promise(resolve => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
  times.sort((a, b) => a - b);
  return [
    {
      what: 'warm start to first answer',
      'min ms': Math.round(times[0] ?? 0),
      'median ms': Math.round(times[2] ?? 0),
      'max ms': Math.round(times.at(-1) ?? 0),
    },
  ];
}

async function firstAnswer(): Promise<void> {
  for (let attempt = 0; attempt < 3000; attempt++) {
    try {
      const answer = await fetch(`http://127.0.0.1:${PORT}/api/v1/session/state`);
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  throw new Error('the server did not answer');
}
