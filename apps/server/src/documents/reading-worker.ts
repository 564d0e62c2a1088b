import { parentPort } from 'node:worker_threads';
import { readDocument } from './read-document.ts';

/** What the reader asks of its worker, and what comes back under the same number. */
export interface ReadingJob {
  number: number;
  bytes: Uint8Array;
  fileName: string;
}

parentPort?.on('message', async ({ number, bytes, fileName }: ReadingJob) => {
  parentPort?.postMessage({ number, outcome: await readDocument(bytes, fileName) });
});
