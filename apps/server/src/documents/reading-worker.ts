import { Worker } from 'node:worker_threads';
import type { Outcome } from '../files/finding.ts';
import type { Block, ReadDocument } from './document.ts';
import type { KnownNames, ReadManuscript } from './manuscript.ts';
import { readArchive } from './read-archive.ts';
import { readDocument } from './read-document.ts';
import { readManuscript } from './read-manuscript.ts';
import { Refused, refusable } from './refusals.ts';
import { secretIn } from './secret-in.ts';
import { readSheet, type SheetWish, sheetNames } from './xlsx.ts';

/** What the server asks of a reading process. */
export type ReadingJob =
  | { kind: 'document'; bytes: Uint8Array; fileName: string }
  | { kind: 'manuscript'; bytes: Uint8Array; fileName: string; known: KnownNames }
  | { kind: 'sheet'; bytes: Uint8Array; wish: SheetWish }
  | { kind: 'sheetNames'; bytes: Uint8Array }
  | { kind: 'archive'; bytes: Uint8Array }
  | { kind: 'secret'; bytes: Uint8Array };

/** A document as a manuscript; of the document itself only what the manuscript points at. */
export type ReadAsManuscript = {
  manuscript: ReadManuscript;
  document: Pick<ReadDocument, 'pictures' | 'notes'>;
};

export interface ReadingAnswer {
  number: number;
  outcome: Outcome<unknown>;
}

/**
 * Looks after this process from a thread of its own, which goes on while a document keeps the main one busy: ends it when
 * it holds more memory than its share, heap or not, and when the server that asked is gone.
 */
const WATCH = `
  const { workerData: { limit, parent } } = require('node:worker_threads');
  setInterval(() => {
    if (process.ppid !== parent || process.memoryUsage.rss() > limit) process.kill(process.pid, 'SIGKILL');
  }, 25);`;

function read(job: ReadingJob): Promise<Outcome<unknown>> {
  if (job.kind === 'document') return readDocument(job.bytes, job.fileName);
  if (job.kind === 'manuscript') return readAsManuscript(job);
  if (job.kind === 'sheet') return readSheet(job.bytes, job.wish);
  if (job.kind === 'sheetNames') return sheetNames(job.bytes);
  if (job.kind === 'secret') return secretIn(job.bytes);
  return readArchive(job.bytes);
}

/** Forty times the longest manuscript: what looks for names and days in it would not end in time. */
const MOST_CHARACTERS = 2_000_000;

function charactersIn({ blocks }: ReadDocument): number {
  const lengthOf = (block: Block): number => {
    if (block.kind === 'picture') return 0;
    return block.kind === 'table' ? block.rows.flat().join('').length : block.text.length;
  };
  return blocks.reduce((sum, block) => sum + lengthOf(block), 0);
}

/** Finding the fields runs over the same foreign text as reading does, so it stays inside the same walls. */
async function readAsManuscript({
  bytes,
  fileName,
  known,
}: Extract<ReadingJob, { kind: 'manuscript' }>): Promise<Outcome<ReadAsManuscript>> {
  const read = await readDocument(bytes, fileName);
  if (!read.ok) return read;
  return refusable(async () => {
    if (charactersIn(read.value) > MOST_CHARACTERS) throw new Refused('too_complex');
    const { pictures, notes } = read.value;
    return { manuscript: readManuscript(read.value, fileName, known), document: { pictures, notes } };
  });
}

/** The PDF library asks for these when it is loaded and needs them only to draw; a native part would bring them otherwise. */
for (const name of ['DOMMatrix', 'ImageData', 'Path2D'])
  if (!(name in globalThis)) Object.assign(globalThis, { [name]: class {} });

if (process.send) {
  const limit = Number(process.argv[2]) * 1048576;
  new Worker(WATCH, { eval: true, workerData: { limit, parent: process.ppid } }).unref();
  process.on('message', async ({ number, job }: { number: number; job: ReadingJob }) => {
    process.send!({ number, outcome: await read(job) } satisfies ReadingAnswer);
  });
  process.on('disconnect', () => process.exit());
}
