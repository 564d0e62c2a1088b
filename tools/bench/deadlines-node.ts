import { connect } from '../../apps/server/src/db/connect.ts';
import { actOnDue } from '../../apps/server/src/duties/round.ts';

/** One node of the measurement: waits for a word, acts on all that is due at the given moment, and says how long it took. */
const [config = '', at = ''] = process.argv.slice(2);
const database = connect({ ...JSON.parse(config), max: 4 });
process.once('message', async () => {
  const started = performance.now();
  const acted = await actOnDue(database, () => new Date(at));
  process.send?.({ acted, ms: performance.now() - started });
  await database.close();
  process.disconnect();
});
await database.db.selectFrom('bodies').select('id').execute();
process.send?.('ready');
