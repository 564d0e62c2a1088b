import { readMail } from './read-mail.ts';

/** Runs in a reading process of its own: whatever a message does, it does there. */
process.on('message', async ({ number, job }: { number: number; job: { bytes: Uint8Array } }) => {
  process.send?.({ number, outcome: { ok: true, value: await readMail(job.bytes) } });
});
process.on('disconnect', () => process.exit());
