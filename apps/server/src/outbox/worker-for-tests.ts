import { appendFileSync } from 'node:fs';
import { systemClock } from '../clock.ts';
import { connect } from '../db/connect.ts';
import { sendDue } from './round.ts';

/** A node of its own for the kill test: sends into a file until it is killed. `<database> <file> <lease ms>` */
const [connectionString = '', file = '', leaseMs = ''] = process.argv.slice(2);
const database = connect({ connectionString, max: 4 });
const nextTurn = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 20));

for (;;) {
  await sendDue(database, {
    channels: [
      {
        name: 'mail',
        send: async delivery => {
          await new Promise(resolve => setTimeout(resolve, 2));
          appendFileSync(file, `${delivery.about} ${delivery.id}\n`);
          return { sent: true };
        },
      },
    ],
    clock: systemClock,
    leaseMs: Number(leaseMs),
    alarm: async () => undefined,
  }).catch(() => undefined);
  await nextTurn();
}
