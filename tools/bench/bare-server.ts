import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';
import { PreparingClient } from '../../apps/server/src/db/prepared.ts';
import type { Recording, Statement } from './record.ts';

/**
 * The floor: node:http and pg, no framework, no rights, no checks. It sends the SQL that the product was seen to send,
 * prepared in the same way,
 * in the same transactions, with fresh ids, and answers the rows as JSON.
 */
const [recordings = '', database = '', port = '', poolSize = '20'] = process.argv.slice(2);
const pool = new pg.Pool({
  connectionString: database,
  max: Number(poolSize),
  options: '-c timezone=UTC -c jit=off',
  Client: PreparingClient,
});
pool.on('error', () => undefined);
const known = JSON.parse(readFileSync(recordings, 'utf8')) as Recording[];
const FRESH = /^(man|rev|evt|ntc|fac|rvw)_[0-9a-z]{26}$/;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    const body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as unknown) : null;
    run(request.url ?? '', body).then(
      rows => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows)),
      error => response.writeHead(500).end(String(error)),
    );
  });
});
server.listen(Number(port), '127.0.0.1');

async function run(url: string, _body: unknown): Promise<unknown> {
  const recording = recordingFor(url);
  const writes = recording.statements.some(statement => statement.text === 'begin');
  const target = /(man_[0-9a-z]{26})/.exec(url)?.[1];
  const original = /(man_[0-9a-z]{26})/.exec(recording.asked)?.[1];
  const fresh = new Map<string, string>();
  if (original && target) fresh.set(original, target);
  const swap = (value: unknown): unknown => {
    if (typeof value !== 'string' || !FRESH.test(value)) return value;
    const known =
      fresh.get(value) ?? (writes && !(original && value.startsWith('rev')) ? newId(value) : value);
    fresh.set(value, known);
    return known;
  };
  if (!writes)
    return last(recording.statements, statement => pool.query(statement.text, statement.values.map(swap)));
  const client = await pool.connect();
  try {
    return await last(recording.statements, statement =>
      client.query(statement.text, statement.values.map(swap)),
    );
  } finally {
    client.release();
  }
}

function recordingFor(url: string): Recording {
  const shape = (path: string): string =>
    path.replace(/man_[0-9a-z]{26}/, ':id').replace(/\?.*/, path.includes('unitId') ? '?unit' : '');
  const found = known.find(
    each => shape(each.asked) === shape(url) && (each.name === 'create') === (url === '/api/v1/manuscripts'),
  );
  if (!found) throw new Error(`no recording for ${url}`);
  return found;
}

async function last(
  statements: Statement[],
  send: (statement: Statement) => Promise<pg.QueryResult>,
): Promise<unknown> {
  const all: unknown[] = [];
  for (const statement of statements) all.push((await send(statement)).rows);
  return all;
}

function newId(like: string): string {
  return `${like.slice(0, 4)}${randomBytes(13).toString('hex')}`;
}
