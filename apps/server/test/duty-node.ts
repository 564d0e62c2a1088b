import { connect } from '../src/db/connect.ts';
import { makeDuties } from '../src/duties/make.ts';
import { recomputeDue } from '../src/duties/recompute.ts';
import { actOnDue } from '../src/duties/round.ts';

/**
 * A node of its own for the kill test: looks at the clock until it is killed. `<database> <began> <speed>`: its clock
 * stood at `began` then and runs so many times as fast.
 */
const [connectionString = '', began = '', speed = ''] = process.argv.slice(2);
const clock = (): Date => new Date(Number(began) + (Date.now() - Number(began)) * Number(speed));
const database = connect({ connectionString, max: 3 });

for (;;) {
  try {
    await makeDuties(database, clock);
    await recomputeDue(database, { clock, dueMoved: async () => undefined });
    await actOnDue(database, clock);
  } catch {
    // The database is away; the next round finds it again.
  }
  await new Promise(resolve => setTimeout(resolve, 30));
}
